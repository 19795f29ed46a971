import { performance } from 'node:perf_hooks';
import type { TransportFailure } from '../../exchange/exchange.js';
import { createMessageReader, type MessageReader, maxHeadBytes } from './message-reader.js';
import type { AttemptProgress } from './transport-failure.js';

/** What one attempt looks like from the socket. */
export interface WireTrace {
  phase: TransportFailure['phase'];
  /** Head of the request as it went out, one character a byte; null as long as nothing went out. */
  sentHead: string | null;
  /** Bytes of request, head and body. */
  sentBytes: number;
  /** Bytes of answer. */
  receivedBytes: number;
  /** What the server did to the connection. */
  peer: AttemptProgress['peer'];
  /** The connection had carried a request before. */
  reused: boolean;
  readonly reader: MessageReader;
  /** Notes bytes of the request. */
  send(chunk: string | Uint8Array, reused: boolean): void;
  /** Notes bytes of the answer; returns those that the HTTP parser is to see now. */
  receive(chunk: Buffer): Buffer;
  /** Whether the head has passed its limit; interim answers count, so that a stream of them ends as well. */
  isHeadTooLong(): boolean;
  progress(): Omit<AttemptProgress, 'bodyBytes'>;
  /** From the first byte sent to the last byte received, or to now where the answer is not there, in ms. */
  durationMs(isAnswered: boolean): number;
}

/** @param isConnected whether the attempt starts on a connection that is there already */
export function createWireTrace(method: string, isConnected: boolean): WireTrace {
  const reader = createMessageReader(method);
  let sentAt = 0;
  let receivedAt = 0;
  return {
    phase: isConnected ? 'first-byte' : 'connect',
    sentHead: null,
    sentBytes: 0,
    receivedBytes: 0,
    peer: 'open',
    reused: false,
    reader,
    send(chunk, reused) {
      if (this.sentHead === null) {
        this.sentHead = String(chunk); // undici writes the head as one string, before anything else.
        this.reused = reused;
        sentAt = performance.now();
      }
      this.sentBytes += chunk.length;
    },
    receive(chunk) {
      // Before the request went out these are the rest of another answer: undici sees them and drops the connection.
      if (this.sentHead === null) return chunk;
      receivedAt = performance.now();
      this.receivedBytes += chunk.length;
      if (this.phase === 'first-byte') this.phase = 'headers';
      return reader.feed(chunk);
    },
    isHeadTooLong() {
      return !reader.seen.isHeadComplete && this.receivedBytes > maxHeadBytes;
    },
    progress() {
      return { phase: this.phase, head: reader.seen.head, declaredLength: reader.seen.declaredLength, peer: this.peer };
    },
    durationMs(isAnswered) {
      if (this.sentHead === null) return 0;
      return (isAnswered ? receivedAt : performance.now()) - sentAt;
    },
  };
}
