import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { MakeSink } from '../../../content/body-sink.js';
import { type BodyObserver, observeBody } from '../../../driver/driver/body-observer.js';
import { type ChunkedEnd, createChunkedEnd } from '../../../driver/wire/chunked-end.js';
import { headDefect, responseFields } from '../../../driver/wire/head-fields.js';
import { createMessageReader, maxHeadBytes } from '../../../driver/wire/message-reader.js';
import { type AttemptProgress, connectionFailure, failureOfError } from '../../../driver/wire/transport-failure.js';
import type { ExchangeResult, TransportFailure } from '../../../exchange/exchange.js';
import type { HeaderField } from '../../../spec/model/vocabulary.js';

/** An answer of which the bytes pass by. */
export interface TappedAnswer {
  /** Takes bytes as they came from the target. */
  feed(chunk: Buffer): void;
  /** Whether the message is complete, so that what comes next belongs to another one. */
  isComplete(): boolean;
  /** The connection to the target is over. */
  ended(how: 'closed' | 'reset'): void;
  /** There was never a connection to the target. */
  failed(error: Error): void;
  /** What has come by now. An answer that is under way yet was broken off by the client. */
  result(): ExchangeResult;
  /** Head of the answer as far as it came, one character a byte. */
  head(): string;
  /** SHA-256 of the body as it came, chunks put together, in hex. */
  digest(): string;
  /** From the request to the last byte of the answer, in ms. */
  durationMs(): number;
}

/** In bytes; the driver takes as many. */
const bodyCapBytes = 256 * 1024 * 1024;

interface Head {
  readonly status: number;
  readonly fields: readonly HeaderField[];
  readonly body: BodyObserver;
  /** Present where the body comes in chunks. */
  readonly chunked: ChunkedEnd | undefined;
}

/** @param method of the request */
export function tapAnswer(method: string, makeSink: MakeSink): TappedAnswer {
  const reader = createMessageReader(method);
  const started = performance.now();
  const hash = createHash('sha256');
  let last = started;
  /** Bytes up to the end of the head; interim answers are among them. */
  let held = Buffer.alloc(0);
  let received = 0;
  let head: Head | null = null;
  let peer: AttemptProgress['peer'] = 'open';
  let failure: TransportFailure | null = null;

  function feed(chunk: Buffer): void {
    last = performance.now();
    received += chunk.length;
    const before = reader.seen.extraBytes;
    reader.feed(chunk);
    if (head !== null) takeBody(chunk, before);
    else if (failure === null && held.length <= maxHeadBytes) {
      held = Buffer.concat([held, chunk]);
      if (reader.seen.isHeadComplete) openBody();
    }
  }

  /** The head is there: what stands behind it is the start of the body. */
  function openBody(): void {
    const { seen } = reader;
    const defect = headDefect(seen.head);
    if (defect !== null) {
      failure = { phase: 'headers', code: 'malformed', message: defect };
      return;
    }
    const fields = responseFields(seen.head);
    const sink = makeSink(fields);
    const write = (bytes: Uint8Array): void => {
      hash.update(bytes);
      sink.write(bytes);
    };
    const body = observeBody({ write, end: () => sink.end() }, bodyCapBytes);
    const chunked = seen.delimitedBy === 'chunked' ? createChunkedEnd((data) => void body.write(data)) : undefined;
    head = { status: Number(/ (\d{3})/.exec(seen.head)?.[1]), fields, body, chunked };
    const text = Buffer.from(`${seen.head}\r\n\r\n`, 'latin1');
    takeBody(held.subarray(held.indexOf(text) + text.length), 0);
  }

  function takeBody(bytes: Buffer, extraBefore: number): void {
    if (head === null) return;
    const own = bytes.subarray(0, bytes.length - (reader.seen.extraBytes - extraBefore));
    if (head.chunked) head.chunked.feed(own);
    else head.body.write(own);
  }

  function isComplete(): boolean {
    if (head === null) return false;
    const { delimitedBy, declaredLength } = reader.seen;
    if (delimitedBy === 'none') return true;
    if (head.chunked) return head.chunked.hasEnded();
    return delimitedBy === 'close' ? peer === 'closed' : head.body.length() === declaredLength;
  }

  const progress = (): AttemptProgress => ({
    phase: head === null ? (received === 0 ? 'first-byte' : 'headers') : 'body',
    head: reader.seen.head,
    bodyBytes: head?.body.length() ?? 0,
    declaredLength: reader.seen.declaredLength,
    peer,
  });

  /** Why the message is not complete; null where it is. */
  function shortfall(): TransportFailure | null {
    if (failure !== null) return failure;
    if (isComplete()) return null;
    if (peer !== 'open') return connectionFailure(peer, progress());
    const { phase, bodyBytes, declaredLength } = progress();
    const of = declaredLength === null ? '' : ` of ${declaredLength}`;
    return {
      phase,
      code: 'timeout',
      message: `not complete when the client gave up, after ${bodyBytes}${of} bytes of body`,
    };
  }

  return {
    feed,
    isComplete,
    ended(how) {
      if (peer === 'open') peer = how;
    },
    failed(error) {
      failure = failureOfError(error, { ...progress(), phase: 'connect' });
    },
    result() {
      const truncated = shortfall();
      if (head === null) {
        return { kind: 'failure', failure: truncated ?? connectionFailure('closed', progress()) };
      }
      const { httpVersion, reason, delimitedBy, extraBytes, extraPrefix } = reader.seen;
      return {
        kind: 'response',
        response: {
          status: head.status,
          reason,
          httpVersion,
          headers: head.fields,
          body: head.body.end(),
          framing: { delimitedBy, extraBytes, extraPrefix, truncated },
        },
      };
    },
    head: () => reader.seen.head,
    digest: () => hash.copy().digest('hex'),
    durationMs: () => last - started,
  };
}
