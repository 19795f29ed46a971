import { expect, test } from 'vitest';
import { SuiteError } from '../../suite-error.js';
import { answeredWith, failedWith, inventResponse } from '../../testing/builders/exchanges.js';
import { createOutageDetector, type OutageDetector } from './outage-detector.js';
import { readOwnKey } from './own-key.js';
import type { TargetRequest } from './sender.js';

const timeout = failedWith({ phase: 'first-byte', code: 'timeout', message: 'no byte of an answer within 500 ms' });
const answered = answeredWith(inventResponse({ status: 206, text: 'x'.repeat(1000) }));
const short = answeredWith(inventResponse({ status: 206, text: 'x' }));
const question: TargetRequest = { method: 'GET', key: 'k', range: ['bytes=0-1'] };

/** A watch over somebody who answers as `answers` says, in order, and whose probe is answered as `probe` says. */
function watching(answers: readonly (typeof timeout)[], probe: typeof timeout, connections = 3) {
  const probes: number[] = [];
  const asked: TargetRequest[] = [];
  const watch: OutageDetector = createOutageDetector({
    connections,
    signal: new AbortController().signal,
    explain: () => new SuiteError('endpoint-unreachable', 'gone'),
  });
  const send = watch.over(async (request) => {
    asked.push(request);
    return answers[asked.length - 1] ?? timeout;
  });
  watch.arm(async () => {
    probes.push(asked.length);
    return probe;
  });
  const askTimes = async (times: number, request = question): Promise<void> => {
    for (let time = 0; time < times; time++) await send(request);
    await new Promise(setImmediate);
  };
  return { watch, send, asked, probes, askTimes };
}

const ownKey = (number: number) => readOwnKey(`p/0123456789ab/fresh-${number}`, 'p/')!;

test('an outage is believed in once every lane failed and the probe did, too', async () => {
  const { watch, probes, askTimes } = watching([], timeout);
  await askTimes(2);
  expect([probes, watch.outage()]).toEqual([[], null]);
  await askTimes(1);
  expect([probes, watch.outage()?.message, watch.signal.aborted]).toEqual([[3, 3], 'gone', true]);
});

test('a success in between starts the count anew', async () => {
  const { watch, probes, askTimes } = watching([timeout, timeout, answered, timeout, timeout, answered], timeout);
  await askTimes(6);
  expect([probes, watch.outage()]).toEqual([[], null]);
});

test('an answer that a target that drips would give as soon does not start it anew', async () => {
  const { watch, askTimes } = watching([timeout, short, timeout, short, timeout], timeout);
  await askTimes(5);
  expect(watch.outage()?.message).toBe('gone');
});

test('a target that answers only when it is asked again, time after time, is too slow to be judged', async () => {
  const failure = { phase: 'body', code: 'timeout', message: 'hardly any byte within 4000 ms' } as const;
  const late = answeredWith(inventResponse({ status: 206, text: 'x'.repeat(1000) }), [
    { reason: 'transport', failure, waitedMs: 100 },
  ]);
  const { watch, askTimes } = watching(Array(6).fill(late), answered);
  await askTimes(5);
  expect(watch.outage()).toBeNull();
  await askTimes(1);
  expect(watch.outage()?.message).toContain(
    'is too slow or too unstable to be judged: 6 of 6 requests timed out before they were answered (hardly any byte within 4000 ms)',
  );
});

test('a few late answers among many are an accident', async () => {
  const failure = { phase: 'body', code: 'timeout', message: 'slow' } as const;
  const late = answeredWith(inventResponse({ status: 206, text: 'x'.repeat(1000) }), [
    { reason: 'transport', failure, waitedMs: 100 },
  ]);
  const { watch, askTimes } = watching([...Array(100).fill(answered), ...Array(10).fill(late)], answered);
  await askTimes(110);
  expect(watch.outage()).toBeNull();
});

test('a probe that is answered speaks against an outage', async () => {
  const { watch, probes, askTimes } = watching([], answered);
  await askTimes(3);
  await askTimes(3);
  expect([probes, watch.outage()]).toEqual([[3, 6], null]);
});

test('what is meant to be refused does not count', async () => {
  const { probes, askTimes } = watching([], timeout);
  await askTimes(5, { ...question, bucket: 'elsewhere' });
  await askTimes(5, { ...question, auth: { by: 'anonymous' } });
  expect(probes).toEqual([]);
});

test('a thousand lanes need no thousand failures', async () => {
  const { watch, askTimes } = watching([], timeout, 1000);
  await askTimes(20);
  expect(watch.outage()?.message).toBe('gone');
});

test('in an outage the first removal stands for all', async () => {
  const { watch, send, asked, askTimes } = watching([], timeout);
  await askTimes(3);
  watch.removing();
  const removals = await Promise.all([1, 2, 3].map(ownKey).map((key) => send({ method: 'DELETE', key })));
  expect(removals.map(({ result }) => result.kind)).toEqual(['failure', 'failure', 'failure']);
  expect(asked.slice(3)).toEqual([{ method: 'DELETE', key: ownKey(1), retry: false, signal: expect.any(AbortSignal) }]);
});

test('where the target is back, everything is removed', async () => {
  const { watch, send, asked, askTimes } = watching([timeout, timeout, timeout, answered, answered], timeout);
  await askTimes(3);
  watch.removing();
  await Promise.all([1, 2].map(ownKey).map((key) => send({ method: 'DELETE', key })));
  expect(asked.slice(3).map(({ key }) => key)).toEqual([1, 2].map(ownKey));
});
