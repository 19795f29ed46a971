import { expect, test } from 'vitest';
import type { Outcome } from '../../spec/model/outcome.js';
import type { Method } from '../../spec/model/vocabulary.js';
import { inventResponse } from '../../testing/builders/exchanges.js';
import { readResponse } from '../answer.js';
import { deriveAnswer } from '../derived-answer.js';
import { judgeBodyLength } from './body-length.js';

const half: Outcome = { status: 206, body: { kind: 'slice', first: 500, last: 999 } };

const compare = (outcome: Outcome, length: number, method: Method = 'GET') =>
  judgeBodyLength(
    deriveAnswer(outcome, method, 1000),
    readResponse(method, inventResponse({ status: outcome.status, length }), 1000),
  );

test('as many bytes as the slice has are right', () => {
  expect(compare(half, 500)).toEqual({
    aspect: 'body-length',
    holds: true,
    expected: '500 bytes',
    actual: '500 bytes',
  });
});

test.each([499, 501, 0, 1000])('%d bytes for a slice of 500 are wrong', (length) => {
  expect(compare(half, length)).toEqual({
    aspect: 'body-length',
    holds: false,
    expected: '500 bytes',
    actual: `${length} bytes`,
  });
});

test('of a HEAD no byte of body is right, whatever the slice', () => {
  expect([compare(half, 0, 'HEAD'), compare(half, 500, 'HEAD')]).toEqual([
    { aspect: 'body-length', holds: true, expected: '0 bytes', actual: '0 bytes' },
    { aspect: 'body-length', holds: false, expected: '0 bytes', actual: '500 bytes' },
  ]);
});

test('the length of an error document is not compared, since no source fixes it', () => {
  expect(compare({ status: 416, body: { kind: 'error' } }, 345)).toBeNull();
});

test('an empty body has no byte', () => {
  expect([
    compare({ status: 200, body: { kind: 'empty' } }, 0),
    compare({ status: 200, body: { kind: 'empty' } }, 1),
  ]).toEqual([
    { aspect: 'body-length', holds: true, expected: '0 bytes', actual: '0 bytes' },
    { aspect: 'body-length', holds: false, expected: '0 bytes', actual: '1 bytes' },
  ]);
});
