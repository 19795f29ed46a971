import { describe, expect, test } from 'vitest';
import type { Exchange } from '../exchange/exchange.js';
import type { HeaderField } from '../spec/model/vocabulary.js';
import { answeredWith, inventResponse, sliceExchange, thousand } from '../testing/builders/exchanges.js';
import { isGzip, readResponse } from './answer.js';
import { judgeBodyLength } from './aspects/body-length.js';
import { judgeContentLength } from './aspects/content-length.js';
import { judgeValidators } from './aspects/validators.js';
import { classifyExchange, takesGzip } from './classify-exchange.js';
import { deriveAnswer } from './derived-answer.js';
import { invariants } from './invariants.js';
import type { ObjectFacts } from './object-facts.js';

const gzip: HeaderField = ['Content-Encoding', 'GZip'];
const headers: HeaderField[] = [gzip, ['Content-Length', '70'], ['ETag', '"of the coded form"']];
const read = (asked: boolean, fields: readonly HeaderField[] = headers, status = 206) =>
  readResponse('GET', inventResponse({ status, headers: fields, place: sliceExchange(0, 9), length: 70 }), 1000, {
    takesGzip: () => asked,
  });

test.each<[codings: string[], boolean]>([
  [['gzip'], true],
  [['GZIP'], true],
  [[], false],
  [['br'], false],
  [['gzip', 'gzip'], false],
  [['gzip, br'], false],
])('a Content-Encoding of %j is gzip: %s', (codings, expected) => {
  expect(isGzip(codings)).toBe(expected);
});

test.each<[HeaderField[], boolean]>([
  [[['Accept-Encoding', 'gzip']], true],
  [[['accept-encoding', 'br, GZIP;q=0.5']], true],
  [[['Accept-Encoding', 'identity']], false],
  [[['Accept-Encoding', 'agzip']], false],
  [[['Accept-Encoding', 'gzipped']], false],
  [[['Accept', 'gzip']], false],
  [
    [
      ['Host', 'x'],
      ['Accept-Encoding', 'gzip'],
    ],
    true,
  ],
  [[], false],
])('a request with %j takes gzip: %s', (fields, expected) => {
  expect(takesGzip(fields)).toBe(expected);
});

describe('a body is coded', () => {
  test('where the answer says gzip and the request takes it', () => {
    expect([read(true).coded, read(false).coded, read(true, []).coded]).toEqual([true, false, false]);
  });

  test('and unless said, no request takes it', () => {
    expect(readResponse('GET', inventResponse({ status: 206, headers }), 1000).coded).toBe(false);
  });

  test('which follows from the exchange', () => {
    const exchange = (fields: readonly HeaderField[]): Exchange => {
      const answered = answeredWith(inventResponse({ status: 200, headers }));
      return { ...answered, request: { ...answered.request, headers: fields } };
    };
    const coded = [[['Accept-Encoding', 'gzip'] as const], []].map((fields) => {
      const classified = classifyExchange('GET', exchange(fields), 1000);
      return classified.kind === 'answered' && classified.answer.coded;
    });
    expect(coded).toEqual([true, false]);
  });
});

describe('of a body in gzip that was asked for no length and no validator is known', () => {
  const expected = deriveAnswer({ status: 206, body: { kind: 'slice', first: 0, last: 9 } }, 'GET', 1000);

  test('its lengths and its validators are not compared, though those of a body that was not asked for are', () => {
    const compared = [true, false].map((asked) =>
      [
        judgeBodyLength(expected, read(asked)),
        judgeContentLength(expected, read(asked)),
        judgeValidators(thousand, read(asked)),
      ].map((comparison) => comparison?.holds ?? null),
    );
    expect(compared).toEqual([
      [null, null, null],
      [false, false, false],
    ]);
  });

  test('and only the rules that speak of positions, of validators and of the coding are silent', () => {
    const content = { name: 'bytes-1000', size: 1000, phase: 0 };
    const object: ObjectFacts = { ...thousand, content };
    const ranged: HeaderField[] = [...headers, ['Content-Range', 'bytes 0-9/1000']];
    const speaking = (asked: boolean) =>
      invariants.filter(({ judge }) => judge(read(asked, ranged), object) !== null).map(({ rule }) => rule);
    const coded = speaking(true);
    expect(speaking(false).filter((rule) => !coded.includes(rule))).toEqual([
      'A 206 has one well-formed Content-Range with the complete length.',
      'The body contains exactly the bytes that Content-Range names.',
      'Content-Encoding is present only if the bytes are encoded.',
      'Validators describe the whole object.',
    ]);
    expect(coded).toContain('Content-Length, if present, is the length of the body.');
  });
});
