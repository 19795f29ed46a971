import { expect, test } from 'vitest';
import { answeredWith, failedWith, inventResponse } from '../../testing/builders/exchanges.js';
import { createTargetClock } from './target-clock.js';

const noon = Date.UTC(2026, 0, 2, 12);
const complaint = '<?xml version="1.0"?><Error><Code>RequestTimeTooSkewed</Code></Error>';

function answer(date: string | null, { status = 403, text = complaint } = {}) {
  const headers = date === null ? [] : [['Date', date] as const];
  return answeredWith(inventResponse({ status, text, headers: [...headers] }));
}

test('a complaint about the time is answered with the time of the target, once', () => {
  const clock = createTargetClock(() => noon);
  expect(clock.learn(answer('Fri, 02 Jan 2026 12:40:00 GMT'), 0)).toBe(true);
  expect([clock.now().toISOString(), clock.offsetMs()]).toEqual(['2026-01-02T12:40:00.000Z', 40 * 60_000]);
  expect(clock.learn(answer('Fri, 02 Jan 2026 12:40:00 GMT'), clock.offsetMs())).toBe(false);
});

test('a presigned URL that has expired although it was just made is such a complaint', () => {
  const expired = (message: string) => ({
    text: `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`,
  });
  const clock = createTargetClock(() => noon);
  expect(clock.learn(answer('Fri, 02 Jan 2026 14:00:00 GMT', expired('No right.')), 0)).toBe(false);
  expect(clock.learn(answer('Fri, 02 Jan 2026 14:00:00 GMT', expired('Request has expired.')), 0)).toBe(true);
  expect(clock.offsetMs()).toBe(2 * 3_600_000);
});

test.each([
  ['no date to measure by', answer(null)],
  ['a date that is none', answer('yesterday')],
  ['a date like that of this machine, so that something else is wrong', answer('Fri, 02 Jan 2026 12:00:59 GMT')],
  [
    'another refusal',
    answer('Fri, 02 Jan 2026 12:40:00 GMT', { text: complaint.replace('RequestTimeTooSkewed', 'AccessDenied') }),
  ],
  ['a success with the date of a cache', answer('Fri, 02 Jan 2026 09:00:00 GMT', { status: 200 })],
  ['no answer', failedWith({ phase: 'connect', code: 'refused', message: 'connect ECONNREFUSED' })],
])('the clock stays as it is for %s', (_, exchange) => {
  const clock = createTargetClock(() => noon);
  expect([clock.learn(exchange, 0), clock.offsetMs()]).toEqual([false, 0]);
});
