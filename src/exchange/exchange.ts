import type { BodyPlace } from '../content/body-place.js';
import type { HeaderField } from '../spec/model/vocabulary.js';

/**
 * A recorded exchange: what was asked, what came back, no opinion. Everything left of it touches the network and
 * judges nothing, everything right of it judges and touches no network. It is plain data (JSON-serialisable but for
 * `Uint8Array`), already redacted: it holds no signature, access key or security token.
 */
export interface Exchange {
  readonly request: RequestRecord;
  readonly result: ExchangeResult;
  /** Every attempt before the last one, and why it was repeated. Empty for most exchanges. */
  readonly retries: readonly Retry[];
  /** From the first byte sent to the last byte received, of the last attempt, in ms. */
  readonly durationMs: number;
}

export interface RequestRecord {
  readonly method: string;
  /** Absolute URL as a client would write it, redacted. */
  readonly url: string;
  /** In wire order, with wire case, redacted. */
  readonly headers: readonly HeaderField[];
  /** Bytes of request body sent. */
  readonly bodyLength: number;
}

export type ExchangeResult =
  | { readonly kind: 'response'; readonly response: RecordedResponse }
  | { readonly kind: 'failure'; readonly failure: TransportFailure };

export interface RecordedResponse {
  readonly status: number;
  readonly reason: string;
  /** As on the status line, for instance `1.1`. */
  readonly httpVersion: string;
  /** In wire order, with wire case, repeated lines kept apart. */
  readonly headers: readonly HeaderField[];
  readonly body: BodyObservation;
  readonly framing: Framing;
}

/** What tells where a message ends. */
export const delimiters = ['content-length', 'chunked', 'close', 'none'] as const;

/** How the message was delimited, and what does not fit that. */
export interface Framing {
  readonly delimitedBy: (typeof delimiters)[number];
  /** Bytes on the wire after the end of the message and before the next request: a body longer than its Content-Length, or a body where none may be. */
  readonly extraBytes: number;
  /** Start of those bytes (at most 64), for the report. */
  readonly extraPrefix: Uint8Array;
  /** The message ended early: the connection closed, reset or stalled before the declared length. */
  readonly truncated: TransportFailure | null;
}

export interface BodyObservation {
  /** Bytes of body received, after removing chunked framing. */
  readonly length: number;
  /** Whose bytes these are. */
  readonly place: BodyPlace;
  /** The first bytes, at most 64 KiB, for error documents and differences. */
  readonly prefix: Uint8Array;
}

/** How far an exchange came. */
export const failurePhases = ['connect', 'tls', 'first-byte', 'headers', 'body'] as const;

export const failureCodes = [
  'refused',
  'reset',
  'closed',
  'timeout',
  'dns',
  'tls',
  'proxy',
  'malformed',
  'too-large',
  'other',
] as const;
export type FailureCode = (typeof failureCodes)[number];

export const certificateFlaws = ['expired', 'not-yet-valid', 'other-host', 'self-signed', 'unknown-authority'] as const;
export type CertificateFlaw = (typeof certificateFlaws)[number];

/** An exchange, or the rest of one, that did not happen. */
export interface TransportFailure {
  readonly phase: (typeof failurePhases)[number];
  /** Stable. `proxy`: the proxy failed, which says nothing about the target. */
  readonly code: FailureCode;
  /** What is wrong with the certificate of the server, where that is why the handshake failed. */
  readonly certificate?: CertificateFlaw;
  /** The underlying message, one line, redacted. */
  readonly message: string;
}

/** Why an attempt is repeated. `stale-connection`: the server closed a kept-alive connection before it answered anything. */
export const retryReasons = ['stale-connection', 'status', 'transport'] as const;

export interface Retry {
  readonly reason: (typeof retryReasons)[number];
  /** The status that was answered, where the reason is a status. */
  readonly status?: number;
  readonly failure?: TransportFailure;
  /** How long was waited before the next attempt, in ms. */
  readonly waitedMs: number;
}
