import { describe, expect, test } from 'vitest';
import type { BodyPlace } from '../content/body-place.js';
import type { Framing } from '../exchange/exchange.js';
import type { Method } from '../spec/model/vocabulary.js';
import { errorText, inventResponse } from '../testing/builders/exchanges.js';
import { readResponse, single } from './answer.js';

describe('a header field', () => {
  const answer = readResponse(
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

test.each<[string, BodyPlace, BodyPlace]>([
  ['a whole object is the interval of all its bytes', { kind: 'whole' }, { kind: 'slice', first: 0, last: 999 }],
  ['a slice stays what it is', { kind: 'slice', first: 3, last: 4 }, { kind: 'slice', first: 3, last: 4 }],
  ['nothing stays nothing', { kind: 'empty' }, { kind: 'empty' }],
])('%s', (_, place, read) => {
  expect(readResponse('GET', inventResponse({ status: 206, place }), 1000).place).toEqual(read);
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
  } = readResponse('HEAD', inventResponse({ status: 299, length: 7, framing }), 10);
  expect({ method, status, length, framing: read }).toEqual({ method: 'HEAD', status: 299, length: 7, framing });
});

test.each([
  [399, null],
  [400, { code: 'InvalidRange', message: 'Some words.' }],
  [416, { code: 'InvalidRange', message: 'Some words.' }],
])('an error document under the status %d is read as %j', (status, error) => {
  expect(readResponse('GET', inventResponse({ status, text: errorText('InvalidRange') }), 1000).error).toEqual(error);
});

test('the names of the fields are told once each, in small letters and in their order', () => {
  const headers = [
    ['ETag', 'x'],
    ['Date', 'y'],
    ['etag', 'z'],
  ] as const;
  expect(readResponse('GET', inventResponse({ status: 206, headers }), 1000).names).toEqual(['etag', 'date']);
});

describe('the parts of an answer are read', () => {
  const body = '--b\r\nContent-Range: bytes 0-1/10\r\n\r\n01\r\n--b--';
  const type = 'multipart/byteranges; boundary=b';
  const read = ({
    status = 206,
    method = 'GET' as Method,
    types = [type],
    asked = true,
    several = false,
    text = body,
    more = 0,
  } = {}) =>
    readResponse(
      method,
      inventResponse({
        status,
        headers: types.map((value) => ['Content-Type', value] as const),
        text,
        length: text.length + more,
      }),
      10,
      { asksForParts: () => asked, namesSeveral: () => several },
    ).multipart;

  test('where they were asked for', () => {
    expect(read()).toEqual({
      kind: 'parts',
      parts: [{ first: 0, last: 1, total: 10, bytes: expect.any(Uint8Array) }],
      isCut: false,
    });
  });

  test('where several ranges were, though nothing else asks for parts', () => {
    expect(read({ asked: false, several: true })).toEqual(read());
  });

  test.each<[string, Parameters<typeof read>[0]]>([
    ['nobody asked for them', { asked: false }],
    ['the answer has another type', { types: ['text/plain'] }],
    ['the answer has no type', { types: [] }],
    ['the answer is no 206', { status: 200 }],
    ['the answer is one to HEAD', { method: 'HEAD' }],
  ])('but not where %s', (_, sent) => {
    expect(read(sent)).toBeNull();
  });

  test('and unless said, nobody asks for them', () => {
    const response = inventResponse({ status: 206, headers: [['Content-Type', type]], text: body });
    expect(readResponse('GET', response, 10).multipart).toBeNull();
    expect(readResponse('GET', response, 10).asksForParts()).toBe(false);
  });

  test('of a body that was not kept as a whole as far as it was, and of two types neither', () => {
    const kept = '--b\r\nContent-Range: bytes 0-1/10\r\n\r\n01\r\n--b\r\nContent-Ra';
    expect([read({ text: kept, more: 30 }), read({ types: [type, type] })]).toEqual([
      { kind: 'parts', parts: [expect.objectContaining({ first: 0, last: 1 })], isCut: true },
      { kind: 'malformed', reason: `Content-Type names no boundary: ${type} and ${type}` },
    ]);
  });
});
