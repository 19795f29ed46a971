import { expect, test } from 'vitest';
import type { Outcome } from '../../spec/model/outcome.js';
import type { HeaderField, Method } from '../../spec/model/vocabulary.js';
import { inventResponse } from '../../testing/builders/exchanges.js';
import { readResponse } from '../answer.js';
import { deriveAnswer } from '../derived-answer.js';
import { judgeContentLength } from './content-length.js';

const half: Outcome = { status: 206, body: { kind: 'slice', first: 500, last: 999 } };
const shown: Outcome = { ...half, contentLength: 500 };

function compare(outcome: Outcome, values: string[], method: Method = 'GET', status = outcome.status) {
  const headers = values.map((value): HeaderField => ['Content-Length', value]);
  return judgeContentLength(
    deriveAnswer(outcome, method, 1000),
    readResponse(method, inventResponse({ status, headers, length: 500 }), 1000),
  );
}

test.each<[string, Outcome]>([
  ['no source shows', half],
  ['a source shows', shown],
])('where %s the field, a right one is right', (_, outcome) => {
  expect(compare(outcome, ['500'])).toEqual({
    aspect: 'content-length',
    holds: true,
    expected: '500',
    actual: '500',
  });
});

test.each(['499', '501', '1000', '0', '+500', '500 bytes', '5e2', ''])('the value "%s" for 500 is wrong', (value) => {
  expect(compare(half, [value])).toEqual({ aspect: 'content-length', holds: false, expected: '500', actual: value });
});

test('two fields are wrong, even if they agree', () => {
  expect(compare(half, ['500', '500'])).toEqual({
    aspect: 'content-length',
    holds: false,
    expected: '500',
    actual: '500 and 500',
  });
});

test('an absent one is wrong only where a source shows it', () => {
  expect([compare(half, []), compare(shown, [])]).toEqual([
    null,
    { aspect: 'content-length', holds: false, expected: '500', actual: 'absent' },
  ]);
});

test('of a HEAD it tells the length that a GET would send', () => {
  expect([compare(half, ['500'], 'HEAD'), compare(half, ['0'], 'HEAD')]).toEqual([
    { aspect: 'content-length', holds: true, expected: '500', actual: '500' },
    { aspect: 'content-length', holds: false, expected: '500', actual: '0' },
  ]);
});

test('of an error document it is not compared', () => {
  expect(compare({ status: 416, body: { kind: 'error' } }, ['345'])).toBeNull();
});

test('a row that knows the length of an error document has it compared', () => {
  expect(compare({ status: 416, body: { kind: 'error' }, contentLength: 345 }, ['344'])).toEqual({
    aspect: 'content-length',
    holds: false,
    expected: '345',
    actual: '344',
  });
});

test('on a 304 it may tell the length of what was not sent', () => {
  const unchanged: Outcome = { status: 304, body: { kind: 'empty' } };
  expect([compare(unchanged, ['1000']), compare(unchanged, ['0']), compare(shown, [], 'GET', 304)]).toEqual([
    null,
    null,
    null,
  ]);
});
