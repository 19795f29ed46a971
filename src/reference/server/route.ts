import type { QueryParameter } from '../../driver/auth/signable-request.js';
import { isLimited, trafficLimitName } from '../read/traffic-limit.js';
import { notImplemented, refuse } from '../wire/oss-error.js';
import type { RequestAddress } from './address.js';
import { foreignMethod, foreignOperation } from './foreign-operations.js';

/** What a request asks for. */
export type Operation =
  | { readonly kind: 'list-buckets' }
  /** OPTIONS of a browser, about a bucket or an object of it. */
  | { readonly kind: 'preflight'; readonly bucket: string }
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
  | 'list-uploads'
  | 'bucket-acl'
  | 'put-bucket-acl'
  | 'bucket-stat'
  | 'list-live-channels';
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
  | 'get-symlink'
  | 'get-object-meta'
  | 'get-object-acl'
  | 'put-object-acl'
  | 'get-object-tagging'
  | 'put-object-tagging'
  | 'delete-object-tagging'
  | 'create-directory'
  | 'delete-directory';

/** HEAD is GET without the body, at every address (RFC 9110 section 9.3.2). */
const operations = {
  service: { GET: 'list-buckets', HEAD: 'list-buckets' },
  bucket: {
    GET: 'list-objects',
    HEAD: 'list-objects',
    PUT: 'put-bucket',
    DELETE: 'delete-bucket',
    OPTIONS: 'preflight',
  },
  object: {
    GET: 'get-object',
    HEAD: 'get-object',
    PUT: 'put-object',
    DELETE: 'delete-object',
    OPTIONS: 'preflight',
  },
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
  acl: { operations: { GET: 'bucket-acl', HEAD: 'bucket-acl', PUT: 'put-bucket-acl' } },
  stat: { operations: { GET: 'bucket-stat', HEAD: 'bucket-stat' } },
  live: { operations: { GET: 'list-live-channels' } },
};

const objectResources: Readonly<Record<string, SubResource<ObjectOperation>>> = {
  'x-oss-dir': { operations: { POST: 'create-directory' } },
  'x-oss-delete': { operations: { POST: 'delete-directory' } },
  append: { operations: { POST: 'append-object' }, with: ['position'] },
  // Of the source: Go SDK v1 repeats it in every request of a copy in parts (`TestVersioningCopyFileCrossBucket`, live).
  uploads: { operations: { POST: 'initiate-upload' }, with: ['versionId'] },
  uploadId: {
    operations: { GET: 'list-parts', PUT: 'upload-part', POST: 'complete-upload', DELETE: 'abort-upload' },
    // A version of the source is repeated here by `test_upload_part_copy_with_versioning` of the vendor's SDK for Python
    // V1 (`tests/test_object_versioning.py`), and the real service takes it.
    with: ['partNumber', 'versionId'],
  },
  symlink: {
    // DELETE as in `test_put_symlink_with_version` of the same tests.
    operations: { PUT: 'put-symlink', GET: 'get-symlink', HEAD: 'get-symlink', DELETE: 'delete-object' },
    with: ['versionId'],
  },
  acl: {
    operations: { GET: 'get-object-acl', HEAD: 'get-object-acl', PUT: 'put-object-acl' },
    with: ['versionId'],
  },
  tagging: {
    operations: {
      GET: 'get-object-tagging',
      HEAD: 'get-object-tagging',
      PUT: 'put-object-tagging',
      DELETE: 'delete-object-tagging',
    },
    with: ['versionId'],
  },
  objectMeta: { operations: { HEAD: 'get-object-meta' }, with: ['versionId'] },
  versionId: { operations: { GET: 'get-object', HEAD: 'get-object', DELETE: 'delete-object' } },
};

/**
 * Finds the operation for a request.
 *
 * @throws OssError `NotImplemented` with the name of an operation of OSS that is not here, `MethodNotAllowed` for a method
 * that the address does not have
 */
export function route(method: string, address: RequestAddress, query: readonly QueryParameter[]): Operation {
  const request = { method, address: address.kind, query };
  switch (address.kind) {
    case 'service':
      return { kind: operationOf({}, operations.service, request) };
    case 'bucket':
      return { kind: operationOf(bucketResources, operations.bucket, request), bucket: address.bucket };
    case 'object':
      return {
        kind: operationOf(objectResources, operations.object, request),
        bucket: address.bucket,
        key: address.key,
      };
  }
}

interface Routable {
  readonly method: string;
  readonly address: RequestAddress['kind'];
  readonly query: readonly QueryParameter[];
}

function operationOf<Kind extends string>(
  resources: Readonly<Record<string, SubResource<Kind>>>,
  plain: Readonly<Record<string, Kind>>,
  { method, address, query }: Routable,
): Kind {
  const names = query.map(([name]) => name);
  const resource = Object.keys(resources).find((name) => names.includes(name));
  const { operations: table, with: company = [] } =
    resource === undefined ? { operations: plain } : resources[resource]!;
  const kind = Object.hasOwn(table, method) ? table[method] : undefined;
  const used = kind === undefined ? [] : [resource, ...company, ...(isLimited(kind) ? [trafficLimitName] : [])];
  const unused = query.filter(([name]) => !used.includes(name));
  const foreign =
    foreignOperation(address, method, unused) ?? (kind === undefined ? foreignMethod(address, method) : undefined);
  if (foreign !== undefined) throw notImplemented(foreign);
  // Two parameters of which each asks for an operation, or a parameter with a method of another one.
  const parameter = unused.find(([name]) => Object.hasOwn(resources, name))?.[0];
  if (parameter !== undefined && Object.hasOwn(plain, method)) {
    throw notImplemented({ operation: `${method} with ${parameter}`, parameter });
  }
  if (kind !== undefined) return kind;
  throw refuse('MethodNotAllowed', {
    details: [['Method', method]],
    headers: [['Allow', Object.keys(table).join(', ')]],
  });
}
