import { expect, test } from 'vitest';
import type { Outcome } from '../../spec/model/outcome.js';
import type { Method } from '../../spec/model/vocabulary.js';
import { errorText, inventResponse } from '../../testing/builders/exchanges.js';
import { readResponse } from '../answer.js';
import { deriveAnswer } from '../derived-answer.js';
import { judgeErrorCode } from './error-code.js';

const refused: Outcome = { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' };

const compare = (outcome: Outcome, text: string, status = 416, method: Method = 'GET') =>
  judgeErrorCode(deriveAnswer(outcome, method, 1000), readResponse(method, inventResponse({ status, text }), 1000));

test('the very code is right', () => {
  expect(compare(refused, errorText('InvalidRange'))).toEqual({
    aspect: 'error-code',
    holds: true,
    expected: 'InvalidRange',
    actual: 'InvalidRange',
  });
});

test.each(['InvalidArgument', 'invalidrange', 'InvalidRangeError', 'Invalid Range', 'RequestedRangeNotSatisfiable'])(
  'the code %s is wrong',
  (code) => {
    expect(compare(refused, errorText(code))).toEqual({
      aspect: 'error-code',
      holds: false,
      expected: 'InvalidRange',
      actual: code,
    });
  },
);

test.each([
  '',
  'InvalidRange',
  '<html><body>416 Requested Range Not Satisfiable</body></html>',
  '{"Code":"InvalidRange"}',
])('the body "%s" is no error document', (text) => {
  expect(compare(refused, text)).toEqual({
    aspect: 'error-code',
    holds: false,
    expected: 'InvalidRange',
    actual: 'no error document',
  });
});

test('a document counts only where the status is an error', () => {
  expect([compare(refused, errorText('InvalidRange'), 400), compare(refused, errorText('InvalidRange'), 399)]).toEqual([
    { aspect: 'error-code', holds: true, expected: 'InvalidRange', actual: 'InvalidRange' },
    { aspect: 'error-code', holds: false, expected: 'InvalidRange', actual: 'no error document' },
  ]);
});

test('where no code is expected, and on a HEAD, there is nothing to compare', () => {
  expect([
    compare({ status: 416, body: { kind: 'error' } }, errorText('Other')),
    compare(refused, '', 416, 'HEAD'),
  ]).toEqual([null, null]);
});
