import { expect, test } from 'vitest';
import type { TransportFailure } from '../../exchange/exchange.js';
import type { ControlResult } from '../../judge/judge-check.js';
import type { PreparedCheck } from '../../judge/prepared-check.js';
import { answeredWith, failedWith, inventResponse } from '../../testing/builders/exchanges.js';
import { storedThousand } from '../../testing/store/stored-thousand.js';
import { withControls } from '../check/ask-question.js';
import type { StoredObject } from '../objects/stored-objects.js';
import { createBodyTimeout } from './body-timeout.js';

/** How long is waited after so many bodies were shown to stay unfinished. */
function after(times: number, timeoutMs: number): number {
  const bodyTimeout = createBodyTimeout(timeoutMs);
  for (let time = 0; time < times; time++) bodyTimeout.shown();
  return bodyTimeout.bodyMs();
}

test('three bodies that stay unfinished make it a quarter', () => {
  expect([0, 2, 3, 100].map((times) => after(times, 4_000))).toEqual([4_000, 4_000, 1_000, 1_000]);
  expect(after(3, 60_000)).toBe(15_000);
});

test('it is never less than a second, unless less was asked for, and never more than was asked for', () => {
  expect([3_000, 1_000, 300].map((timeoutMs) => after(3, timeoutMs))).toEqual([1_000, 1_000, 300]);
});

const prepared: PreparedCheck<StoredObject> = {
  request: { method: 'GET' },
  object: storedThousand,
  level: 'required',
  outcomes: [{ status: 200, body: { kind: 'whole' } }],
};
const failed: ControlResult = { passed: false, cause: { kind: 'timeout', message: 'time-out' } };

/** How long is waited after four answers that ended early in this way, under a time-out of 4 s. */
async function afterFour({ phase = 'body', code = 'timeout', attempts = 2 }): Promise<number> {
  const bodyTimeout = createBodyTimeout(4_000);
  const failure = { phase, code, message: 'ended after 500 of 1501 bytes of body' } as TransportFailure;
  const retries = attempts > 1 ? [{ reason: 'transport', failure, waitedMs: 100 } as const] : [];
  const exchange =
    phase === 'body'
      ? answeredWith(inventResponse({ status: 206, framing: { truncated: failure } }), retries)
      : failedWith(failure, retries);
  const controls = { bodyTimeout, once: async () => failed, again: async () => failed };
  for (let time = 0; time < 4; time++) await withControls(prepared, exchange, controls);
  return bodyTimeout.bodyMs();
}

test('a body counts that was waited for in vain, twice', async () => {
  expect(await afterFour({})).toBe(1_000);
});

test('one that was cut off, one attempt and an answer that did not begin do not', async () => {
  const others = [{ code: 'closed' }, { attempts: 1 }, { phase: 'first-byte' }];
  expect(await Promise.all(others.map(afterFour))).toEqual([4_000, 4_000, 4_000]);
});
