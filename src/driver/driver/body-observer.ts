import type { BodySink } from '../../content/body-sink.js';
import type { BodyObservation } from '../../exchange/exchange.js';

/** In bytes; what the record keeps of a body. */
export const maxPrefixBytes = 64 * 1024;

/** Takes the body of one answer: to the sink all of it, to the record its length and its start. */
export interface BodyObserver {
  /** Returns false when the limit is reached; the bytes up to the limit have been taken. */
  write(chunk: Uint8Array): boolean;
  /** Bytes taken so far. */
  length(): number;
  end(): BodyObservation;
}

/**
 * The sink is written to while the socket waits, so that a slow sink slows the server down and nothing piles up.
 *
 * @param limitBytes the longest body that is taken
 */
export function observeBody(sink: BodySink, limitBytes: number): BodyObserver {
  // Copies: a view would keep the 64 KiB block alive into which node:net has read it.
  const start: Uint8Array[] = [];
  let length = 0;
  return {
    write(chunk) {
      const taken = length + chunk.length > limitBytes ? chunk.subarray(0, limitBytes - length) : chunk;
      if (length < maxPrefixBytes) start.push(new Uint8Array(taken.subarray(0, maxPrefixBytes - length)));
      if (taken.length > 0) sink.write(taken);
      length += taken.length;
      return taken.length === chunk.length;
    },
    length: () => length,
    end: () => ({ length, place: sink.end(), prefix: concatenated(start) }),
  };
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : new Uint8Array(Buffer.concat(parts));
}
