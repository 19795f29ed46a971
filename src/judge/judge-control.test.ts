import { describe, expect, test } from 'vitest';
import type { BodyPlace } from '../content/body-place.js';
import type { Exchange } from '../exchange/exchange.js';
import { answeredWith, errorText, failedWith, inventResponse, sliceExchange } from '../testing/builders/exchanges.js';
import { judgeControl, otherBytesIn } from './judge-control.js';

const control = (status: number, place: BodyPlace): Exchange => answeredWith(inventResponse({ status, place }));

test.each<[string, Exchange]>([
  ['a 200 with the whole object', control(200, { kind: 'whole' })],
  ['a 206 with the whole object', control(206, { kind: 'whole' })],
  ['a 206 with the interval of all bytes', control(206, sliceExchange(0, 999))],
])('%s passes', (_, exchange) => {
  expect(judgeControl(exchange, 1000)).toEqual({ passed: true });
});

test('of an empty object no bytes are all bytes', () => {
  expect([judgeControl(control(200, { kind: 'empty' }), 0), judgeControl(control(200, { kind: 'empty' }), 1)]).toEqual([
    { passed: true },
    {
      passed: false,
      cause: { kind: 'control', message: "the control was answered 200 with other bytes than the object's" },
    },
  ]);
});

test.each<[string, number, BodyPlace]>([
  ['one byte too few', 206, sliceExchange(0, 998)],
  ['all bytes but the first', 206, sliceExchange(1, 999)],
  ['another object', 200, { kind: 'other-object', object: 'o', first: 0, last: 999 }],
  ['nothing', 200, { kind: 'empty' }],
  ['the whole object under another status of success', 203, { kind: 'whole' }],
  ['nothing under 304', 304, { kind: 'empty' }],
])('%s does not pass', (_, status, place) => {
  expect(judgeControl(control(status, place), 1000)).toEqual({
    passed: false,
    cause: { kind: 'control', message: `the control was answered ${status} with other bytes than the object's` },
  });
});

describe('what is no answer tells why', () => {
  test.each<[string, Exchange, unknown]>([
    [
      'a refusal, whatever its bytes',
      answeredWith(inventResponse({ status: 404, place: { kind: 'whole' } })),
      { kind: 'control', message: 'the target answered 404' },
    ],
    [
      'a refusal of the caller',
      answeredWith(inventResponse({ status: 403, text: errorText('SecurityTokenExpired') })),
      { kind: 'auth', message: 'the target answered 403 SecurityTokenExpired' },
    ],
    [
      'throttling',
      answeredWith(inventResponse({ status: 429 })),
      { kind: 'throttled', message: 'the target answered 429' },
    ],
    [
      'a server error',
      answeredWith(inventResponse({ status: 500 })),
      { kind: 'server-error', message: 'the target answered 500' },
    ],
    [
      'a failed transport',
      failedWith({ phase: 'connect', code: 'refused', message: 'ECONNREFUSED' }),
      { kind: 'transport', message: 'connection refused while connecting (ECONNREFUSED)' },
    ],
  ])('%s', (_, exchange, cause) => {
    expect(judgeControl(exchange, 1000)).toEqual({ passed: false, cause });
  });
});

test('of a large object only the first bytes are asked for, and all that is asked for has to come', () => {
  const passed = [sliceExchange(0, 99), sliceExchange(0, 98), sliceExchange(0, 100), sliceExchange(0, 999)].map(
    (place) => judgeControl(control(206, place), 1000, 100).passed,
  );
  expect(passed).toEqual([true, false, false, false]);
});

describe('other bytes than those of the object are told in words', () => {
  test.each<[string, Exchange, string | null]>([
    ['the whole object', control(200, { kind: 'whole' }), null],
    ['the whole object by its interval', control(206, sliceExchange(0, 999)), null],
    ['a part of it', control(200, sliceExchange(0, 998)), 'bytes 0-998 of the object'],
    ['a part of it under 206', control(206, sliceExchange(1, 999)), 'bytes 1-999 of the object'],
    ['nothing', control(200, { kind: 'empty' }), 'no bytes'],
    ['a part under another status of success', control(203, sliceExchange(0, 998)), null],
    ['a refusal', answeredWith(inventResponse({ status: 404 })), null],
    ['a failed transport', failedWith({ phase: 'connect', code: 'refused', message: 'x' }), null],
  ])('%s', (_, exchange, words) => {
    expect(otherBytesIn(exchange, 1000)).toBe(words);
  });

  test('of a large object those that were asked for', () => {
    expect(
      [sliceExchange(0, 99), sliceExchange(0, 999)].map((place) => otherBytesIn(control(206, place), 1000, 100)),
    ).toEqual([null, 'bytes 0-999 of the object']);
  });
});
