import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { StorageRequest } from '../server/storage-request.js';
import { type OssErrorCode, refuse } from '../wire/oss-error.js';

/** One digest of a body that a request states. */
interface StatedDigest {
  readonly update: (chunk: Uint8Array) => void;
  readonly isRight: () => boolean;
  /** What a body that has another one is refused with. */
  readonly code: OssErrorCode;
}

const prefix = 'x-amz-checksum-';

/** Fields of these names say which checksum is meant, and not what it is. */
const announcements: ReadonlySet<string> = new Set(['algorithm', 'type', 'mode']);

/**
 * The body of a request that is signed as for S3, which ends in a refusal where it is not what the request states
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html).
 *
 * @throws OssError `NotImplemented` for a body in signed chunks, and for a checksum that is not known here
 */
export function checkedBody({ headers, body }: Pick<StorageRequest, 'headers' | 'body'>): StorageRequest['body'] {
  const digests = headers.flatMap(([name, value]) => statedDigest(name.toLowerCase(), value) ?? []);
  return digests.length === 0 ? body : checked(body, digests);
}

function statedDigest(name: string, value: string): StatedDigest | undefined {
  if (name === 'x-amz-content-sha256') {
    if (value.startsWith('STREAMING-')) throw refuse('NotImplemented', { details: [['Header', name]] });
    return value === 'UNSIGNED-PAYLOAD' ? undefined : hashed('sha256', 'hex', value, 'XAmzContentSHA256Mismatch');
  }
  if (!name.startsWith(prefix)) return undefined;
  const algorithm = name.slice(prefix.length);
  if (announcements.has(algorithm)) return undefined;
  if (algorithm === 'sha1' || algorithm === 'sha256') return hashed(algorithm, 'base64', value, 'BadDigest');
  if (algorithm === 'crc32') return crc32Digest(value);
  throw refuse('NotImplemented', { details: [['Header', name]] });
}

function hashed(algorithm: string, encoding: 'hex' | 'base64', stated: string, code: OssErrorCode): StatedDigest {
  const hash = createHash(algorithm);
  return { update: (chunk) => hash.update(chunk), isRight: () => hash.digest(encoding) === stated, code };
}

function crc32Digest(stated: string): StatedDigest {
  let value = 0;
  return {
    update: (chunk) => {
      value = crc32(chunk, value);
    },
    isRight: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes.toString('base64') === stated;
    },
    code: 'BadDigest',
  };
}

async function* checked(body: StorageRequest['body'], digests: readonly StatedDigest[]): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    for (const digest of digests) digest.update(chunk);
    yield chunk;
  }
  for (const { isRight, code } of digests) if (!isRight()) throw refuse(code);
}
