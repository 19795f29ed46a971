import { expect, test } from 'vitest';
import type { Outcome } from '../../spec/model/outcome.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { inventResponse } from '../../testing/builders/exchanges.js';
import { readResponse } from '../answer.js';
import { deriveAnswer } from '../derived-answer.js';
import { judgeContentRange } from './content-range.js';

const half: Outcome = { status: 206, body: { kind: 'slice', first: 500, last: 999 } };
const ignored: Outcome = { status: 200, body: { kind: 'whole' } };
const refused: Outcome = { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' };

function compare(outcome: Outcome, ...values: string[]) {
  const headers = values.map((value): HeaderField => ['content-range', value]);
  return judgeContentRange(
    deriveAnswer(outcome, 'GET', 1000),
    readResponse('GET', inventResponse({ status: outcome.status, headers }), 1000),
  );
}

test('the interval and the complete length are right', () => {
  expect(compare(half, 'bytes 500-999/1000')).toEqual({
    aspect: 'content-range',
    holds: true,
    expected: 'bytes 500-999/1000',
    actual: 'bytes 500-999/1000',
  });
});

test.each([
  'bytes 501-999/1000',
  'bytes 500-998/1000',
  'bytes 500-1000/1000',
  'bytes 500-999/1001',
  'bytes 500-999/500',
  'bytes 500-999/*',
  'bytes=500-999/1000',
  'bytes 500~999/1000',
  'bytes 500–999/1000',
  '500-999/1000',
  'bytes */1000',
  'bytes  500-999/1000',
  '',
])('"%s" is wrong', (value) => {
  expect(compare(half, value)).toEqual({
    aspect: 'content-range',
    holds: false,
    expected: 'bytes 500-999/1000',
    actual: value,
  });
});

test('a partial answer without the field is wrong, and so is one that has it twice', () => {
  expect([compare(half), compare(half, 'bytes 500-999/1000', 'bytes 500-999/1000')]).toEqual([
    { aspect: 'content-range', holds: false, expected: 'bytes 500-999/1000', actual: 'absent' },
    {
      aspect: 'content-range',
      holds: false,
      expected: 'bytes 500-999/1000',
      actual: 'bytes 500-999/1000 and bytes 500-999/1000',
    },
  ]);
});

test('a range that was ignored leaves no field', () => {
  expect([compare(ignored), compare(ignored, 'bytes 0-999/1000'), compare(ignored, '')]).toEqual([
    { aspect: 'content-range', holds: true, expected: 'absent', actual: 'absent' },
    { aspect: 'content-range', holds: false, expected: 'absent', actual: 'bytes 0-999/1000' },
    { aspect: 'content-range', holds: false, expected: 'absent', actual: '' },
  ]);
});

test('on a refusal it is not compared, unless the row tells', () => {
  expect([
    compare(refused),
    compare(refused, 'bytes */1000'),
    compare({ ...refused, contentRange: 'bytes */1000' }),
    compare({ ...refused, contentRange: null }, 'bytes */1000'),
  ]).toEqual([
    null,
    null,
    { aspect: 'content-range', holds: false, expected: 'bytes */1000', actual: 'absent' },
    { aspect: 'content-range', holds: false, expected: 'absent', actual: 'bytes */1000' },
  ]);
});
