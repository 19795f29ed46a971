import { expect, test } from 'vitest';
import { OssError } from '../wire/oss-error.js';
import { type RequestAddress, resolveAddress } from './address.js';

test.each<[host: string, path: string, expected: RequestAddress]>([
  ['127.0.0.1:9000', '/', { kind: 'service' }],
  ['localhost:9000', '/photos', { kind: 'bucket', bucket: 'photos' }],
  ['localhost', '/photos/', { kind: 'bucket', bucket: 'photos' }],
  ['[::1]:9000', '/photos/a', { kind: 'object', bucket: 'photos', key: 'a' }],
  ['', '/photos/a', { kind: 'object', bucket: 'photos', key: 'a' }],
  ['oss-cn-hangzhou.aliyuncs.com', '/photos/a', { kind: 'object', bucket: 'photos', key: 'a' }],
  ['photos.localhost:9000', '/', { kind: 'bucket', bucket: 'photos' }],
  ['PHOTOS.localhost:9000', '/a', { kind: 'object', bucket: 'photos', key: 'a' }],
  ['photos.oss-cn-hangzhou.aliyuncs.com', '/a/b', { kind: 'object', bucket: 'photos', key: 'a/b' }],
  ['oss-photos.example.org', '/a', { kind: 'object', bucket: 'oss-photos', key: 'a' }],
])('%s %s is %j', (host, path, expected) => {
  expect(resolveAddress(host, path)).toEqual(expected);
});

test('a key is the decoded bytes of the path and nothing is normalised', () => {
  const keyOf = (path: string) => resolveAddress('localhost', `/photos/${path}`);
  expect(keyOf('a//b/../c/./d+e%2Bf%20%2F%C3%BC')).toEqual({
    kind: 'object',
    bucket: 'photos',
    key: 'a//b/../c/./d+e+f /ü',
  });
  expect(keyOf(`${'x'.repeat(1021)}%C3%BC`)).toEqual({ kind: 'object', bucket: 'photos', key: `${'x'.repeat(1021)}ü` });
});

test.each([
  ['localhost', '*', 'InvalidURI'],
  ['localhost', '', 'InvalidURI'],
  ['localhost', '/photos/%zz', 'InvalidURI'],
  ['localhost', '/Photos/a', 'InvalidBucketName'],
  ['localhost', '/p/a', 'InvalidBucketName'],
  ['localhost', '/%FF/a', 'InvalidBucketName'],
  ['photos_1.localhost', '/a', 'InvalidBucketName'],
  ['.localhost', '/a', 'InvalidBucketName'],
  ['localhost', '/photos/%FF', 'InvalidArgument'],
  ['localhost', `/photos/${'x'.repeat(1024)}`, 'InvalidObjectName'],
  ['localhost', '/photos//a', 'InvalidObjectName'],
  ['photos.localhost', '/%5Ca', 'InvalidObjectName'],
])('%s %s is refused with %s', (host, path, code) => {
  expect(() => resolveAddress(host, path)).toThrow(expect.objectContaining({ name: 'OssError', code }));
  expect(() => resolveAddress(host, path)).toThrow(OssError);
});
