import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { StorageRequest } from '../server/storage-request.js';
import { checkedBody } from '../write/s3-checksums.js';
import { fromS3Words, inS3Words } from './s3-words.js';

function request(headers: readonly HeaderField[], body = 'abc'): StorageRequest {
  const chunks = (async function* () {
    for (const char of body) yield Buffer.from(char);
  })();
  return { method: 'PUT', host: '', path: '', query: [], headers, body: chunks };
}

async function bodyOf(headers: readonly HeaderField[]): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of checkedBody(request(headers))) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('fields of S3 are read as those of OSS, values that are spelled in another way included', () => {
  const { headers } = fromS3Words(
    request([
      ['x-amz-acl', 'private'],
      ['X-Amz-Copy-Source-If-Match', '"a"'],
      ['x-amz-storage-class', 'STANDARD_IA'],
      ['x-amz-server-side-encryption', 'aws:kms'],
      ['x-amz-server-side-encryption-aws-kms-key-id', 'key'],
      ['x-amz-checksum-sha1', createHash('sha1').update('abc').digest('base64')],
      ['x-amz-expected-bucket-owner', '1'],
      ['Content-Type', 'text/plain'],
    ]),
    { kind: 'put-object' },
  );
  expect(headers).toEqual([
    ['x-oss-object-acl', 'private'],
    ['x-oss-copy-source-if-match', '"a"'],
    ['x-oss-storage-class', 'IA'],
    ['x-oss-server-side-encryption', 'KMS'],
    ['x-oss-server-side-encryption-key-id', 'key'],
    ['Content-Type', 'text/plain'],
  ]);
  expect(fromS3Words(request([['x-amz-acl', 'private']]), { kind: 'put-bucket' }).headers).toEqual([
    ['x-oss-acl', 'private'],
  ]);
});

test('answers are written as S3 has them: the usual class is not named, and no field of OSS is left', () => {
  expect(
    inS3Words([
      ['x-oss-storage-class', 'Standard'],
      ['x-oss-server-side-encryption', 'KMS'],
      ['x-oss-tagging-count', '2'],
      ['x-oss-hash-crc64ecma', '0'],
      ['ETag', '"a"'],
    ]),
  ).toEqual([
    ['x-amz-server-side-encryption', 'aws:kms'],
    ['x-amz-tagging-count', '2'],
    ['ETag', '"a"'],
  ]);
  expect(inS3Words([['x-oss-storage-class', 'Archive']])).toEqual([['x-amz-storage-class', 'GLACIER']]);
});

describe('the checksum of a body', () => {
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32('abc'));
  test.each<[string, string, string]>([
    ['x-amz-content-sha256', createHash('sha256').update('abc').digest('hex'), 'XAmzContentSHA256Mismatch'],
    ['x-amz-checksum-sha256', createHash('sha256').update('abc').digest('base64'), 'BadDigest'],
    ['x-amz-checksum-sha1', createHash('sha1').update('abc').digest('base64'), 'BadDigest'],
    ['x-amz-checksum-crc32', crc.toString('base64'), 'BadDigest'],
  ])('%s is checked', async (name, right, code) => {
    expect(await bodyOf([[name, right]])).toBe('abc');
    await expect(bodyOf([[name, right.replace(/^./, (char) => (char === 'a' ? 'b' : 'a'))]])).rejects.toMatchObject({
      code,
    });
  });

  test.each<HeaderField>([
    ['x-amz-checksum-crc64nvme', 'a'],
    ['x-amz-content-sha256', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'],
  ])('%s: %s is refused by name', (name, value) => {
    expect(() => checkedBody(request([[name, value]]))).toThrow(
      expect.objectContaining({ code: 'NotImplemented', details: [['Header', name]] }),
    );
  });
});
