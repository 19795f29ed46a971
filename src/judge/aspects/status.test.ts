import { expect, test } from 'vitest';
import { inventResponse } from '../../testing/builders/exchanges.js';
import { readResponse } from '../answer.js';
import { deriveAnswer } from '../derived-answer.js';
import { judgeStatus } from './status.js';

const compare = (expected: number, came: number) =>
  judgeStatus(
    deriveAnswer({ status: expected, body: { kind: 'whole' } }, 'GET', 1000),
    readResponse('GET', inventResponse({ status: came }), 1000),
  );

test('the very status is right', () => {
  expect(compare(206, 206)).toEqual({ aspect: 'status', holds: true, expected: '206', actual: '206' });
});

test.each([
  [206, 200],
  [200, 206],
  [416, 400],
  [206, 207],
  [206, 205],
])('where %d is right, %d is wrong', (expected, came) => {
  expect(compare(expected, came)).toEqual({
    aspect: 'status',
    holds: false,
    expected: `${expected}`,
    actual: `${came}`,
  });
});
