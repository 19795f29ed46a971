import type { TransportFailure } from '../../exchange/exchange.js';
import { certificateFlaw, certificateWords } from './certificate-flaw.js';
import { headDefect } from './head-defect.js';
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
