import { expect, test } from 'vitest';
import { isPresignable } from './presignable.js';
import type { SignableRequest } from './signable-request.js';

const to = (method: string, part: Partial<SignableRequest> = {}): SignableRequest => ({
  method,
  bucket: 'b',
  key: 'k',
  query: [],
  headers: [],
  ...part,
});

test.for<[what: string, request: SignableRequest, expected: boolean]>([
  ['a read', to('GET'), true],
  ['a read of a version', to('GET', { query: [['versionId', 'v']] }), true],
  ['a look', to('HEAD'), true],
  ['an upload', to('PUT'), true],
  ['the beginning of an upload in parts', to('POST', { query: [['uploads', null]] }), true],
  [
    'a part',
    to('PUT', {
      query: [
        ['partNumber', '1'],
        ['uploadId', 'u'],
      ],
    }),
    true,
  ],
  ['the end of an upload in parts', to('POST', { query: [['uploadId', 'u']] }), true],
  ['an upload given up', to('DELETE', { query: [['uploadId', 'u']] }), true],
  ['a deletion', to('DELETE'), false],
  ['a copy', to('PUT', { headers: [['x-oss-copy-source', '/b/k']] }), false],
  ['a copy in the words of S3', to('PUT', { headers: [['x-amz-copy-source', '/b/k']] }), false],
  ['a link', to('PUT', { query: [['symlink', null]] }), false],
  [
    'a piece',
    to('POST', {
      query: [
        ['append', null],
        ['position', '0'],
      ],
    }),
    false,
  ],
  ['a listing', to('GET', { key: null }), false],
])('%s', ([, request, expected]) => {
  expect(isPresignable(request)).toBe(expected);
});
