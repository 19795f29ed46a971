import type { Framing } from '../../exchange/exchange.js';
import { type ChunkedEnd, createChunkedEnd } from './chunked-end.js';

/**
 * Reads the bytes of one answer beside the HTTP parser, for what the parser does not tell: the version, the framing, and
 * what follows the end of the message.
 */
export interface MessageReader {
  /** Takes bytes as they came from the socket. Returns those that the HTTP parser is to see now; it may be none. */
  feed(chunk: Buffer): Buffer;
  /** The connection has ended: returns bytes that were held back. */
  flush(): Buffer;
  /** What has been seen so far; it changes as bytes are fed. */
  readonly seen: Readonly<SeenMessage>;
}

export interface SeenMessage {
  /** The head as far as it came, one character a byte, without the empty line that ends it. */
  head: string;
  isHeadComplete: boolean;
  /** As on the status line; empty as long as there is none. */
  httpVersion: string;
  /** From the status line; undici 7 keeps only the last part of one that comes in parts. */
  reason: string;
  delimitedBy: Framing['delimitedBy'];
  /** Value of Content-Length, in bytes, where it delimits the message. */
  declaredLength: number | null;
  /** Bytes after the end of the message. */
  extraBytes: number;
  /** Start of those, at most 64 bytes. */
  extraPrefix: Uint8Array;
}

/** In bytes. What node:http and undici accept by default; user metadata of an OSS object takes at most 8 KiB of it. */
export const maxHeadBytes = 16 * 1024;

/** In bytes; enough to recognise a status line, an XML declaration or a chunk size. */
const maxExtraPrefix = 64;

const emptyLine = Buffer.from('\r\n\r\n');
const nothing = Buffer.alloc(0);

/** @param method of the request: an answer to HEAD has no body, regardless of its header fields (RFC 9112 section 6.3). */
export function createMessageReader(method: string): MessageReader {
  // Fields rather than getters: defining eight getters takes longer than reading a whole answer.
  const seen: SeenMessage = {
    head: '',
    isHeadComplete: false,
    httpVersion: '',
    reason: '',
    delimitedBy: 'none',
    declaredLength: null,
    extraBytes: 0,
    extraPrefix: new Uint8Array(0),
  };
  let pending: Buffer = nothing;
  let handedOn = 0;
  let bodyBytesOf: BodyFraming = noBody;

  /** Hands on what was not handed on yet, once it is certain that the parser is to see it. */
  const release = (): Buffer => {
    const bytes = handedOn === 0 ? pending : pending.subarray(handedOn);
    handedOn = pending.length;
    return bytes;
  };

  const takeBody = (bytes: Buffer): void => {
    const extra = bytes.subarray(bodyBytesOf(bytes));
    if (extra.length === 0) return;
    if (seen.extraBytes < maxExtraPrefix) {
      const added = extra.subarray(0, maxExtraPrefix - seen.extraBytes);
      seen.extraPrefix = new Uint8Array(Buffer.concat([seen.extraPrefix, added]));
    }
    seen.extraBytes += extra.length;
  };

  const feedHead = (chunk: Buffer): Buffer => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      const end = pending.indexOf(emptyLine);
      seen.head = pending.toString('latin1', 0, end < 0 ? maxHeadBytes : end);
      if (end < 0) return mayBeInterim(seen.head) ? nothing : release();
      if (!interim.test(seen.head)) {
        seen.isHeadComplete = true;
        bodyBytesOf = readHead(method, seen);
        takeBody(pending.subarray(end + emptyLine.length));
        const bytes = release();
        pending = nothing;
        return bytes;
      }
      pending = pending.subarray(end + emptyLine.length);
    }
  };

  return {
    seen,
    feed(chunk) {
      if (!seen.isHeadComplete) return feedHead(chunk);
      takeBody(chunk);
      return chunk;
    },
    flush: () => (seen.isHeadComplete ? nothing : release()),
  };
}

/** Tells how many of these bytes, which follow those it was told of before, belong to the body. */
type BodyFraming = (bytes: Buffer) => number;

const noBody: BodyFraming = () => 0;
const untilClose: BodyFraming = (bytes) => bytes.length;

/** RFC 9112 section 6.3, for a client that never sends CONNECT. */
function readHead(method: string, seen: SeenMessage): BodyFraming {
  const { head } = seen;
  const [, version = '', status = '', reason = ''] = /^HTTP\/(\d\.\d) (\d{3}) ?([^\r]*)/.exec(head) ?? [];
  seen.httpVersion = version;
  seen.reason = reason;
  if (method === 'HEAD' || status === '204' || status === '304') return noBody;
  if (/\r\ntransfer-encoding:[^\r]*chunked/i.test(head)) {
    seen.delimitedBy = 'chunked';
    return chunked(createChunkedEnd());
  }
  const declared = /\r\ncontent-length:[ \t]*(\d+)/i.exec(head)?.[1];
  seen.delimitedBy = declared === undefined ? 'close' : 'content-length';
  if (declared === undefined) return untilClose;
  seen.declaredLength = Number(declared);
  return counted(seen.declaredLength);
}

function chunked(end: ChunkedEnd): BodyFraming {
  return (bytes) => end.feed(bytes);
}

function counted(length: number): BodyFraming {
  let left = length;
  return (bytes) => {
    const taken = Math.min(left, bytes.length);
    left -= taken;
    return taken;
  };
}

/**
 * An interim answer. RFC 9110 section 15.2: a client must be able to parse interim answers it did not ask for, and may
 * ignore them. undici 7 drops the connection on an unasked 100, so none of them is handed on. 101 is no interim answer:
 * no other protocol was requested, and the parser rejects it.
 */
const interim = /^HTTP\/1\.[01] 1(?!01)\d\d/;
const interimStarts = ['HTTP/1.1 1', 'HTTP/1.0 1'];

/** Whether an incomplete head may turn out to be one of an interim answer and must be held back. */
function mayBeInterim(head: string): boolean {
  return head.length < maxHeadBytes && interimStarts.some((start) => start.startsWith(head.slice(0, start.length)));
}
