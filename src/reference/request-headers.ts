import { refuse } from './oss-error.js';
import type { Operation } from './route.js';
import { queryValue, type StorageRequest } from './storage-request.js';

/** Fields that any request can have. They sign it, say who sends it or who pays, or ask for one of the behaviours. */
const common = [
  'x-oss-additional-headers',
  'x-oss-content-sha256',
  'x-oss-date',
  'x-oss-multi-range-behavior',
  'x-oss-range-behavior',
  'x-oss-request-payer',
  'x-oss-security-token',
  'x-oss-user-agent',
] as const;

const encryption = [
  'x-oss-server-side-data-encryption',
  'x-oss-server-side-encryption',
  'x-oss-server-side-encryption-key-id',
] as const;

/** What any request that makes an object can say of it. */
const settingsOfAny = ['x-oss-object-acl', 'x-oss-storage-class', 'x-oss-tagging'] as const;
const settings = [...encryption, ...settingsOfAny] as const;

const source = [
  'x-oss-copy-source',
  'x-oss-copy-source-if-match',
  'x-oss-copy-source-if-modified-since',
  'x-oss-copy-source-if-none-match',
  'x-oss-copy-source-if-unmodified-since',
] as const;

/**
 * The `x-oss-*` fields that each operation that writes obeys. Source: the documents of the operations
 * (AlibabaCloudDocs/oss, and their later state at https://help.aliyun.com/en/oss/developer-reference/), and the requests of
 * the vendor's SDK for Go V2 (`oss/api_op_object.go`).
 */
const obeyed: Partial<Readonly<Record<Operation['kind'], readonly string[]>>> = {
  'append-object': [...settings, 'x-oss-forbid-overwrite'],
  'complete-upload': ['x-oss-complete-all', 'x-oss-forbid-overwrite', 'x-oss-object-acl'],
  'abort-upload': [],
  'delete-object': [],
  'create-directory': [],
  'delete-directory': [],
  'delete-objects': [],
  'initiate-upload': [...settings, 'x-oss-forbid-overwrite'],
  'put-bucket': ['x-oss-acl'],
  'put-object': [
    ...settings,
    ...source,
    'x-oss-forbid-overwrite',
    'x-oss-metadata-directive',
    'x-oss-tagging-directive',
  ],
  'put-symlink': [...settingsOfAny, 'x-oss-forbid-overwrite', 'x-oss-symlink-target'],
  'put-versioning': [],
  // The first is refused by the operation itself, as documented.
  'upload-part': ['x-oss-server-side-encryption', ...source, 'x-oss-copy-source-range'],
};

/** The only one of them that a presigned URL has as a parameter. */
const trafficLimit = 'x-oss-traffic-limit';

const known = new Map(
  Object.entries(obeyed).map(([kind, names]) => [kind, new Set<string>([...common, ...names])] as const),
);

/**
 * Refuses a write that asks by a header for something that is not done here, a callback or a limit of the speed for
 * instance: to take it and to do nothing would tell a client that it has what it has not.
 *
 * @throws OssError `NotImplemented`, with the name of the header
 */
export function checkRequestHeaders({ kind }: Pick<Operation, 'kind'>, { headers, query }: StorageRequest): void {
  const names = known.get(kind);
  if (names === undefined) return;
  if (queryValue(query, trafficLimit) !== undefined) {
    throw refuse('NotImplemented', { details: [['Parameter', trafficLimit]] });
  }
  const foreign = headers.find(([name]) => {
    const lower = name.toLowerCase();
    return lower.startsWith('x-oss-') && !lower.startsWith('x-oss-meta-') && !names.has(lower);
  });
  if (foreign !== undefined) throw refuse('NotImplemented', { details: [['Header', foreign[0].toLowerCase()]] });
}
