import type { QueryParameter } from '../auth/signable-request.js';
import type { Address } from './address.js';
import { refuse } from './oss-error.js';

/** What a request asks for. */
export type Operation =
  | { readonly kind: 'list-buckets' }
  | { readonly kind: BucketOperation; readonly bucket: string }
  | { readonly kind: ObjectOperation; readonly bucket: string; readonly key: string };

export type BucketOperation = 'put-bucket' | 'delete-bucket' | 'list-objects' | 'bucket-info' | 'bucket-location';
export type ObjectOperation = 'get-object' | 'put-object' | 'delete-object';

/**
 * Query parameters that ask for another operation, none of which is here. Source: lists of sub-resources in the
 * documents of the V1 signature and in `oss2/auth.py` of the vendor's Python SDK. Parameters that are in no list do
 * nothing.
 */
// biome-ignore format: a list to scan, not to diff
const otherOperations: ReadonlySet<string> = new Set([
  'accessmonitor', 'acl', 'append', 'archiveDirectRead', 'asyncFetch', 'callback', 'cname', 'comp', 'cors', 'delete',
  'encryption', 'httpsConfig', 'inventory', 'lifecycle', 'link', 'live', 'logging', 'metaQuery', 'objectInfo',
  'objectMeta', 'partNumber', 'policy', 'policyStatus', 'position', 'publicAccessBlock', 'qos', 'qosInfo', 'referer',
  'regionList', 'replication', 'replicationLocation', 'replicationProgress', 'requestPayment', 'resourceGroup',
  'restore', 'rtc', 'stat', 'style', 'symlink', 'tagging', 'transferAcceleration', 'uploadId', 'uploads', 'versionId',
  'versioning', 'versions', 'vod', 'website', 'worm', 'wormExtend', 'wormId', 'x-oss-async-process', 'x-oss-process',
]);

/** HEAD is GET without the body, at every address (RFC 9110 section 9.3.2). */
const operations = {
  service: { GET: 'list-buckets', HEAD: 'list-buckets' },
  bucket: { GET: 'list-objects', HEAD: 'list-objects', PUT: 'put-bucket', DELETE: 'delete-bucket' },
  object: { GET: 'get-object', HEAD: 'get-object', PUT: 'put-object', DELETE: 'delete-object' },
} as const;

/**
 * Finds the operation for a request.
 *
 * @throws OssError `NotImplemented` for an operation of OSS that is not here, `MethodNotAllowed` for a method that the
 * address does not have
 */
export function route(method: string, address: Address, query: readonly QueryParameter[]): Operation {
  const other = query.find(([name]) => otherOperations.has(name));
  if (other !== undefined) throw refuse('NotImplemented', { details: [['Parameter', other[0]]] });
  switch (address.kind) {
    case 'service':
      return { kind: operationFor(operations.service, method) };
    case 'bucket':
      return { kind: bucketOperation(operationFor(operations.bucket, method), query), bucket: address.bucket };
    case 'object':
      return { kind: operationFor(operations.object, method), bucket: address.bucket, key: address.key };
  }
}

function operationFor<Kind extends string>(table: Readonly<Record<string, Kind>>, method: string): Kind {
  const kind = Object.hasOwn(table, method) ? table[method] : undefined;
  if (kind !== undefined) return kind;
  throw refuse('MethodNotAllowed', {
    details: [['Method', method]],
    headers: [['Allow', Object.keys(table).join(', ')]],
  });
}

function bucketOperation(kind: BucketOperation, query: readonly QueryParameter[]): BucketOperation {
  if (kind !== 'list-objects') return kind;
  if (query.some(([name]) => name === 'bucketInfo')) return 'bucket-info';
  return query.some(([name]) => name === 'location') ? 'bucket-location' : kind;
}
