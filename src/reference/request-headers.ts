import { refuse } from './oss-error.js';
import type { Operation } from './route.js';
import { queryValue, type StorageRequest } from './storage-request.js';

/** The operations that write; what a download asks for is checked where it is read. */
const writing: ReadonlySet<Operation['kind']> = new Set([
  'abort-upload',
  'append-object',
  'complete-upload',
  'delete-object',
  'delete-objects',
  'initiate-upload',
  'put-bucket',
  'put-object',
  'put-symlink',
  'put-versioning',
  'upload-part',
]);

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
]);

/** The only field that a presigned URL can have as a parameter, too. */
const trafficLimit = 'x-oss-traffic-limit';

/**
 * Refuses a write that asks by a header for something that is not done here, a callback for instance: to take it and to
 * do nothing would tell a client that it has what it has not.
 *
 * @throws OssError `NotImplemented`, with the name of the header
 */
export function checkRequestHeaders({ kind }: Pick<Operation, 'kind'>, { headers, query }: StorageRequest): void {
  if (!writing.has(kind)) return;
  if (queryValue(query, trafficLimit) !== undefined) {
    throw refuse('NotImplemented', { details: [['Parameter', trafficLimit]] });
  }
  const foreign = headers.find(([name]) => {
    const lower = name.toLowerCase();
    return lower.startsWith('x-oss-') && !lower.startsWith('x-oss-meta-') && !obeyed.has(lower);
  });
  if (foreign !== undefined) throw refuse('NotImplemented', { details: [['Header', foreign[0].toLowerCase()]] });
}
