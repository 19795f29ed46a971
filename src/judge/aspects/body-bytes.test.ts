import { describe, expect, test } from 'vitest';
import type { BodyPlace } from '../../content/body-place.js';
import type { Outcome } from '../../spec/model/outcome.js';
import type { Method } from '../../spec/model/vocabulary.js';
import { errorText, inventResponse, sliceExchange } from '../../testing/builders/exchanges.js';
import { readResponse } from '../answer.js';
import { deriveAnswer } from '../derived-answer.js';
import { differenceInWords, isInterval, judgeBodyBytes, placeInWords } from './body-bytes.js';

const half: Outcome = { status: 206, body: { kind: 'slice', first: 500, last: 999 } };
const whole: Outcome = { status: 200, body: { kind: 'whole' } };
const none: Outcome = { status: 200, body: { kind: 'empty' } };

const compare = (outcome: Outcome, place: BodyPlace, method: Method = 'GET') =>
  judgeBodyBytes(
    deriveAnswer(outcome, method, 1000),
    readResponse(method, inventResponse({ status: outcome.status, place, length: 500 }), 1000),
  );

describe('the bytes of the body are those that were expected', () => {
  test('the very slice is right', () => {
    expect(compare(half, sliceExchange(500, 999))).toEqual({
      aspect: 'body-bytes',
      holds: true,
      expected: 'bytes 500-999 of the object',
      actual: 'bytes 500-999 of the object',
    });
  });

  test.each([
    ['one later at both ends', sliceExchange(501, 1000), 'bytes 501-1000 of the object'],
    ['one earlier at both ends', sliceExchange(499, 998), 'bytes 499-998 of the object'],
    ['one later at the start', sliceExchange(501, 999), 'bytes 501-999 of the object'],
    ['one earlier at the end', sliceExchange(500, 998), 'bytes 500-998 of the object'],
    ['as many from the start', sliceExchange(0, 499), 'bytes 0-499 of the object'],
    ['the whole object', { kind: 'whole' }, 'bytes 0-999 of the object'],
    ['nothing', { kind: 'empty' }, 'no bytes'],
    [
      'the same bytes of another object',
      { kind: 'other-object', object: 'bytes-2000', first: 500, last: 999 },
      'bytes 500-999 of another object (bytes-2000)',
    ],
    [
      'a damaged copy',
      { kind: 'unknown', difference: { bodyOffset: 7, objectOffset: 507, expectedHex: 'ab', actualHex: 'ac' } },
      "bytes that are not the object's; first difference at body byte 7 (position 507 of the object): expected ab, received ac",
    ],
  ] satisfies [string, BodyPlace, string][])('%s is wrong', (_, place, actual) => {
    expect(compare(half, place)).toEqual({
      aspect: 'body-bytes',
      holds: false,
      expected: 'bytes 500-999 of the object',
      actual,
    });
  });

  test('an error document is told by its code', () => {
    const refusal = readResponse('GET', inventResponse({ status: 416, text: errorText('InvalidRange') }), 1000);
    expect(judgeBodyBytes(deriveAnswer(half, 'GET', 1000), refusal)).toEqual({
      aspect: 'body-bytes',
      holds: false,
      expected: 'bytes 500-999 of the object',
      actual: 'an error document, InvalidRange',
    });
  });

  test('a whole object is the interval of all its bytes', () => {
    expect([
      compare(whole, { kind: 'whole' }),
      compare(whole, sliceExchange(0, 999)),
      compare(whole, sliceExchange(0, 998)),
    ]).toEqual([
      { aspect: 'body-bytes', holds: true, expected: 'bytes 0-999 of the object', actual: 'bytes 0-999 of the object' },
      { aspect: 'body-bytes', holds: true, expected: 'bytes 0-999 of the object', actual: 'bytes 0-999 of the object' },
      {
        aspect: 'body-bytes',
        holds: false,
        expected: 'bytes 0-999 of the object',
        actual: 'bytes 0-998 of the object',
      },
    ]);
  });

  test('where no bytes are expected, one is too many', () => {
    expect([compare(none, { kind: 'empty' }), compare(none, sliceExchange(0, 0))]).toEqual([
      { aspect: 'body-bytes', holds: true, expected: 'no bytes', actual: 'no bytes' },
      { aspect: 'body-bytes', holds: false, expected: 'no bytes', actual: 'bytes 0-0 of the object' },
    ]);
  });

  test('a single byte is an interval, not nothing', () => {
    const outcome: Outcome = { status: 206, body: { kind: 'slice', first: 5, last: 5 } };
    expect([compare(outcome, sliceExchange(5, 5)), compare(outcome, { kind: 'empty' })]).toEqual([
      { aspect: 'body-bytes', holds: true, expected: 'bytes 5-5 of the object', actual: 'bytes 5-5 of the object' },
      { aspect: 'body-bytes', holds: false, expected: 'bytes 5-5 of the object', actual: 'no bytes' },
    ]);
  });

  test('neither an error document nor the answer to a HEAD has bytes to compare', () => {
    expect([
      compare({ status: 416, body: { kind: 'error' } }, sliceExchange(0, 9)),
      compare(half, sliceExchange(0, 9), 'HEAD'),
    ]).toEqual([null, null]);
  });
});

test.each<[Parameters<typeof isInterval>[0], number, number, boolean]>([
  [{ kind: 'empty' }, 0, -1, true],
  [{ kind: 'empty' }, 0, 0, false],
  [{ kind: 'slice', first: 0, last: -1 }, 0, -1, true],
  [{ kind: 'slice', first: 3, last: 8 }, 3, 8, true],
  [{ kind: 'slice', first: 3, last: 8 }, 3, 7, false],
  [{ kind: 'slice', first: 3, last: 8 }, 4, 8, false],
  [{ kind: 'other-object', object: 'o', first: 3, last: 8 }, 3, 8, false],
  [
    { kind: 'unknown', difference: { bodyOffset: 0, objectOffset: null, expectedHex: '', actualHex: '' } },
    0,
    -1,
    false,
  ],
])('%j is the interval %d to %d: %s', (place, first, last, is) => {
  expect(isInterval(place, first, last)).toBe(is);
});

test('a place reads as a sentence', () => {
  expect(
    (
      [
        { kind: 'empty' },
        { kind: 'slice', first: 1, last: 2 },
        { kind: 'other-object', object: 'bytes-7', first: 0, last: 6 },
        { kind: 'unknown', difference: { bodyOffset: 1, objectOffset: 2, expectedHex: '03', actualHex: '04' } },
      ] as const
    ).map(placeInWords),
  ).toEqual([
    'no bytes',
    'bytes 1-2 of the object',
    'bytes 0-6 of another object (bytes-7)',
    "bytes that are not the object's; first difference at body byte 1 (position 2 of the object): expected 03, received 04",
  ]);
});

describe('a difference tells where and what', () => {
  test('with the position in the object where it is known', () => {
    expect(differenceInWords({ bodyOffset: 0, objectOffset: 0, expectedHex: '0a0b', actualHex: '0c' })).toBe(
      'first difference at body byte 0 (position 0 of the object): expected 0a0b, received 0c',
    );
  });

  test('without it where it is not, and with a word for what is missing', () => {
    expect([
      differenceInWords({ bodyOffset: 9, objectOffset: null, expectedHex: '', actualHex: 'ff' }),
      differenceInWords({ bodyOffset: 9, objectOffset: null, expectedHex: 'ff', actualHex: '' }),
    ]).toEqual([
      'first difference at body byte 9: expected nothing, received ff',
      'first difference at body byte 9: expected ff, received nothing',
    ]);
  });
});
