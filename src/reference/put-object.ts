import type { HeaderField } from '../spec/vocabulary.js';
import { type Answer, emptyAnswer } from './answer.js';
import { contentTag } from './object-headers.js';
import { refuse } from './oss-error.js';
import { receiveBody } from './receive-body.js';
import { fieldValue, type StorageRequest } from './storage-request.js';
import { type Bucket, keepObject, type Store } from './store.js';

/** Fields of an upload that every download repeats (AlibabaCloudDocs/oss, `PutObject.md`). */
const keptFields: ReadonlyMap<string, string> = new Map([
  ['content-type', 'Content-Type'],
  ['cache-control', 'Cache-Control'],
  ['content-disposition', 'Content-Disposition'],
  ['content-encoding', 'Content-Encoding'],
  ['expires', 'Expires'],
]);

const metadataPrefix = 'x-oss-meta-';

export interface PutContext {
  readonly store: Store;
  readonly bucket: Bucket;
  readonly key: string;
  /** Ms since 1970. */
  readonly now: number;
}

/**
 * PutObject: takes the body, of stated length or chunked, checks Content-MD5 where there is one, and keeps object and
 * metadata. An object is there in full or not at all.
 *
 * @throws OssError `MissingContentLength`, `InvalidDigest`, `InsufficientStorage`, and `NotImplemented` for a copy
 */
export async function putObject(request: StorageRequest, { store, bucket, key, now }: PutContext): Promise<Answer> {
  if (fieldValue(request.headers, 'x-oss-copy-source') !== undefined) throw refuse('NotImplemented');
  if (!announcesBody(request.headers)) throw refuse('MissingContentLength');
  const { bytes, md5, crc64 } = await receiveBody(request.body, store.budget);
  try {
    checkDigest(request.headers, md5);
    keepObject(store, bucket, {
      key,
      body: bytes,
      md5,
      crc64,
      lastModified: Math.floor(now / 1000) * 1000,
      headers: keptHeaders(request.headers),
    });
  } catch (error) {
    store.budget.give(bytes.length);
    throw error;
  }
  return emptyAnswer([
    ['ETag', contentTag({ md5 })],
    ['x-oss-hash-crc64ecma', crc64],
    ['Content-MD5', md5.toString('base64')],
  ]);
}

function announcesBody(headers: readonly HeaderField[]): boolean {
  return ['content-length', 'transfer-encoding'].some((name) => fieldValue(headers, name) !== undefined);
}

function checkDigest(headers: readonly HeaderField[], md5: Buffer): void {
  const stated = fieldValue(headers, 'content-md5');
  if (stated !== undefined && stated !== md5.toString('base64')) throw refuse('InvalidDigest');
}

function keptHeaders(headers: readonly HeaderField[]): HeaderField[] {
  const kept = headers.flatMap(([name, value]): HeaderField[] => {
    const lower = name.toLowerCase();
    if (lower.startsWith(metadataPrefix)) return [[lower, value]];
    const field = keptFields.get(lower);
    return field === undefined ? [] : [[field, value]];
  });
  const hasType = kept.some(([name]) => name === 'Content-Type');
  return hasType ? kept : [['Content-Type', 'application/octet-stream'], ...kept];
}
