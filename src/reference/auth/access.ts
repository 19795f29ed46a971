import { type AccessControl, type Bucket, bucketNamed, type Store, settingsOf } from '../objects/store.js';
import { versionIdOf, versionsOf } from '../objects/versions.js';
import type { Operation } from '../server/route.js';
import { fieldValue, queryValue, type StorageRequest } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';
import type { Identity } from './authenticate.js';

const reading: readonly Operation['kind'][] = [
  'get-object',
  'get-object-meta',
  'get-symlink',
  'list-objects',
  'list-versions',
  'list-uploads',
  'list-parts',
];

/** A browser sends it without credentials (https://www.w3.org/TR/2020/SPSD-cors-20200602/, section 7.1.5). */
const unsigned: readonly Operation['kind'][] = ['preflight'];

/**
 * Public access of a bucket (https://www.alibabacloud.com/help/doc-detail/149431.htm); listing it counts as
 * reading. Everything else needs credentials.
 */
const openTo: Readonly<Record<AccessControl, ReadonlySet<Operation['kind']>>> = {
  private: new Set(unsigned),
  'public-read': new Set([...unsigned, ...reading]),
  'public-read-write': new Set([
    ...unsigned,
    ...reading,
    'abort-upload',
    'append-object',
    'complete-upload',
    'create-directory',
    'delete-directory',
    'delete-object',
    'delete-objects',
    'initiate-upload',
    'put-object',
    'put-symlink',
    'upload-part',
  ]),
};

/**
 * Whether a request may do what it asks for. Any known access key may do everything: there is one account.
 *
 * @param versionId - of the object, where the request names one
 * @throws OssError `AccessDenied`; `NoSuchBucket`, which comes first, because an anonymous request gets it too
 */
export function authorise(
  operation: Operation,
  identity: Identity,
  { store, versionId }: { readonly store: Store; readonly versionId: string | undefined },
): void {
  if (identity.kind === 'known') return;
  if (operation.kind === 'list-buckets' || operation.kind === 'put-bucket') throw denied();
  const bucket = bucketNamed(store, operation.bucket);
  const acl = 'key' in operation ? objectAcl(bucket, operation.key, versionId) : bucket.acl;
  if (!openTo[acl].has(operation.kind)) throw denied();
}

/** An object's own ACL comes before that of its bucket (https://www.alibabacloud.com/help/en/oss/configure-acls-for-objects). */
function objectAcl(bucket: Bucket, key: string, versionId: string | undefined): AccessControl {
  const versions = versionsOf(bucket, key);
  const version = versionId === undefined ? versions[0] : versions.find((each) => versionIdOf(each) === versionId);
  if (version === undefined || 'marker' in version) return bucket.acl;
  const { acl } = settingsOf(version);
  return acl === 'default' ? bucket.acl : acl;
}

/**
 * The right to read what a copy is made of.
 *
 * @throws OssError `AccessDenied`
 */
export function authoriseReading(
  bucket: Bucket,
  { key, versionId }: { readonly key: string; readonly versionId: string | undefined },
  identity: Identity,
): void {
  if (identity.kind !== 'known' && !openTo[objectAcl(bucket, key, versionId)].has('get-object')) throw denied();
}

/**
 * In a requester-pays bucket the requester must accept the cost, in a field or in the query
 * (https://www.alibabacloud.com/help/en/oss/user-guide/enable-pay-by-requester).
 *
 * @throws OssError `AccessDenied`
 */
export function authorisePayment({ kind }: Operation, { headers, query }: StorageRequest): void {
  if (kind === 'list-buckets' || kind === 'put-bucket' || kind === 'preflight') return;
  const says = fieldValue(headers, payer) ?? queryValue(query, payer);
  if (says !== 'requester') throw refuse('AccessDenied', { message: 'Access denied for requester pay bucket.' });
}

const payer = 'x-oss-request-payer';

function denied(): Error {
  return refuse('AccessDenied', {
    message: 'You have no right to access this object because of bucket acl.',
    ec: '0003-00000001',
  });
}
