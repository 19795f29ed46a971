import type { Retry, TransportFailure } from '../../exchange/exchange.js';
import type { AttemptRecord } from './attempt.js';

/** How often and after how long an attempt is repeated. */
export interface RetryPolicy {
  /** Repetitions after 429 and 5xx. */
  readonly onStatus: number;
  /** Repetitions on a fresh connection after the network or the server ended an attempt. */
  readonly onTransport: number;
  /** In ms; the first wait, doubled for every further one. */
  readonly baseMs: number;
  /** In ms; as much of Retry-After is waited at a time. A server may ask for more; a suite that obeys an hour hangs. */
  readonly longestRetryAfterMs: number;
}

/** Three repetitions are what the vendor's SDKs do by default. */
export const defaultRetryPolicy: RetryPolicy = {
  onStatus: 3,
  onTransport: 1,
  baseMs: 200,
  longestRetryAfterMs: 10_000,
};

/** In ms. */
const longestBackoff = 5_000;

/** In ms. With a longer Retry-After, a retry within the half minute of three waits is pointless. */
const futileRetryAfter = 60_000;

/** `ERRDOC` names 500 and 503 as worth a retry; 429, 502 and 504 come from intermediaries in front of a storage. */
const repeatable: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** Statuses that say the request was not acted upon, so that any method may be repeated. */
const refusedUnseen: ReadonlySet<number> = new Set([429, 503]);

/** RFC 9110 section 9.2.2, of the methods this suite sends. */
const idempotent: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/**
 * Decides whether an attempt is repeated, and after how long.
 *
 * A stale connection is replaced once under any policy, because it says nothing about the answer. A
 * body beyond the limit is not asked for again.
 *
 * @param earlier the repetitions so far
 * @param policy null: none but that of a stale connection
 * @param random 0 to 1, spreads the waits of many clients
 * @param now epoch time in ms, for Retry-After
 */
export function nextRetry(
  method: string,
  { result, isStale, isExpired }: AttemptRecord,
  earlier: readonly Retry[],
  policy: RetryPolicy | null,
  random: number,
  now: number,
): Retry | null {
  const count = (reason: Retry['reason']): number => earlier.filter((retry) => retry.reason === reason).length;
  const failure = result.kind === 'failure' ? result.failure : result.response.framing.truncated;
  if (isStale && failure !== null && idempotent.has(method) && count('stale-connection') === 0) {
    return { reason: 'stale-connection', failure, waitedMs: 0 };
  }
  if (policy === null || isExpired) return null;
  if (failure !== null) {
    const done = count('transport');
    if (!isWorthRepeating(failure, method) || done >= policy.onTransport) return null;
    return { reason: 'transport', failure, waitedMs: backoffMs(policy, done, random) };
  }
  if (result.kind === 'failure' || !repeatable.has(result.response.status)) return null;
  const { status, headers } = result.response;
  const done = count('status');
  if (done >= policy.onStatus || !(idempotent.has(method) || refusedUnseen.has(status))) return null;
  const wish = headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1] ?? '';
  const wished = retryAfterMs(wish, now) ?? 0;
  if (wished > futileRetryAfter) return null;
  return {
    reason: 'status',
    status,
    waitedMs: Math.max(backoffMs(policy, done, random), Math.min(wished, policy.longestRetryAfterMs)),
  };
}

function isWorthRepeating(failure: TransportFailure, method: string): boolean {
  return failure.code !== 'too-large' && idempotent.has(method);
}

/** Between half of the exponential wait and all of it. */
function backoffMs({ baseMs }: RetryPolicy, done: number, random: number): number {
  return Math.round(Math.min(baseMs * 2 ** done, longestBackoff) * (0.5 + random / 2));
}

/**
 * Reads Retry-After (RFC 9110 section 10.2.3): a number of seconds, or a date.
 *
 * @param now epoch time in ms
 * @returns ms from now, never negative; null where it is neither
 */
export function retryAfterMs(value: string, now: number): number | null {
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
