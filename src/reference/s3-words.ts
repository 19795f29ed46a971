import { createHash } from 'node:crypto';
import type { HeaderField } from '../spec/vocabulary.js';
import { refuse } from './oss-error.js';
import { fieldValue, type StorageRequest } from './storage-request.js';

/**
 * A request in the words of S3 in those of OSS, which is how the operations read it. Source: names of the request headers in
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html and API_CopyObject.html there.
 *
 * @throws OssError `NotImplemented` for a body in signed chunks
 */
export function fromS3Words(request: StorageRequest): StorageRequest {
  const headers = request.headers.map(([name, value]): HeaderField => [name.replace(/^x-amz-/i, 'x-oss-'), value]);
  const hash = fieldValue(request.headers, 'x-amz-content-sha256') ?? unsigned;
  if (hash.startsWith('STREAMING-')) {
    throw refuse('NotImplemented', { details: [['Header', 'x-amz-content-sha256']] });
  }
  return { ...request, headers, body: hash === unsigned ? request.body : checked(request.body, hash) };
}

const unsigned = 'UNSIGNED-PAYLOAD';

/** The body, which ends in a refusal where it is not what was signed. */
async function* checked(body: StorageRequest['body'], hash: string): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256');
  for await (const chunk of body) {
    digest.update(chunk);
    yield chunk;
  }
  if (digest.digest('hex') !== hash) throw refuse('XAmzContentSHA256Mismatch');
}

/** Answer fields of OSS that S3 has, too, under a name of its own; it has no other `x-oss-*`. */
const twins = /^x-oss-(?=(?:request-id|version-id|delete-marker|copy-source-version-id|meta-.*)$)/i;

/** The complete head of an answer in the words of S3. */
export function inS3Words(fields: readonly HeaderField[]): HeaderField[] {
  return fields
    .map(([name, value]): HeaderField => [name.replace(twins, 'x-amz-'), value])
    .filter(([name]) => !/^x-oss-/i.test(name));
}
