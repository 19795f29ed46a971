import type { HeaderField } from '../../spec/model/vocabulary.js';
import { authoriseReading } from '../auth/access.js';
import type { Identity } from '../auth/authenticate.js';
import { checkRestored } from '../objects/restored.js';
import { bucketNamed, type KeptObject, type Store } from '../objects/store.js';
import { objectNamed, versionHeaders } from '../objects/versions.js';
import { fieldValue, type StorageRequest } from '../server/storage-request.js';
import { invalidArgument } from '../wire/oss-error.js';
import { percentDecode } from '../wire/percent-decode.js';

/** `/bucket/key` or `bucket/key`, percent-encoded, a version behind it if one is meant. */
const sourceForm = /^\/?([^/]+)\/([^?]+)(?:\?versionId=(.+))?$/;

/** Whether a request is about a copy. */
export function isCopyRequest({ headers }: Pick<StorageRequest, 'headers'>): boolean {
  return fieldValue(headers, 'x-oss-copy-source') !== undefined;
}

/**
 * The object that a copy is made of (AlibabaCloudDocs/oss, `CopyObject.md`).
 *
 * @throws OssError `InvalidArgument` for a source that is none, `NoSuchBucket`, `NoSuchKey`, `AccessDenied`,
 * `InvalidObjectState`
 */
export function copySource({ headers }: StorageRequest, store: Store, identity: Identity): KeptObject {
  const value = fieldValue(headers, 'x-oss-copy-source') ?? '';
  const [, bucketName, encodedKey, versionId] = sourceForm.exec(value) ?? [];
  if (bucketName === undefined || encodedKey === undefined) throw invalidArgument('x-oss-copy-source', value);
  const bucket = bucketNamed(store, percentDecode(bucketName, 'InvalidBucketName'));
  const key = percentDecode(encodedKey, 'InvalidArgument');
  authoriseReading(bucket, { key, versionId }, identity);
  const source = objectNamed(bucket, key, versionId);
  checkRestored(source);
  return source;
}

/** Which version of the source was copied, where it has one (the samples of a bucket with versions). */
export function sourceVersionHeader(source: Pick<KeptObject, 'versionId'>): HeaderField[] {
  return versionHeaders(source).map(([, id]) => ['x-oss-copy-source-version-id', id]);
}
