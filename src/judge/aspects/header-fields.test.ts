import { expect, test } from 'vitest';
import type { FieldClaim } from '../../spec/model/outcome.js';
import { inventResponse, thousand } from '../../testing/builders/exchanges.js';
import { readResponse } from '../answer.js';
import type { ObjectFacts } from '../object-facts.js';
import { judgeHeaderFields } from './header-fields.js';

const answer = readResponse(
  'GET',
  inventResponse({
    status: 200,
    headers: [
      ['content-type', 'text/plain '],
      ['ETag', '"A1B2C3"'],
      ['x-oss-hash-crc64ecma', '5'],
    ],
  }),
  1000,
);
const judge = (fields: Record<string, FieldClaim> | undefined, object: ObjectFacts = thousand) =>
  judgeHeaderFields(fields === undefined ? {} : { fields }, answer, object);

test('a row that names no field compares none', () => {
  expect(judge(undefined)).toBeNull();
});

test('values, absence, patterns and validators are compared, names without case', () => {
  expect(
    judge({
      'Content-Type': 'text/plain',
      'Content-MD5': null,
      etag: '{etag}',
      'X-Oss-Hash-Crc64ecma': { matches: '\\d' },
    }),
  ).toEqual({
    aspect: 'header-fields',
    holds: true,
    expected: 'Content-Type: text/plain, Content-MD5: absent, etag: "A1B2C3", X-Oss-Hash-Crc64ecma: a value like /\\d/',
    actual: 'Content-Type: text/plain, Content-MD5: absent, etag: "A1B2C3", X-Oss-Hash-Crc64ecma: 5',
  });
});

test.each<[string, Record<string, FieldClaim>, string, string]>([
  ['another value', { 'Content-Type': 'text/html' }, 'Content-Type: text/html', 'Content-Type: text/plain'],
  ['an absent one', { Server: 'AliyunOSS' }, 'Server: AliyunOSS', 'Server: absent'],
  ['one that may not be there', { ETag: null }, 'ETag: absent', 'ETag: "A1B2C3"'],
  [
    'a pattern that fits a part only',
    { 'Content-Type': { matches: 'text' } },
    'Content-Type: a value like /text/',
    'Content-Type: text/plain',
  ],
  [
    'the checksum of something else',
    { 'x-oss-hash-crc64ecma': '{crc64}' },
    'x-oss-hash-crc64ecma: 8877665544332211001',
    'x-oss-hash-crc64ecma: 5',
  ],
  [
    'an absent validator',
    { 'Last-Modified': '{last-modified}' },
    'Last-Modified: Fri, 18 Oct 2019 08:00:00 GMT',
    'Last-Modified: absent',
  ],
])('%s is a violation, and only it is shown', (_, fields, expected, actual) => {
  expect(judge({ ETag: '{etag}', ...fields })).toEqual({ aspect: 'header-fields', holds: false, expected, actual });
});

test('of a validator that the target never gave only the presence counts', () => {
  const unknown: ObjectFacts = { ...thousand, etag: null, lastModified: null, crc64: null };
  expect(judge({ ETag: '{etag}', 'x-oss-hash-crc64ecma': '{crc64}' }, unknown)?.holds).toBe(true);
  expect(judge({ 'Last-Modified': '{last-modified}' }, unknown)?.holds).toBe(false);
});

test('the request id of an answer is that of its error document', () => {
  const refusal = (requestId: string) =>
    readResponse(
      'GET',
      inventResponse({
        status: 404,
        headers: [['x-oss-request-id', '5DA9A1B2C3D4E5F607182930']],
        text: `<Error><Code>NoSuchKey</Code>${requestId}</Error>`,
      }),
      1000,
    );
  const holds = (requestId: string): boolean | undefined =>
    judgeHeaderFields({ fields: { 'x-oss-request-id': '{request-id}' } }, refusal(requestId), thousand)?.holds;
  expect([
    holds('<RequestId>5DA9A1B2C3D4E5F607182930</RequestId>'),
    holds('<RequestId>5DA9A1B2C3D4E5F607182931</RequestId>'),
    holds(''),
  ]).toEqual([true, false, false]);
});

test('an answer without an error document has no request id to compare with', () => {
  expect(judge({ 'x-oss-request-id': '{request-id}' })).toEqual({
    aspect: 'header-fields',
    holds: false,
    expected: 'x-oss-request-id: the RequestId of the error document, which has none',
    actual: 'x-oss-request-id: absent',
  });
});

test('a date that the target never gave is any date, but there is one', () => {
  const unknown: ObjectFacts = { ...thousand, lastModified: null };
  const compared = [['Fri, 18 Oct 2019 08:00:00 GMT'], [''], []].map((values) => {
    const headers = values.map((value) => ['Last-Modified', value] as const);
    const dated = readResponse('GET', inventResponse({ status: 200, headers }), 1000);
    return judgeHeaderFields({ fields: { 'Last-Modified': '{last-modified}' } }, dated, unknown);
  });
  expect(compared.map((comparison) => [comparison?.holds, comparison?.expected])).toEqual([
    [true, 'Last-Modified: a value like /.+/'],
    [false, 'Last-Modified: a value like /.+/'],
    [false, 'Last-Modified: a value like /.+/'],
  ]);
});
