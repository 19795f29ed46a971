import { expect, test } from 'vitest';
import { bytesOf } from '../../content/bytes.js';
import type { ContentObject } from '../../content/content-object.js';
import type { Outcome } from '../../spec/model/outcome.js';
import { answeredWith, inventResponse, sliceExchange } from '../../testing/builders/exchanges.js';
import { readResponse } from '../answer.js';
import { judgeCheck } from '../judge-check.js';
import type { ObjectFacts } from '../object-facts.js';
import type { PreparedCheck } from '../prepared-check.js';
import type { Verdict } from '../verdict.js';
import { judgeParts } from './parts.js';

const content: ContentObject = { name: 'bytes-10', size: 10, phase: 77 };
const object: ObjectFacts = { size: 10, crc64: null, etag: null, lastModified: null, content };
const outcome: Outcome = {
  status: 206,
  body: {
    kind: 'parts',
    parts: [
      { first: 0, last: 1 },
      { first: 3, last: 4 },
    ],
  },
};

const part = (first: number, last: number, { from = first, total = 10 } = {}): Buffer =>
  Buffer.concat([
    Buffer.from(`--b\r\nContent-range: bytes ${first}-${last}/${total}\r\n\r\n`),
    bytesOf(content, from, last - first + 1),
    Buffer.from('\r\n'),
  ]);

interface Sent {
  readonly asked?: boolean;
  readonly close?: string;
  readonly level?: PreparedCheck['level'];
  readonly facts?: ObjectFacts;
  readonly contentRange?: string;
}

function verdictOn(
  parts: readonly Buffer[],
  { asked = true, close = '--b--', level = 'required', facts = object, contentRange }: Sent = {},
): Verdict {
  const body = Buffer.concat([...parts, Buffer.from(close)]);
  const response = inventResponse({
    status: 206,
    headers: [
      ['Content-Type', 'multipart/byteranges;boundary=b'],
      ['Content-Length', `${body.length}`],
      ...(contentRange === undefined ? [] : [['Content-Range', contentRange] as const]),
    ],
    text: 'x',
    length: body.length,
  });
  const exchange = answeredWith({ ...response, body: { ...response.body, prefix: body } });
  const headers = asked ? [['X-Oss-Multi-Range-Behavior', 'multi-range'] as const] : [];
  return judgeCheck(
    { request: { method: 'GET' }, object: { facts }, level, outcomes: [outcome] },
    { exchange: { ...exchange, request: { ...exchange.request, headers } } },
  );
}

/** What is violated, a line each. */
const violated = (verdict: Verdict): unknown =>
  verdict.kind === 'violates'
    ? verdict.aspects
        .filter((aspect) => aspect.verdict === 'violates')
        .map(({ aspect, actual }) => `${aspect}: ${actual}`)
    : verdict.kind;

test('the right parts conform, and no invariant asks for a Content-Range', () => {
  expect(verdictOn([part(0, 1), part(3, 4)])).toEqual({
    kind: 'conforms',
    aspects: [
      { aspect: 'status', verdict: 'conforms', level: 'required', expected: '206', actual: '206' },
      { aspect: 'content-range', verdict: 'conforms', level: 'required', expected: 'absent', actual: 'absent' },
      {
        aspect: 'body-bytes',
        verdict: 'conforms',
        level: 'required',
        expected: 'parts 0-1, 3-4',
        actual: 'parts 0-1, 3-4',
      },
      expect.objectContaining({ aspect: 'content-length', verdict: 'conforms' }),
      expect.objectContaining({ aspect: 'framing', verdict: 'conforms' }),
    ],
    notes: [],
  });
});

test.each<[string, readonly Buffer[], Sent, string[]]>([
  ['another order', [part(3, 4), part(0, 1)], {}, ['body-bytes: parts 3-4, 0-1']],
  ['a part too few', [part(0, 1)], {}, ['body-bytes: parts 0-1']],
  ['another part', [part(0, 1), part(4, 5)], {}, ['body-bytes: parts 0-1, 4-5']],
  [
    'the bytes of another place',
    [part(0, 1), part(3, 4, { from: 5 })],
    {},
    ['body-bytes: part 2 with other bytes than those of 3-4'],
  ],
  [
    'another complete length',
    [part(0, 1), part(3, 4, { total: 11 })],
    {},
    ['body-bytes: part 2 with the complete length 11'],
  ],
  [
    'no closing delimiter',
    [part(0, 1), part(3, 4)],
    { close: '' },
    ['body-bytes: a body that is not multipart/byteranges: part 2: no delimiter after its 2 bytes'],
  ],
  [
    'a Content-Range of the whole',
    [part(0, 1), part(3, 4)],
    { contentRange: 'bytes 0-4/10' },
    [
      'content-range: bytes 0-4/10',
      "body-bytes: bytes that are not the object's; first difference at body byte 0: expected nothing, received 3c",
    ],
  ],
  [
    'an object nobody knows the bytes of',
    [part(0, 1), part(3, 4)],
    { facts: { ...object, content: undefined } as unknown as ObjectFacts },
    ['body-bytes: part 1 with other bytes than those of 0-1'],
  ],
])('%s violates', (_, parts, sent, expected) => {
  expect(violated(verdictOn(parts, sent))).toEqual(expected);
});

test('parts that nobody asked for violate, whatever they are', () => {
  expect(violated(verdictOn([part(0, 1), part(3, 4)], { asked: false, level: 'observed' }))).toEqual([
    'content-range: absent',
    'body-bytes: a body of type multipart/byteranges;boundary=b',
  ]);
});

test('a row that claims parts is violated by an answer without any', () => {
  const answer = readResponse('GET', inventResponse({ status: 206, place: sliceExchange(0, 4) }), 10);
  expect(judgeParts(outcome, answer, object)).toEqual({
    aspect: 'body-bytes',
    holds: false,
    expected: 'parts 0-1, 3-4',
    actual: 'no parts, but bytes 0-4 of the object',
  });
});

test('an observed row lets any parts pass but false ones', () => {
  expect(violated(verdictOn([part(5, 6), part(0, 1)], { level: 'observed' }))).toBe('conforms');
  expect(violated(verdictOn([part(5, 6, { from: 0 }), part(0, 1)], { level: 'observed' }))).toEqual([
    'body-bytes: part 1 with other bytes than those of 5-6',
  ]);
});
