import { describe, expect, test } from 'vitest';
import type { Retry, TransportFailure } from '../../exchange/exchange.js';
import type { AttemptRecord } from './attempt.js';
import { defaultRetryPolicy, nextRetry, retryAfterMs } from './retry-policy.js';

const base = { sentHead: null, receivedHead: '', sentBodyBytes: 0, isStale: false, isExpired: false, durationMs: 1 };

function answered(
  status: number,
  headers: [string, string][] = [],
  truncated: TransportFailure | null = null,
): AttemptRecord {
  const body = { length: 0, place: { kind: 'empty' }, prefix: new Uint8Array(0) } as const;
  const framing = { delimitedBy: 'content-length', extraBytes: 0, extraPrefix: new Uint8Array(0), truncated } as const;
  return {
    ...base,
    result: { kind: 'response', response: { status, reason: '', httpVersion: '1.1', headers, body, framing } },
  };
}

const timeout: TransportFailure = { phase: 'first-byte', code: 'timeout', message: 'late' };
const failed = (failure: TransportFailure, more: Partial<AttemptRecord> = {}): AttemptRecord => ({
  ...base,
  result: { kind: 'failure', failure },
  ...more,
});
const now = Date.UTC(2024, 0, 1);
const waits = (record: AttemptRecord, earlier: Retry[] = [], random = 1) =>
  nextRetry('GET', record, earlier, defaultRetryPolicy, random, now)?.waitedMs ?? null;

describe('waits', () => {
  const busy: Retry = { reason: 'status', status: 503, waitedMs: 0 };

  test('double from 200 ms, spread over the upper half', () => {
    expect([[], [busy], [busy, busy]].map((earlier) => waits(answered(503), earlier))).toEqual([200, 400, 800]);
    expect([[], [busy], [busy, busy]].map((earlier) => waits(answered(503), earlier, 0))).toEqual([100, 200, 400]);
    expect(waits(answered(503), [busy, busy, busy])).toBeNull();
  });

  test('end at 5 s', () => {
    const policy = { ...defaultRetryPolicy, onStatus: 20 };
    expect(nextRetry('GET', answered(503), Array(10).fill(busy), policy, 1, now)?.waitedMs).toBe(5000);
  });

  test.each([
    ['2', 2000],
    ['0', 200],
    ['30', 10_000],
    ['60', 10_000],
    ['Mon, 01 Jan 2024 00:01:00 GMT', 10_000],
    ['Mon, 01 Jan 2024 00:00:03 GMT', 3000],
    ['Sun, 31 Dec 2023 00:00:00 GMT', 200],
    ['soon', 200],
  ])('obey Retry-After: %s, up to 10 s', (value, wait) => {
    expect(waits(answered(503, [['retry-AFTER', value]]))).toBe(wait);
  });
});

test.each(['61', '3600', 'Mon, 01 Jan 2024 00:01:01 GMT'])('Retry-After: %s is beyond what a run waits', (value) => {
  expect(waits(answered(503, [['Retry-After', value]]))).toBeNull();
});

describe('what is repeated', () => {
  const decide = (method: string, record: AttemptRecord, earlier: Retry[] = []) =>
    nextRetry(method, record, earlier, defaultRetryPolicy, 1, now);

  test('a failure of the transport, once', () => {
    const retry: Retry = { reason: 'transport', failure: timeout, waitedMs: 200 };
    expect(decide('GET', failed(timeout))).toEqual(retry);
    expect(decide('GET', failed(timeout), [retry])).toBeNull();
    expect(decide('GET', answered(200, [], timeout))).toEqual(retry);
  });

  test('nothing after the deadline, and no body beyond the limit', () => {
    expect(decide('GET', failed(timeout, { isExpired: true }))).toBeNull();
    expect(decide('GET', answered(200, [], { phase: 'body', code: 'too-large', message: '' }))).toBeNull();
  });

  test('POST only where the server says that it did not act', () => {
    expect([429, 500, 502, 503, 504].filter((status) => decide('POST', answered(status)) !== null)).toEqual([429, 503]);
    expect(decide('POST', failed(timeout))).toBeNull();
    expect(decide('POST', failed(timeout, { isStale: true }))).toBeNull();
  });

  test('without a policy, a stale connection and nothing else', () => {
    const stale = failed({ ...timeout, code: 'closed' }, { isStale: true });
    expect(nextRetry('GET', stale, [], null, 1, now)?.reason).toBe('stale-connection');
    expect(nextRetry('GET', failed(timeout), [], null, 1, now)).toBeNull();
    expect(nextRetry('GET', answered(503), [], null, 1, now)).toBeNull();
  });
});

test.each([
  [' 5 ', 5000],
  ['-1', 0],
  ['', null],
  ['Mon, 01 Jan 2024 00:01:00 GMT', 60_000],
])('Retry-After %j is %s', (value, ms) => {
  expect(retryAfterMs(value, now)).toBe(ms);
});
