import type { HeaderField } from '../../spec/model/vocabulary.js';
import { keptHeaders } from '../objects/kept-headers.js';
import { encryptionHeaders, objectSettings } from '../objects/object-settings.js';
import { type Bucket, type KeptObject, keepObject, type Store } from '../objects/store.js';
import { versionHeaders } from '../objects/versions.js';
import { contentTag } from '../read/object-headers.js';
import { type EndpointResponse, emptyAnswer } from '../server/answer.js';
import { fieldValue, type StorageRequest } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';
import { receiveBody } from '../wire/receive-body.js';
import { checkOverwrite } from './check-overwrite.js';

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
 * @throws OssError `MissingContentLength`, `InvalidDigest`, `FileAlreadyExists`, `InsufficientStorage`, and what its
 * settings throw
 */
export async function putObject(
  request: StorageRequest,
  { store, bucket, key, now }: PutContext,
): Promise<EndpointResponse> {
  if (!announcesBody(request.headers)) throw refuse('MissingContentLength');
  const settings = objectSettings(request.headers, bucket.storageClass);
  const { bytes, md5, crc64 } = await receiveBody(request.body, store.budget);
  let kept: KeptObject;
  try {
    checkDigest(request.headers, md5);
    checkOverwrite(request, bucket, key);
    kept = keepObject(store, bucket, {
      key,
      body: bytes,
      md5,
      crc64,
      lastModified: wholeSecond(now),
      headers: keptHeaders(request.headers),
      settings,
    });
  } catch (error) {
    store.budget.give(bytes.length);
    throw error;
  }
  return emptyAnswer([
    ['ETag', contentTag({ md5 })],
    ['x-oss-hash-crc64ecma', crc64],
    ['Content-MD5', md5.toString('base64')],
    ...encryptionHeaders(settings),
    ...versionHeaders(kept),
  ]);
}

/** @param at - ms since 1970; Last-Modified says no more than seconds */
export function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

/** Whether a request says that a body comes. */
export function announcesBody(headers: readonly HeaderField[]): boolean {
  return ['content-length', 'transfer-encoding'].some((name) => fieldValue(headers, name) !== undefined);
}

/** @throws OssError `InvalidDigest` where a Content-MD5 is not that of the body */
export function checkDigest(headers: readonly HeaderField[], md5: Buffer): void {
  const stated = fieldValue(headers, 'content-md5');
  if (stated !== undefined && stated !== md5.toString('base64')) throw refuse('InvalidDigest');
}
