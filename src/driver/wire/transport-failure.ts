import type { CertificateFlaw, TransportFailure } from '../../exchange/exchange.js';
import { headDefect } from './head-fields.js';
import { proxyErrorCode } from './tunnel.js';

/** What was waited for. `pace`: enough bytes of an answer that was begun. */
export type DeadlineOf = 'connection' | 'first byte' | 'pace' | 'exchange';

/** Why this side ended an attempt. */
export type Stop =
  | { readonly kind: 'deadline'; readonly of: DeadlineOf; readonly ms: number }
  | { readonly kind: 'too-large'; readonly part: 'body' | 'header fields'; readonly limitBytes: number };

/** How far an attempt had come when it failed. */
export interface AttemptProgress {
  readonly phase: TransportFailure['phase'];
  /** Head of the answer as far as it came. */
  readonly head: string;
  /** Bytes of body so far. */
  readonly bodyBytes: number;
  /** Value of Content-Length in bytes, where it delimits the body. */
  readonly declaredLength: number | null;
  /** What the server did to the connection. */
  readonly peer: 'open' | 'closed' | 'reset';
}

/** Says what happened to an attempt that this side gave up. */
export function failureOfStop(stop: Stop, progress: AttemptProgress): TransportFailure {
  const { phase } = progress;
  if (stop.kind === 'too-large') {
    return { phase, code: 'too-large', message: `the ${stop.part} exceeded the limit of ${stop.limitBytes} bytes` };
  }
  const within = `within ${stop.ms} ms`;
  if (stop.of === 'connection') return { phase, code: 'timeout', message: `no connection ${within}` };
  if (stop.of === 'first byte') return { phase, code: 'timeout', message: `no byte of an answer ${within}` };
  if (stop.of === 'pace') {
    return { phase, code: 'timeout', message: `hardly any byte ${within}: ended ${whereabouts(progress)}` };
  }
  return { phase, code: 'timeout', message: `no complete answer ${within}: ended ${whereabouts(progress)}` };
}

/** Says that the server closed or reset the connection before the answer was complete. */
export function connectionFailure(code: 'closed' | 'reset', progress: AttemptProgress): TransportFailure {
  const what = code === 'closed' ? 'the server closed the connection' : 'the connection was reset';
  return { phase: progress.phase, code, message: `${what} ${whereabouts(progress)}` };
}

/** Says what happened to an attempt that the network or the server ended, or that the HTTP parser refused. */
export function failureOfError(error: Error, progress: AttemptProgress): TransportFailure {
  const { phase } = progress;
  const code = codeOf(error, progress);
  if (code === 'closed' || code === 'reset') return connectionFailure(code, progress);
  if (code === 'malformed' && phase !== 'body') {
    return { phase: 'headers', code, message: headDefect(progress.head) ?? oneLine(error) };
  }
  const certificate = code === 'tls' ? certificateFlaw(error) : undefined;
  return {
    phase: code === 'tls' ? 'tls' : phase,
    code,
    ...(certificate
      ? { message: oneLine(new Error(certificateWords(certificate, error))), certificate }
      : { message: oneLine(error) }),
  };
}

function whereabouts({ phase, bodyBytes, declaredLength }: AttemptProgress): string {
  if (phase === 'first-byte') return 'before any byte of the answer';
  if (phase === 'headers') return 'within the head';
  if (phase === 'connect') return 'while connecting';
  if (phase === 'tls') return 'within the TLS handshake';
  return `after ${bodyBytes}${declaredLength === null ? '' : ` of ${declaredLength}`} bytes of body`;
}

const systemCodes: Readonly<Record<string, TransportFailure['code']>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
};

function codeOf(error: NodeJS.ErrnoException, { phase, peer }: AttemptProgress): TransportFailure['code'] {
  const code = error.code ?? '';
  if (code === proxyErrorCode) return 'proxy';
  if (error.syscall === 'getaddrinfo') return 'dns';
  const known = systemCodes[code];
  if (known !== undefined) return known;
  if (phase === 'tls' || /^ERR_(SSL|TLS)_/.test(code)) return 'tls';
  // A parser that meets the end of the connection too early complains about the message; the cause is the connection.
  if (isRefusal(error, code)) return peer === 'open' ? 'malformed' : peer;
  return code === 'UND_ERR_SOCKET' ? 'closed' : 'other';
}

/** Errors by which undici 7 says that it does not take these bytes for an answer. */
function isRefusal(error: Error, code: string): boolean {
  return (
    error.name === 'HTTPParserError' ||
    code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' ||
    code === 'ERR_ASSERTION' ||
    (code === 'UND_ERR_SOCKET' && /^bad (response|upgrade)$/.test(error.message))
  );
}

/** An AggregateError, one failed address each, has no message of its own. */
function oneLine(error: Error): string {
  const causes = error instanceof AggregateError ? error.errors.map((cause: Error) => cause.message) : [];
  return [error.message, ...causes].filter(Boolean).join('; ').replace(/\s+/g, ' ').trim() || error.name;
}

/** What node:tls calls them (OpenSSL's X509_V_ERR_* without their prefix, and its own check of the name). */
const flaws: Readonly<Record<string, CertificateFlaw>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-authority',
  CERT_SIGNATURE_FAILURE: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
};

/** What is wrong with the certificate of the server; undefined where the handshake failed for another reason. */
export const certificateFlaw = ({ code = '' }: NodeJS.ErrnoException): CertificateFlaw | undefined => flaws[code];

/** Versions of Node.js word the same flaw differently, and add advice of their own. */
const words: Readonly<Record<Exclude<CertificateFlaw, 'other-host'>, string>> = {
  expired: 'the certificate has expired',
  'not-yet-valid': 'the certificate is not valid yet',
  'self-signed': 'the certificate is self-signed',
  'unknown-authority': 'the certificate is signed by an unknown authority',
};

/** A flaw in words, with its code; of another host only the error itself tells which names the certificate carries. */
export const certificateWords = (flaw: CertificateFlaw, { code, message }: NodeJS.ErrnoException): string =>
  flaw === 'other-host' ? message : `${words[flaw]}: ${code}`;
