import { expect, test } from 'vitest';
import type { QueryParameter } from '../../driver/auth/signable-request.js';
import type { RequestAddress } from './address.js';
import { route } from './route.js';

const service: RequestAddress = { kind: 'service' };
const bucket: RequestAddress = { kind: 'bucket', bucket: 'photos' };
const object: RequestAddress = { kind: 'object', bucket: 'photos', key: 'a' };

test('method, address and sub-resource name the operation', () => {
  const kindOf = (method: string, address: RequestAddress, query: QueryParameter[] = []) =>
    route(method, address, query).kind;
  expect([
    kindOf('GET', service),
    kindOf('GET', bucket),
    kindOf('HEAD', bucket),
    kindOf('GET', bucket, [['list-type', '2']]),
    kindOf('GET', bucket, [['bucketInfo', null]]),
    kindOf('GET', bucket, [['location', '']]),
    kindOf('PUT', bucket),
    kindOf('DELETE', bucket),
    kindOf('GET', object),
    kindOf('HEAD', object),
    kindOf('PUT', object),
    kindOf('DELETE', object),
    kindOf('GET', object, [['whatever', '1']]),
    kindOf('GET', object, [['versionId', '1']]),
    kindOf('DELETE', object, [['versionId', '1']]),
    kindOf('POST', object, [
      ['append', null],
      ['position', '0'],
    ]),
    kindOf('POST', object, [['uploads', null]]),
    kindOf('PUT', object, [
      ['partNumber', '1'],
      ['uploadId', '1'],
    ]),
    kindOf('POST', object, [['uploadId', '1']]),
    kindOf('DELETE', object, [['uploadId', '1']]),
    kindOf('PUT', object, [['symlink', null]]),
    kindOf('GET', object, [['symlink', null]]),
    kindOf('PUT', bucket, [['versioning', null]]),
    kindOf('GET', bucket, [['versioning', null]]),
    kindOf('GET', bucket, [['versions', null]]),
    kindOf('GET', bucket, [['uploads', null]]),
  ]).toMatchInlineSnapshot(`
    [
      "list-buckets",
      "list-objects",
      "list-objects",
      "list-objects",
      "bucket-info",
      "bucket-location",
      "put-bucket",
      "delete-bucket",
      "get-object",
      "get-object",
      "put-object",
      "delete-object",
      "get-object",
      "get-object",
      "delete-object",
      "append-object",
      "initiate-upload",
      "upload-part",
      "complete-upload",
      "abort-upload",
      "put-symlink",
      "get-symlink",
      "put-versioning",
      "get-versioning",
      "list-versions",
      "list-uploads",
    ]
  `);
});

test('what OSS has and this endpoint has not is refused, never answered as something else', () => {
  for (const name of ['uploads', 'append', 'partNumber', 'position', 'retention', 'x-oss-process']) {
    expect(() => route('GET', object, [[name, null]])).toThrow(expect.objectContaining({ code: 'NotImplemented' }));
  }
});

test('a method that an address does not have is refused with those that it has', () => {
  const refusal = (method: string, address: RequestAddress) => expect(() => route(method, address, []));
  refusal('PUT', service).toThrow(expect.objectContaining({ headers: [['Allow', 'GET, HEAD']] }));
  for (const method of ['POST', 'PATCH', 'get', 'toString', '__proto__', '']) {
    refusal(method, object).toThrow(
      expect.objectContaining({ code: 'MethodNotAllowed', headers: [['Allow', 'GET, HEAD, PUT, DELETE, OPTIONS']] }),
    );
  }
});
