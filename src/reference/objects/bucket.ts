import type { QueryParameter } from '../../driver/auth/signable-request.js';
import { accessControlPolicy, accessControlPolicyS3 } from '../auth/access-control-policy.js';
import { pageSize } from '../list/list-options.js';
import { listPage } from '../list/list-page.js';
import { ownerElement } from '../list/owner.js';
import { type EndpointResponse, emptyAnswer, noContent, xmlAnswer } from '../server/answer.js';
import { queryValue, type StorageRequest } from '../server/storage-request.js';
import { invalidArgument, refuse } from '../wire/oss-error.js';
import { receiveXml } from '../wire/receive-xml.js';
import { formatTimestamp } from '../wire/timestamp.js';
import { type XmlElement, xmlDocument } from '../wire/xml.js';
import { elementsNamed } from '../wire/xml-elements.js';
import { oneOfValues, type StorageClass, storageClasses } from './object-settings.js';
import { accessControls, type Bucket, emptyBucket, redundancies, type Store, settingsOf } from './store.js';

/** An account has at most 100 buckets in a region (AlibabaCloudDocs/oss, `PutBucket.md`). */
const mostBuckets = 100;

/**
 * PutBucket. A bucket that is there already keeps its objects and its class, and its ACL unless the request names one, as
 * the vendor's Java tests find it (`CreateBucketTest.java`). `Location`, and the class and the redundancy that the body can
 * ask for, are of `PutBucket.md`.
 *
 * @param now - ms since 1970
 * @throws OssError `TooManyBuckets`, `InvalidArgument` for an ACL, a class or a redundancy that is none
 */
export async function putBucket(
  request: Pick<StorageRequest, 'headers' | 'body'>,
  { buckets, budget }: Store,
  name: string,
  now: number,
): Promise<EndpointResponse> {
  const acl = oneOfValues(request.headers, 'x-oss-acl', accessControls);
  const document = await receiveXml(request, budget);
  const storageClass = oneIn(document, 'StorageClass', storageClasses);
  const redundancy = oneIn(document, 'DataRedundancyType', redundancies);
  const existing = buckets.get(name);
  if (existing === undefined && buckets.size >= mostBuckets) throw refuse('TooManyBuckets');
  const made = emptyBucket(name, 'private', now);
  const bucket = existing ?? {
    ...made,
    storageClass: storageClass ?? made.storageClass,
    redundancy: redundancy ?? made.redundancy,
  };
  buckets.set(name, acl === undefined ? bucket : { ...bucket, acl });
  return emptyAnswer([['Location', `/${name}`]]);
}

/** The text of an element that knows a few values only; `undefined` where it is absent. */
function oneIn<Value extends string>(document: string, name: string, values: readonly Value[]): Value | undefined {
  const [content] = elementsNamed(document, name);
  if (content === undefined) return undefined;
  const value = values.find((candidate) => candidate === content.trim());
  if (value === undefined) throw invalidArgument(name, content);
  return value;
}

/**
 * PutBucketACL (AlibabaCloudDocs/oss, `PutBucketACL.md`).
 *
 * @throws OssError `InvalidArgument` for an ACL that is none
 */
export function putBucketAcl(
  { headers }: Pick<StorageRequest, 'headers'>,
  { buckets }: Store,
  bucket: Bucket,
): EndpointResponse {
  const acl = oneOfValues(headers, 'x-oss-acl', accessControls);
  if (acl === undefined) throw invalidArgument('x-oss-acl', '');
  buckets.set(bucket.name, { ...bucket, acl });
  return emptyAnswer([['Location', `/${bucket.name}`]]);
}

/**
 * DeleteBucket. Old versions and uploads under way keep it, too.
 *
 * @throws OssError `BucketNotEmpty`
 */
export function deleteBucket(store: Store, bucket: Bucket): EndpointResponse {
  const held = bucket.objects.size + bucket.history.size + bucket.uploads.size;
  if (held > 0) throw refuse('BucketNotEmpty', { details: [['BucketName', bucket.name]] });
  store.buckets.delete(bucket.name);
  return noContent;
}

/**
 * GetBucketInfo: every element that the vendor's page and the readers of its SDKs know and that says something true here
 * (https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketinfo; `parse_get_bucket_info` in
 * `oss2/xml_utils.py`). `Versioning` stands there once the bucket keeps versions.
 */
export function bucketInfo(bucket: Bucket, region: string): EndpointResponse {
  const [creation, extranet, intranet, location, name, storageClass] = bucketElements(bucket, region, `oss-${region}`);
  const document = xmlDocument([
    'BucketInfo',
    [
      [
        'Bucket',
        [
          ['AccessMonitor', 'Disabled'],
          creation,
          extranet,
          intranet,
          location,
          storageClass,
          ['TransferAcceleration', 'Disabled'],
          ['CrossRegionReplication', 'Disabled'],
          ['DataRedundancyType', bucket.redundancy],
          name,
          ownerElement,
          ['AccessControlList', [['Grant', bucket.acl]]],
          ['Comment', ''],
          ...(bucket.versioning ? [['Versioning', 'Enabled'] as const] : []),
          ['ServerSideEncryptionRule', [['SSEAlgorithm', 'None']]],
          ['BlockPublicAccess', 'false'],
        ],
      ],
    ],
  ]);
  return xmlAnswer(200, document);
}

/** GetBucketLocation: the region with its `oss-`, which is what the vendor's clients read; without it for a client of S3. */
export function bucketLocation(location: string): EndpointResponse {
  return xmlAnswer(200, xmlDocument(['LocationConstraint', location]));
}

/** GetBucketAcl, in the words of the client. */
export function bucketAcl({ acl }: Bucket, isS3: boolean): EndpointResponse {
  return xmlAnswer(200, isS3 ? accessControlPolicyS3(acl) : accessControlPolicy(acl));
}

/**
 * GetBucketStat (https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketstat). Every version counts as an
 * object, and there are no live channels.
 *
 * @param now - ms since 1970: the numbers are those of this moment
 */
export function bucketStat({ objects, history, uploads }: Bucket, now: number): EndpointResponse {
  const versions = [...objects.values(), ...[...history.values()].flat()];
  const stored = versions.flatMap((version) => ('marker' in version ? [] : [version]));
  const sizesIn = (storageClass: StorageClass): readonly number[] =>
    stored.filter((object) => settingsOf(object).storageClass === storageClass).map(({ body }) => body.length);
  const parts = [...uploads.values()].flatMap((upload) => [...upload.parts.values()]);
  const document = xmlDocument([
    'BucketStat',
    [
      ['Storage', String(sum(stored.map(({ body }) => body.length)))],
      ['ObjectCount', String(stored.length)],
      ['MultipartUploadCount', String(uploads.size)],
      ['LiveChannelCount', '0'],
      ['LastModifiedTime', String(Math.floor(now / 1000))],
      ['StandardStorage', String(sum(sizesIn('Standard')))],
      ['StandardObjectCount', String(sizesIn('Standard').length)],
      ...otherClasses.flatMap(([storageClass, name]): XmlElement[] => [
        [`${name}Storage`, String(sum(sizesIn(storageClass).map((size) => Math.max(size, smallestBilled))))],
        [`${name}RealStorage`, String(sum(sizesIn(storageClass)))],
        [`${name}ObjectCount`, String(sizesIn(storageClass).length)],
      ]),
      ['MultipartPartCount', String(parts.length)],
      ['MultipartPartStorage', String(sum(parts.map(({ bytes }) => bytes.length)))],
      ['DeleteMarkerCount', String(versions.length - stored.length)],
    ],
  ]);
  return xmlAnswer(200, document);
}

/** What an object outside Standard is billed as at least, in bytes (AlibabaCloudDocs/oss, `PutSymlink.md`). */
const smallestBilled = 64 * 1024;

/** Classes with the names that they have here. */
const otherClasses: readonly (readonly [StorageClass, string])[] = [
  ['IA', 'InfrequentAccess'],
  ['Archive', 'Archive'],
  ['ColdArchive', 'ColdArchive'],
  ['DeepColdArchive', 'DeepColdArchive'],
];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/**
 * ListLiveChannel: none, since this endpoint makes none (AlibabaCloudDocs/oss, `ListLiveChannel.md`). SDKs list them
 * before they delete a bucket.
 *
 * @throws OssError `InvalidArgument` for a page size that is none
 */
export function listLiveChannels(query: readonly QueryParameter[]): EndpointResponse {
  const document = xmlDocument([
    'ListLiveChannelResult',
    [
      ['Prefix', queryValue(query, 'prefix') ?? ''],
      ['Marker', queryValue(query, 'marker') ?? ''],
      ['MaxKeys', String(pageSize(query, 'max-keys', defaultPage))],
      ['IsTruncated', 'false'],
    ],
  ]);
  return xmlAnswer(200, document);
}

/** Documents of ListBuckets and ListLiveChannel. */
const defaultPage = 100;

/**
 * ListBuckets. What a page says of itself stands there where more follow (AlibabaCloudDocs/oss,
 * `GetService (ListBuckets).md`).
 *
 * @param location - the region as the caller reads it
 * @throws OssError `InvalidArgument` for a page size that is none
 */
export function listBuckets(
  query: readonly QueryParameter[],
  store: Store,
  { region, location }: { readonly region: string; readonly location: string },
): EndpointResponse {
  const maxKeys = pageSize(query, 'max-keys', defaultPage);
  const prefix = queryValue(query, 'prefix') ?? '';
  const after = queryValue(query, 'marker') ?? '';
  const { keys, next } = listPage(store.buckets.keys(), { prefix, delimiter: '', after, maxKeys });
  const page: readonly XmlElement[] =
    next === null
      ? []
      : [
          ['Prefix', prefix],
          ['Marker', after],
          ['MaxKeys', String(maxKeys)],
          ['IsTruncated', 'true'],
          ['NextMarker', next],
        ];
  const buckets = keys.map(
    (name): XmlElement => [
      'Bucket',
      [...bucketElements(store.buckets.get(name)!, region, location), ['Region', region]],
    ],
  );
  return xmlAnswer(200, xmlDocument(['ListAllMyBucketsResult', [...page, ownerElement, ['Buckets', buckets]]]));
}

function bucketElements(
  { name, createdAt, storageClass }: Bucket,
  region: string,
  location: string,
): readonly [XmlElement, XmlElement, XmlElement, XmlElement, XmlElement, XmlElement] {
  return [
    ['CreationDate', formatTimestamp(createdAt)],
    ['ExtranetEndpoint', `oss-${region}.aliyuncs.com`],
    ['IntranetEndpoint', `oss-${region}-internal.aliyuncs.com`],
    ['Location', location],
    ['Name', name],
    ['StorageClass', storageClass],
  ];
}
