import type { Exchange, RecordedResponse, Retry, TransportFailure } from '../exchange/exchange.js';
import { namesSeveralRanges, rangeLinesOf } from '../spec/model/several-ranges.js';
import { type HeaderField, type Method, multiRangeHeaderName } from '../spec/model/vocabulary.js';
import { type ReadResponse, readResponse } from './answer.js';
import { statusWithCode } from './error-document.js';
import type { Cause } from './verdict.js';

/**
 * What an exchange amounts to before anything is compared.
 *
 * `refused`: a status of 400 and above, or a redirection, which counts only where a satisfiable control on the same
 * object passed.
 * `missing`: no answer, half an answer, or a server error: never a pass, and a violation only where it repeats while
 * the control succeeds before and after.
 * `limited`: tells nothing about the question, because the target lets the caller ask or store no more for now, or because a
 * proxy in between failed.
 */
export type Classified =
  | { readonly kind: 'answered'; readonly answer: ReadResponse }
  | { readonly kind: 'refused'; readonly answer: ReadResponse; readonly cause: Cause }
  | { readonly kind: 'missing'; readonly cause: Cause; readonly repeated: boolean; readonly what: string }
  | Limited;

interface Limited {
  readonly kind: 'limited';
  readonly cause: Cause;
  /** What limits it, for another sentence than that of the cause: `429 TooManyRequests, Retry-After: 3`. */
  readonly words: string;
}

/** Error codes of OSS that speak of the caller, not of the range (vendor's list of error codes). */
const authCodes = new Set([
  'AccessDenied',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'InvalidSecurityToken',
  'SecurityTokenExpired',
  'AccessKeyIdAndSecurityTokenNotMatch',
  'InvalidToken',
  'ExpiredToken',
]);
const clockCodes = new Set(['RequestTimeTooSkewed']);
/** `SlowDown` comes with 503 (vendor's overview of errors). */
const throttleCodes = new Set(['SlowDown', 'TooManyRequests', 'QpsLimitExceeded', 'DownloadTrafficRateLimitExceeded']);

/** Whether an error code says that there are too many requests, or too much traffic. */
const isThrottling = (code: string): boolean => throttleCodes.has(code);

/** `QuotaExceeded` is a code of the vendor's list; the others are those of stores that speak its protocol. */
const quotaCodes = new Set(['QuotaExceeded', 'InsufficientStorage', 'XMinioStorageFull']);
const insufficientStorage = 507;

/** Whether a refusal, which alone has a code, says that there is no room for more (status 507: RFC 4918 section 11.5). */
const isOutOfRoom = (status: number, code: string): boolean => status === insufficientStorage || quotaCodes.has(code);

function asksForParts({ request }: Exchange): boolean {
  return request.headers.some(([name]) => name.toLowerCase() === multiRangeHeaderName);
}

/** Whether a body in gzip is what the request asked for. */
export function takesGzip(headers: readonly HeaderField[]): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === 'accept-encoding' && /\bgzip\b/i.test(value));
}

/** A permanent condition (RFC 9110 section 15.6.2): it is not repeated, because the repetition would show nothing. */
const notImplemented = 501;

/** @param size complete length of the object in bytes */
export function classifyExchange(method: Method, exchange: Exchange, size: number): Classified {
  if (exchange.result.kind === 'failure') {
    const { failure } = exchange.result;
    if (failure.code === 'proxy') {
      const message = failureInWords(failure);
      return { kind: 'limited', cause: { kind: 'transport', message }, words: message };
    }
    return missing(failure, hasReached(failure) && isRepeated(exchange.retries, null));
  }
  const { response } = exchange.result;
  const repeated = isRepeated(exchange.retries, response.status);
  if (response.framing.truncated) return missing(response.framing.truncated, repeated);
  const answer = readResponse(method, response, size, {
    asksForParts: () => asksForParts(exchange),
    namesSeveral: () => namesSeveralRanges(rangeLinesOf(exchange.request.headers)),
    takesGzip: () => takesGzip(exchange.request.headers),
  });
  const code = answer.error?.code ?? '';
  const limit = limitOf(response, code);
  if (limit !== null) return limit;
  if (response.status >= 500) {
    const cause: Cause = { kind: 'server-error', message: answeredWords(statusWithCode(response.status, code)) };
    const isFinal = repeated || response.status === notImplemented;
    return { kind: 'missing', cause, repeated: isFinal, what: answeredWords(statusWithCode(response.status, code)) };
  }
  if (response.status < 300 || response.status === 304) return { kind: 'answered', answer };
  return {
    kind: 'refused',
    answer,
    cause: { kind: causeKind(response.status, code), message: answeredWords(statusWithCode(response.status, code)) },
  };
}

/** A 503 that says when to come back speaks of now, not of the question (RFC 9110 section 15.6.4). */
function limitOf({ status, headers }: RecordedResponse, code: string): Limited | null {
  const answer = statusWithCode(status, code);
  if (isOutOfRoom(status, code)) {
    const cause: Cause = { kind: 'quota', message: `${answeredWords(answer)}: no room for more` };
    return { kind: 'limited', cause, words: answer };
  }
  const wait = headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1].trim();
  if (status !== 429 && !isThrottling(code) && !(status === 503 && wait !== undefined)) return null;
  const words = wait === undefined ? answer : `${answer}, Retry-After: ${wait}`;
  return { kind: 'limited', cause: { kind: 'throttled', message: answeredWords(words) }, words };
}

/**
 * Whether a request was sent before it failed. Without a connection there was no request: a server whose queue is
 * full, or that is being started again, would do that to any request.
 */
const hasReached = ({ phase }: TransportFailure): boolean => phase !== 'connect' && phase !== 'tls';

/**
 * Whether an earlier attempt had no answer either. An idle connection that was closed, one that was never made, and an
 * attempt that was throttled say nothing about the request; a 503 may be either, since its code is not kept, and counts where the last status is 503, too.
 */
function isRepeated(retries: readonly Retry[], lastStatus: number | null): boolean {
  return retries.some(
    ({ reason, failure, status = 0 }) =>
      (reason === 'transport' && (failure === undefined || hasReached(failure))) ||
      (reason === 'status' && status >= 500 && (status !== 503 || lastStatus === 503)),
  );
}

/** A 401 or 403 with any code is about the caller: an account can be suspended, too. */
function causeKind(status: number, code: string): Cause['kind'] {
  if (clockCodes.has(code)) return 'clock';
  return status === 401 || status === 403 || authCodes.has(code) ? 'auth' : 'control';
}

function missing(failure: TransportFailure, repeated: boolean): Classified {
  const what = failureInWords(failure);
  const kind = failure.code === 'timeout' ? 'timeout' : 'transport';
  return { kind: 'missing', cause: { kind, message: what }, repeated, what };
}

const answeredWords = (answer: string): string => `the target answered ${answer}`;

const phases: Record<TransportFailure['phase'], string> = {
  connect: 'while connecting',
  tls: 'in the TLS handshake',
  'first-byte': 'before the first byte of the answer',
  headers: 'within the header of the answer',
  body: 'within the body',
};

const failures: Record<TransportFailure['code'], string> = {
  refused: 'connection refused',
  reset: 'connection reset',
  closed: 'connection closed',
  timeout: 'time-out',
  dns: 'the name does not resolve',
  tls: 'TLS failed',
  proxy: 'the proxy failed',
  malformed: 'the answer is not HTTP',
  'too-large': 'the body does not end',
  other: 'transport failed',
};

/** A transport failure in one line. */
export function failureInWords(failure: TransportFailure): string {
  return `${failures[failure.code]} ${phases[failure.phase]} (${failure.message})`;
}
