import { describe, expect, test } from 'vitest';
import { bytesOf } from '../content/bytes.js';
import type { ContentObject } from '../content/content-object.js';
import type { Outcome } from '../spec/model/outcome.js';
import type { HeaderField, Level } from '../spec/model/vocabulary.js';
import { answeredWith, inventResponse, sliceExchange } from '../testing/builders/exchanges.js';
import { judgeCheck } from './judge-check.js';

const content: ContentObject = { name: 'bytes-1000', size: 1000, phase: 77 };
const object = { size: 1000, crc64: null, etag: null, lastModified: null, content };
const first: Outcome = { status: 206, body: { kind: 'slice', first: 0, last: 9 } };

interface Part {
  readonly first: number;
  readonly last: number;
  readonly from?: number;
  readonly total?: number;
}

const part = ({ first: start, last, from = start, total = 1000 }: Part): Buffer =>
  Buffer.concat([
    Buffer.from(`\r\n--b\r\nContent-Type: text/plain\r\nContent-Range: bytes ${start}-${last}/${total}\r\n\r\n`),
    bytesOf(content, from, last - start + 1),
  ]);

interface Sent {
  readonly range?: readonly string[];
  readonly level?: Level;
  readonly close?: string;
  readonly fields?: readonly HeaderField[];
  readonly length?: number;
  /** Bytes of body that are kept. */
  readonly kept?: number;
}

/** What is violated by a list that is answered with these parts, or that nothing is. */
function violated(parts: readonly Part[], sent: Sent = {}): unknown {
  const { range = ['bytes=0-9,20-29'], level = 'observed', close = '\r\n--b--\r\n', fields = [], kept } = sent;
  const body = Buffer.concat([...parts.map(part), Buffer.from(close)]);
  const invented = inventResponse({
    status: 206,
    headers: [
      ['Content-Type', 'multipart/byteranges; boundary=b'],
      ['Content-Length', `${sent.length ?? body.length}`],
      ...fields,
    ],
    text: 'x',
    length: body.length,
  });
  const response = { ...invented, body: { ...invented.body, prefix: body.subarray(0, kept) } };
  const { request, ...exchange } = answeredWith(response);
  const headers = range.map((value) => ['Range', value] as const);
  const verdict = judgeCheck(
    { request: { method: 'GET' }, object: { facts: object }, level, outcomes: [first] },
    { exchange: { ...exchange, request: { ...request, headers } } },
  );
  if (verdict.kind !== 'violates') return verdict.kind;
  return verdict.aspects
    .filter((aspect) => aspect.verdict === 'violates')
    .map((aspect) => `${aspect.level} ${aspect.aspect}: ${aspect.actual}`);
}

const two: readonly Part[] = [
  { first: 0, last: 9 },
  { first: 20, last: 29 },
];

describe('a list whose answer no source settles conforms', () => {
  test.each<[string, readonly Part[], Sent]>([
    ['by the parts that it names', two, {}],
    ['by parts in another order', two.toReversed(), {}],
    ['by the only part that is left', [{ first: 0, last: 9 }], { range: ['bytes=0-9,5000-'] }],
    ['by parts of ranges that were joined', [{ first: 0, last: 29 }], { range: ['bytes=0-9,10-29'] }],
    ['by parts where an element is no range', two, { range: ['bytes=0-9,20-29,abc'] }],
    ['by parts where the list is one of several lines', two, { range: ['bytes=0-9', 'bytes=20-29'] }],
    ['by parts without a line end behind', two, { close: '\r\n--b--' }],
    ['by more parts than are kept, as far as they are', two, { kept: 100 }],
  ])('%s', (_, parts, sent) => {
    expect(violated(parts, sent)).toBe('conforms');
  });
});

describe('it violates', () => {
  const unclosed = 'a body that is not multipart/byteranges: part 2: no delimiter after its 10 bytes';
  test.each<[string, readonly Part[], Sent, readonly string[]]>([
    [
      'by parts with a Content-Range of the whole answer',
      two,
      { fields: [['Content-Range', 'bytes 0-9/1000']] },
      [
        "required body-bytes: bytes that are not the object's; first difference at body byte 0: expected nothing, received 3c",
        'expected content-range: bytes 0-9/1000',
      ],
    ],
    [
      'by a part with the bytes of another place',
      [two[0]!, { first: 20, last: 29, from: 21 }],
      {},
      ['required body-bytes: part 2 with other bytes than those of 20-29'],
    ],
    [
      'by a part with another complete length',
      [two[0]!, { first: 20, last: 29, total: 30 }],
      {},
      ['required body-bytes: part 2 with the complete length 30'],
    ],
    [
      'by a wrong part in front of what is not kept',
      [{ first: 0, last: 9, from: 1 }, two[1]!],
      { kept: 100 },
      ['required body-bytes: part 1 with other bytes than those of 0-9'],
    ],
    ['by parts that do not end', two, { close: '' }, [`required body-bytes: ${unclosed}`]],
    ['by parts that end in the middle', two, { close: '\r\n--b' }, [expect.stringContaining('does not end its line')]],
    [
      'by no part at all',
      [],
      { close: '--b--\r\n' },
      ['required body-bytes: a body that is not multipart/byteranges: there are no parts'],
    ],
    ['by another length than comes', two, { length: 20 }, ['required content-length: 20']],
  ] as const)('%s', (_, parts, sent, expected) => {
    expect(violated(parts, sent)).toEqual(expected);
  });

  test('where a source settles that only the first range comes', () => {
    expect(violated(two, { level: 'required' })).toEqual([
      expect.stringMatching(/^required body-bytes: bytes that are not the object's/),
      expect.stringMatching(/^required body-length: \d+ bytes$/),
      'required content-range: absent',
      expect.stringMatching(/^required content-length: \d+$/),
    ]);
  });

  test.each(['bytes=0-9', 'bytes=0-9,', 'bytes=,0-9', 'Bytes=0-9'])(
    'by parts where a single range is named: %s',
    (value) => {
      expect(violated([two[0]!], { range: [value] })).toEqual([
        'required content-range: absent',
        'expected body-bytes: a body of type multipart/byteranges; boundary=b',
      ]);
    },
  );
});

test('a slice of an object that was stored with the type of parts is no answer by parts', () => {
  const response = inventResponse({
    status: 206,
    headers: [
      ['Content-Type', 'multipart/byteranges; boundary=b'],
      ['Content-Range', 'bytes 0-9/1000'],
    ],
    place: sliceExchange(0, 9),
  });
  const { request, ...exchange } = answeredWith(response);
  expect(
    judgeCheck(
      { request: { method: 'GET' }, object: { facts: object }, level: 'required', outcomes: [first] },
      { exchange: { ...exchange, request: { ...request, headers: [['Range', 'bytes=0-9']] } } },
    ).kind,
  ).toBe('conforms');
});
