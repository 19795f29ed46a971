import { authoriseReading } from './access.js';
import type { Identity } from './authenticate.js';
import { invalidArgument, refuse } from './oss-error.js';
import { percentDecode } from './percent-decode.js';
import { fieldValue, type StorageRequest } from './storage-request.js';
import { bucketNamed, type Store, type StoredObject } from './store.js';
import { objectNamed } from './versions.js';

/** `/bucket/key` or `bucket/key`, percent-encoded, a version behind it if one is meant. */
const sourceForm = /^\/?([^/]+)\/([^?]+)(?:\?versionId=(.+))?$/;

/** Whether a request is about a copy. */
export function isCopy({ headers }: Pick<StorageRequest, 'headers'>): boolean {
  return fieldValue(headers, 'x-oss-copy-source') !== undefined;
}

/**
 * The object that a copy is made of (AlibabaCloudDocs/oss, `CopyObject.md`).
 *
 * @throws OssError `InvalidArgument` for a source that is none, `NoSuchBucket`, `NoSuchKey`, `AccessDenied`, and
 * `NotImplemented` for conditions on the source
 */
export function copySource({ headers }: StorageRequest, store: Store, identity: Identity): StoredObject {
  const condition = headers.find(([name]) => name.toLowerCase().startsWith('x-oss-copy-source-if-'));
  if (condition !== undefined) throw refuse('NotImplemented', { details: [['Header', condition[0]]] });
  const value = fieldValue(headers, 'x-oss-copy-source') ?? '';
  const [, bucketName, encodedKey, versionId] = sourceForm.exec(value) ?? [];
  if (bucketName === undefined || encodedKey === undefined) throw invalidArgument('x-oss-copy-source', value);
  const bucket = bucketNamed(store, percentDecode(bucketName, 'InvalidBucketName'));
  authoriseReading(bucket, identity);
  return objectNamed(bucket, percentDecode(encodedKey, 'InvalidObjectName'), versionId);
}
