import { expect, test } from 'vitest';
import type { SignableRequest } from '../signable-request.js';
import { signedDateV1, stringToSignV1 } from './v1-string-to-sign.js';

const request: SignableRequest = {
  method: 'GET',
  bucket: 'examplebucket',
  key: 'dir/a b+%.txt',
  query: [
    ['response-content-type', 'text/plain; charset=utf-8'],
    ['acl', null],
    ['x-oss-traffic-limit', '819200'],
    ['prefix', 'not a sub-resource'],
    ['symlink', ''],
  ],
  headers: [
    ['Range', 'bytes=500-2000'],
    ['X-Oss-Range-Behavior', 'standard'],
    ['Content-Type', ' text/html '],
  ],
};

test('the string to sign covers the mode header and the listed sub-resources, not Range and not other parameters', () => {
  expect(stringToSignV1(request, 'DATE')).toMatchInlineSnapshot(`
    "GET

    text/html
    DATE
    x-oss-range-behavior:standard
    /examplebucket/dir/a b+%.txt?acl&response-content-type=text/plain; charset=utf-8&symlink&x-oss-traffic-limit=819200"
  `);
});

test('the resource is not percent-encoded: it is the UTF-8 bytes of the key', () => {
  const text = stringToSignV1({ ...request, key: 'é中', query: [], headers: [] }, 'DATE');
  expect(Buffer.from(text, 'latin1').toString('utf8')).toBe('GET\n\n\nDATE\n/examplebucket/é中');
});

test('requests to the bucket and to the service have resources of their own', () => {
  const of = (bucket: string | null) =>
    stringToSignV1({ method: 'GET', bucket, key: null, query: [], headers: [] }, '');
  expect([of('b'), of(null)]).toEqual(['GET\n\n\n\n/b/', 'GET\n\n\n\n/']);
});

test('x-oss-date is the signed date where both dates are sent', () => {
  expect(
    signedDateV1([
      ['Date', 'a'],
      ['X-Oss-Date', 'b'],
    ]),
  ).toBe('b');
  expect(signedDateV1([['Date', 'a']])).toBe('a');
  expect(signedDateV1([])).toBe('');
});
