import { describe, expect, test } from 'vitest';
import type { Framing, Place } from '../exchange/exchange.js';
import { errorText, inventResponse } from '../testing/exchanges.js';
import { readAnswer, single } from './answer.js';

describe('a header field', () => {
  const answer = readAnswer(
    'GET',
    inventResponse({
      status: 206,
      headers: [
        ['ETag', '\t "a b"\t '],
        ['X-Thing', 'first'],
        ['x-thing', 'second'],
        ['X-THING', ''],
        ['Odd', '\u00a0kept\u00a0'],
      ],
    }),
    1000,
  );

  test('is found whatever the case of its name, on either side', () => {
    expect([answer.field('etag'), answer.field('ETAG'), answer.field('ETag')]).toEqual([
      ['"a b"'],
      ['"a b"'],
      ['"a b"'],
    ]);
  });

  test('keeps every line of its own, in wire order', () => {
    expect(answer.field('x-thing')).toEqual(['first', 'second', '']);
  });

  test('loses blanks and tabs around its value, and nothing else', () => {
    expect([answer.field('etag'), answer.field('odd')]).toEqual([['"a b"'], ['\u00a0kept\u00a0']]);
  });

  test('that is absent has no values', () => {
    expect(answer.field('content-range')).toEqual([]);
  });

  test('reads as one value, as null, or as all of its values', () => {
    expect([single(answer, 'etag'), single(answer, 'content-range'), single(answer, 'x-thing')]).toEqual([
      '"a b"',
      null,
      'first and second and ',
    ]);
  });
});

test.each<[string, Place, Place]>([
  ['a whole object is the interval of all its bytes', { kind: 'whole' }, { kind: 'slice', first: 0, last: 999 }],
  ['a slice stays what it is', { kind: 'slice', first: 3, last: 4 }, { kind: 'slice', first: 3, last: 4 }],
  ['nothing stays nothing', { kind: 'empty' }, { kind: 'empty' }],
])('%s', (_, place, read) => {
  expect(readAnswer('GET', inventResponse({ status: 206, place }), 1000).place).toEqual(read);
});

test('method, status, length and framing are taken over', () => {
  const framing: Framing = {
    delimitedBy: 'chunked',
    extraBytes: 3,
    extraPrefix: Uint8Array.of(1, 2, 3),
    truncated: null,
  };
  const {
    method,
    status,
    length,
    framing: read,
  } = readAnswer('HEAD', inventResponse({ status: 299, length: 7, framing }), 10);
  expect({ method, status, length, framing: read }).toEqual({ method: 'HEAD', status: 299, length: 7, framing });
});

test.each([
  [399, null],
  [400, { code: 'InvalidRange', message: 'Some words.' }],
  [416, { code: 'InvalidRange', message: 'Some words.' }],
])('an error document under the status %d is read as %j', (status, error) => {
  expect(readAnswer('GET', inventResponse({ status, text: errorText('InvalidRange') }), 1000).error).toEqual(error);
});
