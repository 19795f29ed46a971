import { expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { evaluateConditions, ifRangeHolds } from './conditions.js';

const lastModified = Date.UTC(2019, 9, 18, 8, 0, 0);
const validators = { etag: '"A1B2"', lastModified };
const same = 'Fri, 18 Oct 2019 08:00:00 GMT';
const older = 'Fri, 18 Oct 2019 07:59:59 GMT';
const newer = 'Fri, 18 Oct 2019 08:00:01 GMT';

const holds = { kind: 'holds' };
const notModified = { kind: 'not-modified' };
const failedMatch = { kind: 'failed', condition: 'If-Match' };
const failedDate = { kind: 'failed', condition: 'If-Unmodified-Since' };

test.each<[HeaderField[], object]>([
  [[], holds],
  [[['If-Modified-Since', older]], holds],
  [[['If-Modified-Since', same]], notModified],
  [[['If-Modified-Since', newer]], notModified],
  [[['If-Modified-Since', 'yesterday']], holds],
  [[['If-Unmodified-Since', older]], failedDate],
  [[['If-Unmodified-Since', same]], holds],
  [[['If-Unmodified-Since', newer]], holds],
  [[['If-Unmodified-Since', '2019']], holds],
  [[['If-Match', 'foo']], failedMatch],
  [[['If-Match', '"a1b2"']], failedMatch],
  [[['If-Match', '"A1B2"']], holds],
  [[['If-Match', 'A1B2']], holds],
  [[['If-Match', '"foo", "A1B2"']], holds],
  [[['If-Match', '*']], holds],
  [[['If-Match', '']], failedMatch],
  [[['If-None-Match', 'foo']], holds],
  [[['If-None-Match', '"A1B2"']], notModified],
  [[['if-none-match', 'A1B2']], notModified],
  [
    [
      ['If-None-Match', '"x"'],
      ['If-None-Match', '"A1B2"'],
    ],
    notModified,
  ],
  [[['If-None-Match', '*']], notModified],
])('%j gives %j', (headers, expected) => {
  expect(evaluateConditions(headers, validators)).toEqual(expected);
});

test('a tag decides where a date stands beside it, and a failed precondition comes before a 304', () => {
  const evaluate = (...headers: HeaderField[]) => evaluateConditions(headers, validators);
  expect(evaluate(['If-Match', '"A1B2"'], ['If-Unmodified-Since', older])).toEqual(holds);
  expect(evaluate(['If-None-Match', '"x"'], ['If-Modified-Since', newer])).toEqual(holds);
  expect(evaluate(['If-Match', '"x"'], ['If-None-Match', '"A1B2"'])).toEqual(failedMatch);
  expect(evaluate(['If-Match', '"A1B2"'], ['If-None-Match', '"A1B2"'])).toEqual(notModified);
  expect(evaluate(['If-Unmodified-Since', older], ['If-Modified-Since', newer])).toEqual(failedDate);
});

test('If-Range holds for the very tag and the very date, and where it is absent', () => {
  const holdsFor = (value: string) => ifRangeHolds([['If-Range', value]], validators);
  expect([holdsFor('"A1B2"'), holdsFor(same)]).toEqual([true, true]);
  expect([holdsFor('A1B2'), holdsFor('W/"A1B2"'), holdsFor(newer), holdsFor(older), holdsFor('x')]).toEqual(
    Array.from({ length: 5 }, () => false),
  );
  expect(ifRangeHolds([], validators)).toBe(true);
});
