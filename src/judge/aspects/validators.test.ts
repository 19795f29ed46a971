import { expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { inventResponse, thousand } from '../../testing/builders/exchanges.js';
import { readResponse } from '../answer.js';
import { judgeValidators } from './validators.js';

const crc = 'x-oss-hash-crc64ecma: 8877665544332211001';
const etag = 'ETag: "A1B2C3"';
const modified = 'Last-Modified: Fri, 18 Oct 2019 08:00:00 GMT';

function compare(lines: string[], { status = 206, object = thousand } = {}) {
  const headers = lines.map((line): HeaderField => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  return judgeValidators(object, readResponse('GET', inventResponse({ status, headers }), 1000));
}

test.each([200, 206, 304])('on a %d the validators of the whole object are right', (status) => {
  expect(compare([etag, modified, crc], { status })).toEqual({
    aspect: 'validators',
    holds: true,
    expected: `${crc}, ${etag}, ${modified}`,
    actual: `${crc}, ${etag}, ${modified}`,
  });
});

test.each([
  ['the checksum of the slice', crc, 'x-oss-hash-crc64ecma: 8877665544332211000'],
  ['a checksum in hex', crc, 'x-oss-hash-crc64ecma: 0x7b33e5c2a1d0f6b9'],
  ['a signed checksum', crc, 'x-oss-hash-crc64ecma: -8877665544332211001'],
  ['the ETag of the slice', etag, 'ETag: "A1B2C4"'],
  ['an ETag without quotes', etag, 'ETag: A1B2C3'],
  ['a weak ETag', etag, 'ETag: W/"A1B2C3"'],
  ['an ETag in another case', etag, 'ETag: "a1b2c3"'],
  ['a later date', modified, 'Last-Modified: Fri, 18 Oct 2019 08:00:01 GMT'],
])('%s is wrong, and shown alone', (_, right, wrong) => {
  const lines = [crc, etag, modified].map((line) => (line === right ? wrong : line));
  expect(compare(lines)).toEqual({ aspect: 'validators', holds: false, expected: right, actual: wrong });
});

test('every wrong one is shown', () => {
  expect(compare([crc, 'ETag: "x"', 'Last-Modified: never'])).toEqual({
    aspect: 'validators',
    holds: false,
    expected: `${etag}, ${modified}`,
    actual: 'ETag: "x", Last-Modified: never',
  });
});

test('one that comes twice is wrong', () => {
  expect(compare([etag, etag])).toEqual({
    aspect: 'validators',
    holds: false,
    expected: etag,
    actual: 'ETag: "A1B2C3" and "A1B2C3"',
  });
});

test('the name of the field may have any case', () => {
  expect(compare(['etag: "x"'])).toEqual({ aspect: 'validators', holds: false, expected: etag, actual: 'ETag: "x"' });
});

test('an absent one is no violation', () => {
  expect([compare([etag]), compare([])]).toEqual([
    { aspect: 'validators', holds: true, expected: etag, actual: etag },
    null,
  ]);
});

test('one that nobody knows cannot be wrong', () => {
  const object = { ...thousand, crc64: null, lastModified: null };
  expect([
    compare(['x-oss-hash-crc64ecma: 1', 'Last-Modified: never', 'ETag: "x"'], { object }),
    compare(['x-oss-hash-crc64ecma: 1'], { object }),
  ]).toEqual([{ aspect: 'validators', holds: false, expected: etag, actual: 'ETag: "x"' }, null]);
});

test.each([416, 404, 412, 301, 204])('a %d speaks of no object', (status) => {
  expect(compare(['ETag: "of the error document"'], { status })).toBeNull();
});
