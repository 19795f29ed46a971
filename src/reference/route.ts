import type { QueryParameter } from '../auth/signable-request.js';
import type { Address } from './address.js';
import { refuse } from './oss-error.js';

/** What a request asks for. */
export type Operation =
  | { readonly kind: 'list-buckets' }
  | { readonly kind: BucketOperation; readonly bucket: string }
  | { readonly kind: ObjectOperation; readonly bucket: string; readonly key: string };

export type BucketOperation =
  | 'put-bucket'
  | 'delete-objects'
  | 'delete-bucket'
  | 'list-objects'
  | 'bucket-info'
  | 'bucket-location'
  | 'put-versioning'
  | 'get-versioning'
  | 'list-versions'
  | 'list-uploads';
export type ObjectOperation =
  | 'get-object'
  | 'put-object'
  | 'delete-object'
  | 'append-object'
  | 'initiate-upload'
  | 'upload-part'
  | 'list-parts'
  | 'complete-upload'
  | 'abort-upload'
  | 'put-symlink'
  | 'get-symlink';

/**
 * Query parameters that ask for another operation; some of those are here, too. Source: lists of sub-resources in the
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

/** What a parameter makes of a request, and the parameters that belong to it. */
interface SubResource<Kind> {
  readonly operations: Readonly<Record<string, Kind>>;
  readonly with?: readonly string[];
}

const bucketResources: Readonly<Record<string, SubResource<BucketOperation>>> = {
  bucketInfo: { operations: { GET: 'bucket-info', HEAD: 'bucket-info' } },
  location: { operations: { GET: 'bucket-location', HEAD: 'bucket-location' } },
  versioning: { operations: { GET: 'get-versioning', PUT: 'put-versioning' } },
  versions: { operations: { GET: 'list-versions' } },
  uploads: { operations: { GET: 'list-uploads' } },
  delete: { operations: { POST: 'delete-objects' } },
};

const objectResources: Readonly<Record<string, SubResource<ObjectOperation>>> = {
  append: { operations: { POST: 'append-object' }, with: ['position'] },
  uploads: { operations: { POST: 'initiate-upload' } },
  uploadId: {
    operations: { GET: 'list-parts', PUT: 'upload-part', POST: 'complete-upload', DELETE: 'abort-upload' },
    with: ['partNumber'],
  },
  symlink: { operations: { PUT: 'put-symlink', GET: 'get-symlink', HEAD: 'get-symlink' }, with: ['versionId'] },
  versionId: { operations: { GET: 'get-object', HEAD: 'get-object', DELETE: 'delete-object' } },
};

/**
 * Finds the operation for a request.
 *
 * @throws OssError `NotImplemented` for an operation of OSS that is not here, `MethodNotAllowed` for a method that the
 * address does not have
 */
export function route(method: string, address: Address, query: readonly QueryParameter[]): Operation {
  switch (address.kind) {
    case 'service':
      return { kind: operationOf({}, operations.service, method, query) };
    case 'bucket':
      return { kind: operationOf(bucketResources, operations.bucket, method, query), bucket: address.bucket };
    case 'object':
      return {
        kind: operationOf(objectResources, operations.object, method, query),
        bucket: address.bucket,
        key: address.key,
      };
  }
}

function operationOf<Kind extends string>(
  resources: Readonly<Record<string, SubResource<Kind>>>,
  plain: Readonly<Record<string, Kind>>,
  method: string,
  query: readonly QueryParameter[],
): Kind {
  const names = query.map(([name]) => name);
  const resource = Object.keys(resources).find((name) => names.includes(name));
  const { operations: table, with: company = [] } =
    resource === undefined ? { operations: plain } : resources[resource]!;
  const other = names.find((name) => name !== resource && !company.includes(name) && otherOperations.has(name));
  const kind = Object.hasOwn(table, method) ? table[method] : undefined;
  // GET of ?uploads and the like are operations of OSS that are not here.
  const foreign = other ?? (kind === undefined && Object.hasOwn(plain, method) ? resource : undefined);
  if (foreign !== undefined) throw refuse('NotImplemented', { details: [['Parameter', foreign]] });
  if (kind !== undefined) return kind;
  throw refuse('MethodNotAllowed', {
    details: [['Method', method]],
    headers: [['Allow', Object.keys(table).join(', ')]],
  });
}
