/** Follows a chunked body (RFC 9112 section 7.1) far enough to say where it ends. */
export interface ChunkedEnd {
  /** Returns how many of these bytes belong to the body: all of them, unless it ends within. */
  feed(bytes: Uint8Array): number;
  /** Whether the last chunk and its trailer fields were seen. */
  hasEnded(): boolean;
}

const lf = 0x0a;
const cr = 0x0d;

/** In characters: a 64-bit size has 16 digits; an extension or a trailer field behind it is of no interest here. */
const longestSize = 16;

/**
 * Looks for the end and nothing else: whether sizes and delimiters are right is judged by the HTTP parser, which sees
 * the same bytes. Trailer fields belong to the body.
 *
 * @param onData receives the content of the chunks
 */
export function createChunkedEnd(onData: (bytes: Uint8Array) => void = () => {}): ChunkedEnd {
  let state: 'size' | 'data' | 'trailer' | 'ended' = 'size';
  let line = '';
  let left = 0;

  const endOfLine = (): void => {
    if (state === 'trailer') {
      if (line === '') state = 'ended';
    } else if (line !== '') {
      const size = Number.parseInt(line, 16);
      // What is no size is the parser's to refuse; until it does, everything that follows counts as body.
      left = Number.isNaN(size) ? Number.POSITIVE_INFINITY : size;
      state = left === 0 ? 'trailer' : 'data';
    }
    line = '';
  };

  return {
    feed(bytes) {
      let at = 0;
      while (at < bytes.length && state !== 'ended') {
        if (state === 'data') {
          const taken = Math.min(left, bytes.length - at);
          onData(bytes.subarray(at, at + taken));
          at += taken;
          left -= taken;
          if (left === 0) state = 'size';
          continue;
        }
        const byte = bytes[at++];
        if (byte === lf) endOfLine();
        else if (byte !== undefined && byte !== cr && line.length < longestSize) line += String.fromCharCode(byte);
      }
      return at;
    },
    hasEnded: () => state === 'ended',
  };
}
