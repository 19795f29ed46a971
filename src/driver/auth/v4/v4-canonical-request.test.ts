import { expect, test } from 'vitest';
import type { SignableRequest } from '../signable-request.js';
import { additionalHeadersV4 } from './v4-additional-headers.js';
import { canonicalQueryV4, canonicalRequestV4, canonicalUriV4 } from './v4-canonical-request.js';
import { stringToSignV4, timestampV4 } from './v4-string-to-sign.js';

const request: SignableRequest = {
  method: 'GET',
  bucket: 'examplebucket',
  key: 'dir//a b+%.txt',
  query: [
    ['versionId', 'v 1'],
    ['acl', null],
    ['prefix', ''],
    ['Z', '/'],
    ['x-oss-signature', 'not part of what it signs'],
  ],
  headers: [
    ['Range', 'bytes=500-2000'],
    ['X-Oss-Range-Behavior', ' standard\t'],
    ['x-oss-meta-a', 'two'],
    ['x-oss-meta-a', 'lines'],
    ['Content-Type', 'text/plain'],
  ],
};

test('the canonical request covers the mode header, not Range, and folds fields and query as documented', () => {
  expect(canonicalRequestV4(request)).toMatchInlineSnapshot(`
    "GET
    /examplebucket/dir//a%20b%2B%25.txt
    Z=%2F&acl&prefix&versionId=v%201
    content-type:text/plain
    x-oss-meta-a:two,lines
    x-oss-range-behavior:standard


    UNSIGNED-PAYLOAD"
  `);
});

test('a named header is covered and listed between the header block and the payload hash', () => {
  expect(
    canonicalRequestV4({ ...request, query: [], headers: request.headers.slice(0, 2) }, ['Range']),
  ).toMatchInlineSnapshot(`
    "GET
    /examplebucket/dir//a%20b%2B%25.txt

    range:bytes=500-2000
    x-oss-range-behavior:standard

    range
    UNSIGNED-PAYLOAD"
  `);
});

test('the payload line repeats x-oss-content-sha256, so that a server sees what a client has signed', () => {
  const headers: SignableRequest['headers'] = [['X-Oss-Content-Sha256', 'something else']];
  expect(
    canonicalRequestV4({ ...request, headers })
      .split('\n')
      .at(-1),
  ).toBe('something else');
});

test('a server gets the string to sign of a client from what it received', () => {
  const scope = { date: '20231216', region: 'cn-hangzhou', product: 'oss' };
  const client = stringToSignV4(request, { scope, timestamp: '20231216T162057Z', additionalHeaders: ['range'] });
  const received: SignableRequest = { ...request, query: [...request.query].reverse() };
  expect(stringToSignV4(received, { scope, timestamp: '20231216T162057Z', additionalHeaders: ['range'] })).toBe(client);
  expect(client).toMatchInlineSnapshot(`
    "OSS4-HMAC-SHA256
    20231216T162057Z
    20231216/cn-hangzhou/oss/aliyun_v4_request
    2032c010330eca6db27299e9090a362c7f5ef4bfac5d68abdfe03e21f85b9331"
  `);
});

test('the URI is the bucket and the key whatever the addressing style', () => {
  expect([
    canonicalUriV4({ bucket: 'b', key: 'a/../é' }),
    canonicalUriV4({ bucket: 'b', key: null }),
    canonicalUriV4({ bucket: null, key: null }),
  ]).toEqual(['/b/a/../%C3%A9', '/b/', '/']);
});

test('parameters are sorted by their encoded names, not by their text', () => {
  const names = ['b', 'B', '~', '_', '-', '|', '+', '中'];
  expect(canonicalQueryV4(names.map((name) => [name, null]))).toBe('%2B&%7C&%E4%B8%AD&-&B&_&b&~');
});

test('a header value is signed as the bytes that are sent, one character a byte', () => {
  const of = (value: string) =>
    stringToSignV4(
      { ...request, headers: [['x-oss-meta-a', value]] },
      { scope: { date: '', region: '', product: '' }, timestamp: '' },
    );
  const hash = (bytes: Buffer) => of(bytes.toString('latin1'));
  expect(hash(Buffer.from([0xe9]))).not.toBe(hash(Buffer.from('é', 'utf8')));
  expect(canonicalRequestV4({ ...request, headers: [['x-oss-meta-a', '\u00a0a\u00a0']] })).toContain(
    'x-oss-meta-a:\u00a0a\u00a0\n',
  );
});

test('the additional headers are each named once, in order, and only where they add something', () => {
  expect(
    additionalHeadersV4(
      [...request.headers, ['If-Match', '"etag"']],
      ['Range', 'host', 'if-match', 'range', 'content-type', 'X-OSS-Range-Behavior', ''],
    ),
  ).toEqual(['if-match', 'range']);
});

test('a timestamp has no fraction', () => {
  expect(timestampV4(new Date(1702743657_999))).toBe('20231216T162057Z');
});
