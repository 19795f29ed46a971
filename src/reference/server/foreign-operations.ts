import type { QueryParameter } from '../../driver/auth/signable-request.js';
import type { RequestAddress } from './address.js';

/** An operation of OSS that this endpoint does not have, and the query parameter that asks for it. */
export interface ForeignOperation {
  readonly operation: string;
  /** Absent where the method and the address alone name the operation. */
  readonly parameter?: string;
}

/** Operations by method; where a value selects one, of the parameter itself or of `comp`, by method and that value. */
type ByMethod = Readonly<Record<string, string>>;

/** The three operations that most settings of a bucket have. */
const setting = (name: string): ByMethod => ({
  GET: `GetBucket${name}`,
  PUT: `PutBucket${name}`,
  DELETE: `DeleteBucket${name}`,
});

/**
 * Operations of OSS that are not here, by address and query parameter. Sources: `List of supported API operations.md` in
 * AlibabaCloudDocs/oss; `api_op_*.go` of the vendor's Go SDK v2 for what is newer than that page; `oss2/api.py` of its
 * Python SDK for CNAME, live channels and styles. Parameters that are in no list do nothing.
 */
// biome-ignore format: a list to scan, not to diff
const foreign: Readonly<Record<RequestAddress['kind'], Readonly<Record<string, ByMethod>>>> = {
  service: {
    accessPoint: { GET: 'ListAccessPoints' },
    accessPointForObjectProcess: { GET: 'ListAccessPointsForObjectProcess' },
    cloudboxes: { GET: 'ListCloudBoxes' },
    dataPipeline: { POST: 'DoDataPipeLineAction' },
    publicAccessBlock: { GET: 'GetPublicAccessBlock', PUT: 'PutPublicAccessBlock', DELETE: 'DeletePublicAccessBlock' },
    qosInfo: { GET: 'GetUserQosInfo' },
    redundancyTransition: { GET: 'ListUserDataRedundancyTransition' },
    regions: { GET: 'DescribeRegions' },
    'x-oss-write-get-object-response': { POST: 'WriteGetObjectResponse' },
  },
  bucket: {
    accessPoint: { GET: 'GetAccessPoint', PUT: 'CreateAccessPoint', DELETE: 'DeleteAccessPoint' },
    accessPointConfigForObjectProcess: {
      GET: 'GetAccessPointConfigForObjectProcess', PUT: 'PutAccessPointConfigForObjectProcess',
    },
    accessPointForObjectProcess: {
      GET: 'GetAccessPointForObjectProcess', PUT: 'CreateAccessPointForObjectProcess',
      DELETE: 'DeleteAccessPointForObjectProcess',
    },
    accessPointPolicy: {
      GET: 'GetAccessPointPolicy', PUT: 'PutAccessPointPolicy', DELETE: 'DeleteAccessPointPolicy',
    },
    accessPointPolicyForObjectProcess: {
      GET: 'GetAccessPointPolicyForObjectProcess', PUT: 'PutAccessPointPolicyForObjectProcess',
      DELETE: 'DeleteAccessPointPolicyForObjectProcess',
    },
    accessmonitor: { GET: 'GetBucketAccessMonitor', PUT: 'PutBucketAccessMonitor' },
    asyncFetch: { GET: 'GetAsyncFetchTask', POST: 'PutAsyncFetchTask' },
    bucketArchiveDirectRead: { GET: 'GetBucketArchiveDirectRead', PUT: 'PutBucketArchiveDirectRead' },
    cname: {
      GET: 'ListCname', 'GET token': 'GetCnameToken', 'POST token': 'CreateCnameToken', 'POST add': 'PutCname',
      'POST delete': 'DeleteCname',
    },
    cors: setting('Cors'),
    encryption: setting('Encryption'),
    httpsConfig: { GET: 'GetBucketHttpsConfig', PUT: 'PutBucketHttpsConfig' },
    inventory: setting('Inventory'),
    lifecycle: setting('Lifecycle'),
    logging: setting('Logging'),
    metaQuery: {
      GET: 'GetMetaQueryStatus', 'POST add': 'OpenMetaQuery', 'POST query': 'DoMetaQuery', 'POST delete': 'CloseMetaQuery',
      POST: 'DoMetaQueryAction',
    },
    objectWorm: { GET: 'GetBucketObjectWormConfiguration', PUT: 'PutBucketObjectWormConfiguration' },
    overwriteConfig: setting('OverwriteConfig'),
    policy: setting('Policy'),
    policyStatus: { GET: 'GetBucketPolicyStatus' },
    publicAccessBlock: setting('PublicAccessBlock'),
    qos: setting('Qos'),
    qosInfo: { GET: 'GetBucketQosInfo', PUT: 'PutBucketQosInfo', DELETE: 'DeleteBucketQosInfo' },
    redundancyTransition: {
      GET: 'GetBucketDataRedundancyTransition', POST: 'CreateBucketDataRedundancyTransition',
      DELETE: 'DeleteBucketDataRedundancyTransition',
    },
    referer: { GET: 'GetBucketReferer', PUT: 'PutBucketReferer' },
    replication: {
      GET: 'GetBucketReplication', 'POST add': 'PutBucketReplication', 'POST delete': 'DeleteBucketReplication',
    },
    replicationLocation: { GET: 'GetBucketReplicationLocation' },
    replicationProgress: { GET: 'GetBucketReplicationProgress' },
    requestPayment: { GET: 'GetBucketRequestPayment', PUT: 'PutBucketRequestPayment' },
    resourceGroup: { GET: 'GetBucketResourceGroup', PUT: 'PutBucketResourceGroup' },
    responseHeader: setting('ResponseHeader'),
    rtc: { PUT: 'PutBucketRTC' },
    style: { GET: 'GetStyle', PUT: 'PutStyle', DELETE: 'DeleteStyle' },
    styleName: { GET: 'GetStyle', PUT: 'PutStyle', DELETE: 'DeleteStyle' },
    tagging: { GET: 'GetBucketTags', PUT: 'PutBucketTags', DELETE: 'DeleteBucketTags' },
    transferAcceleration: { GET: 'GetBucketTransferAcceleration', PUT: 'PutBucketTransferAcceleration' },
    userDefinedLogFieldsConfig: {
      GET: 'GetUserDefinedLogFieldsConfig', PUT: 'PutUserDefinedLogFieldsConfig',
      DELETE: 'DeleteUserDefinedLogFieldsConfig',
    },
    website: setting('Website'),
    worm: { GET: 'GetBucketWorm', POST: 'InitiateBucketWorm', DELETE: 'AbortBucketWorm' },
    wormExtend: { POST: 'ExtendBucketWorm' },
    wormId: { POST: 'CompleteBucketWorm' },
  },
  object: {
    cleanRestoredObject: { POST: 'CleanRestoredObject' },
    legalHold: { GET: 'GetObjectLegalHold', PUT: 'PutObjectLegalHold' },
    live: {
      GET: 'GetLiveChannelInfo', 'GET stat': 'GetLiveChannelStat', 'GET history': 'GetLiveChannelHistory',
      PUT: 'PutLiveChannel', DELETE: 'DeleteLiveChannel',
    },
    objectMeta: { GET: 'GetObjectMeta', HEAD: 'GetObjectMeta' },
    restore: { POST: 'RestoreObject' },
    retention: { GET: 'GetObjectRetention', PUT: 'PutObjectRetention' },
    seal: { POST: 'SealAppendObject' },
    vod: { GET: 'GetVodPlaylist', POST: 'PostVodPlaylist' },
    'x-oss-async-process': { POST: 'AsyncProcessObject' },
    'x-oss-process': {
      POST: 'ProcessObject', 'POST csv/select': 'SelectObject', 'POST json/select': 'SelectObject',
      'POST csv/meta': 'CreateSelectObjectMeta', 'POST json/meta': 'CreateSelectObjectMeta',
    },
    'x-oss-rename': { POST: 'Rename' },
    // Of S3, for requests that are signed as for S3.
    attributes: { GET: 'GetObjectAttributes' },
    'legal-hold': { GET: 'GetObjectLegalHold', PUT: 'PutObjectLegalHold' },
    torrent: { GET: 'GetObjectTorrent' },
  },
};

/** What asks for an operation together with another parameter, or changes what an operation of this endpoint does. */
// biome-ignore format: a list to scan, not to diff
const modifiers: ReadonlySet<string> = new Set([
  'callback', 'callback-var', 'comp', 'group', 'img', 'link', 'objectInfo', 'partNumber', 'position', 'regionList',
  'withHashContext', 'x-oss-ac-forward-allow', 'x-oss-ac-source-ip', 'x-oss-ac-subnet-mask', 'x-oss-ac-vpc-id',
  'x-oss-enable-md5', 'x-oss-enable-sha1', 'x-oss-enable-sha256', 'x-oss-hash-ctx', 'x-oss-md5-ctx', 'x-oss-process',
  'x-oss-async-process', 'x-oss-traffic-limit',
  // Of S3.
  'accelerate', 'analytics', 'intelligent-tiering', 'metrics', 'notification', 'object-lock', 'ownershipControls',
  'select', 'select-type',
  // Of operations that are here, and mean nothing to another one.
  'acl', 'append', 'bucketInfo', 'delete', 'live', 'location', 'objectMeta', 'stat', 'symlink', 'uploadId', 'uploads',
  'versionId', 'versioning', 'versions',
]);

/** What a parameter that is no operation of its own is a parameter of. */
const plainNames: Readonly<Record<RequestAddress['kind'], ByMethod>> = {
  service: { GET: 'ListBuckets' },
  bucket: { GET: 'ListObjects', HEAD: 'ListObjects', PUT: 'PutBucket', DELETE: 'DeleteBucket', POST: 'PostObject' },
  object: { GET: 'GetObject', HEAD: 'HeadObject', PUT: 'PutObject', DELETE: 'DeleteObject' },
};

/** Names that mean something at some address. At another one they are refused, too: no source says what they do there. */
const everyName: ReadonlySet<string> = new Set([...Object.values(foreign).flatMap(Object.keys), ...modifiers]);

/**
 * The operation of OSS that a request asks for and this endpoint does not have.
 *
 * @param query - without the parameters that an operation of this endpoint has a use for
 * @returns `undefined` where no parameter means anything to OSS
 */
export function foreignOperation(
  address: RequestAddress['kind'],
  method: string,
  query: readonly QueryParameter[],
): ForeignOperation | undefined {
  const named = query.find(([name]) => Object.hasOwn(foreign[address], name));
  const [parameter, value] = named ?? query.find(([name]) => everyName.has(name)) ?? [];
  if (parameter === undefined) return undefined;
  const operations = named === undefined ? {} : foreign[address][parameter]!;
  const comp = query.find(([name]) => name === 'comp')?.[1];
  const as = method === 'HEAD' && operations.HEAD === undefined ? 'GET' : method;
  const operation = operations[`${as} ${value}`] ?? operations[`${as} ${comp}`] ?? operations[as];
  return { operation: operation ?? `${plainNames[address][method] ?? method} with ${parameter}`, parameter };
}

/** The operation that a method alone asks for and that is not here: a form upload has no parameter. */
export function foreignMethod(address: RequestAddress['kind'], method: string): ForeignOperation | undefined {
  return address === 'bucket' && method === 'POST' ? { operation: 'PostObject' } : undefined;
}
