import { trafficLimitName } from '../read/traffic-limit.js';
import type { Operation } from '../server/route.js';
import type { StorageRequest } from '../server/storage-request.js';
import { isCopyRequest } from '../write/copy-source.js';
import { notImplemented } from './oss-error.js';

/** The operations that write, by their names in the documents; what a download asks for is checked where it is read. */
const writing: Partial<Readonly<Record<Operation['kind'], string>>> = {
  'abort-upload': 'AbortMultipartUpload',
  'append-object': 'AppendObject',
  'complete-upload': 'CompleteMultipartUpload',
  'create-directory': 'CreateDirectory',
  'delete-directory': 'DeleteDirectory',
  'delete-object': 'DeleteObject',
  'delete-objects': 'DeleteMultipleObjects',
  'delete-object-tagging': 'DeleteObjectTagging',
  'initiate-upload': 'InitiateMultipartUpload',
  'put-bucket': 'PutBucket',
  'put-bucket-acl': 'PutBucketACL',
  'put-object': 'PutObject',
  'put-object-acl': 'PutObjectACL',
  'put-object-tagging': 'PutObjectTagging',
  'put-symlink': 'PutSymlink',
  'put-versioning': 'PutBucketVersioning',
  'upload-part': 'UploadPart',
};

/**
 * The `x-oss-*` fields that mean something to an operation that writes, and are obeyed there. Elsewhere they do nothing:
 * `test_multipart_yes` in `tests/test_multipart.py` of the vendor's Python SDK sends `x-oss-object-acl` with a part, and
 * the real service takes it. Source: the documents of the operations (AlibabaCloudDocs/oss, and their later state at
 * https://help.aliyun.com/en/oss/developer-reference/), and the requests of the vendor's SDK for Go V2
 * (`oss/api_op_object.go`).
 */
const obeyed: ReadonlySet<string> = new Set([
  // They sign a request, say who sends it or who pays, or ask for one of the behaviours.
  'x-oss-additional-headers',
  'x-oss-content-sha256',
  'x-oss-date',
  'x-oss-multi-range-behavior',
  'x-oss-range-behavior',
  'x-oss-request-payer',
  'x-oss-security-token',
  'x-oss-user-agent',
  // What an object or a bucket is beyond its bytes.
  'x-oss-acl',
  'x-oss-object-acl',
  'x-oss-server-side-data-encryption',
  'x-oss-server-side-encryption',
  'x-oss-server-side-encryption-key-id',
  'x-oss-storage-class',
  'x-oss-symlink-target',
  'x-oss-tagging',
  // What a copy is made of.
  'x-oss-copy-source',
  'x-oss-copy-source-if-match',
  'x-oss-copy-source-if-modified-since',
  'x-oss-copy-source-if-none-match',
  'x-oss-copy-source-if-unmodified-since',
  'x-oss-copy-source-range',
  'x-oss-metadata-directive',
  'x-oss-tagging-directive',
  // How it is written.
  'x-oss-complete-all',
  'x-oss-forbid-overwrite',
  trafficLimitName,
]);

/**
 * Refuses a write that asks by a header for something that is not done here, a callback for instance: to take it and to
 * do nothing would tell a client that it has what it has not.
 *
 * @throws OssError `NotImplemented`, with the names of operation and header
 */
export function checkRequestHeaders({ kind }: Pick<Operation, 'kind'>, { headers }: StorageRequest): void {
  const operation = writing[kind];
  if (operation === undefined) return;
  const names = headers.map(([name]) => name.toLowerCase());
  const foreign = names.find(
    (name) => isForeign(name) && !(isCopyRequest({ headers }) && isIgnoredByCopy(name, names)),
  );
  if (foreign !== undefined) throw notImplemented({ operation, header: foreign });
}

/** Conditions on what is overwritten: the service takes none (`TestPutObject` in `oss/bucket_test.go` of the SDK for Go V1). */
const conditions: ReadonlySet<string> = new Set([
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
]);

const isForeign = (name: string): boolean =>
  conditions.has(name) || (name.startsWith('x-oss-') && !name.startsWith('x-oss-meta-') && !obeyed.has(name));

/**
 * What a copy carries in vain. The vendor's SDK for JavaScript sends every header of its `copy()` twice, as it is and with
 * `x-oss-copy-source-` in front (`lib/common/object/copyObject.js` of ali-oss), and its tests of `copy()` require that only
 * the documented ones of the latter have an effect. A condition that is sent once is about what is overwritten. Other names
 * below `-if-` are conditions, and those of a key of the client say how to read the source: neither is ignored.
 */
const isIgnoredByCopy = (name: string, names: readonly string[]): boolean =>
  conditions.has(name)
    ? names.includes(`x-oss-copy-source-${name}`)
    : /^x-oss-copy-source-(?!if-|server-side-encryption-)/.test(name);
