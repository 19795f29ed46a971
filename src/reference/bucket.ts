import type { QueryParameter } from '../auth/signable-request.js';
import { accessControlPolicy } from './access-control-policy.js';
import { type Answer, emptyAnswer, noContent, xmlAnswer } from './answer.js';
import { pageSize } from './list-options.js';
import { listPage } from './list-page.js';
import { invalidArgument, refuse } from './oss-error.js';
import { ownerElement } from './owner.js';
import { wholeSecond } from './put-object.js';
import { fieldValue, queryValue, type StorageRequest } from './storage-request.js';
import { type AccessControl, accessControls, type Bucket, emptyBucket, type Store } from './store.js';
import { type XmlElement, xmlDocument } from './xml.js';

/** An account has at most 100 buckets in a region (AlibabaCloudDocs/oss, `PutBucket.md`). */
const mostBuckets = 100;

/**
 * PutBucket. A bucket that is there already keeps its objects, and its ACL unless the request names one, as the
 * vendor's Java tests find it (`CreateBucketTest.java`). `Location` is that of the sample in `PutBucket.md`. The body, which could ask for another storage class, is not
 * read.
 *
 * @param now - ms since 1970
 * @throws OssError `TooManyBuckets`, `InvalidArgument` for an `x-oss-acl` that is none
 */
export function putBucket(
  request: Pick<StorageRequest, 'headers'>,
  { buckets }: Store,
  name: string,
  now: number,
): Answer {
  const wanted = fieldValue(request.headers, 'x-oss-acl');
  const acl = wanted === undefined ? undefined : requestedAcl(wanted);
  const existing = buckets.get(name);
  if (existing === undefined && buckets.size >= mostBuckets) throw refuse('TooManyBuckets');
  const bucket = existing ?? emptyBucket(name, 'private', now);
  buckets.set(name, acl === undefined ? bucket : { ...bucket, acl });
  return emptyAnswer([['Location', `/${name}`]]);
}

function requestedAcl(text: string): AccessControl {
  const acl = accessControls.find((candidate) => candidate === text);
  if (acl === undefined) throw invalidArgument('x-oss-acl', text);
  return acl;
}

/**
 * DeleteBucket. Old versions and uploads under way keep it, too.
 *
 * @throws OssError `BucketNotEmpty`
 */
export function deleteBucket(store: Store, bucket: Bucket): Answer {
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
export function bucketInfo(bucket: Bucket, region: string): Answer {
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
          ['DataRedundancyType', 'LRS'],
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
export function bucketLocation(location: string): Answer {
  return xmlAnswer(200, xmlDocument(['LocationConstraint', location]));
}

/** GetBucketAcl (AlibabaCloudDocs/oss, `GetBucketAcl.md`). */
export function bucketAcl({ acl }: Bucket): Answer {
  return xmlAnswer(200, accessControlPolicy(acl));
}

/**
 * GetBucketStat (https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketstat). Every version counts as an
 * object; nothing is in a storage class but Standard, and there are no live channels.
 *
 * @param now - ms since 1970: the numbers are those of this moment
 */
export function bucketStat({ objects, history, uploads }: Bucket, now: number): Answer {
  const versions = [...objects.values(), ...[...history.values()].flat()];
  const stored = versions.flatMap((version) => ('marker' in version ? [] : [version.body.length]));
  const parts = [...uploads.values()].flatMap((upload) => [...upload.parts.values()]);
  const storage = String(sum(stored));
  const count = String(stored.length);
  const document = xmlDocument([
    'BucketStat',
    [
      ['Storage', storage],
      ['ObjectCount', count],
      ['MultipartUploadCount', String(uploads.size)],
      ['LiveChannelCount', '0'],
      ['LastModifiedTime', String(Math.floor(now / 1000))],
      ['StandardStorage', storage],
      ['StandardObjectCount', count],
      ...otherClasses.flatMap((name): XmlElement[] => [
        [`${name}Storage`, '0'],
        [`${name}RealStorage`, '0'],
        [`${name}ObjectCount`, '0'],
      ]),
      ['MultipartPartCount', String(parts.length)],
      ['MultipartPartStorage', String(sum(parts.map(({ bytes }) => bytes.length)))],
      ['DeleteMarkerCount', String(versions.length - stored.length)],
    ],
  ]);
  return xmlAnswer(200, document);
}

const otherClasses = ['InfrequentAccess', 'Archive', 'ColdArchive', 'DeepColdArchive'];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/**
 * ListLiveChannel: none, since this endpoint makes none (AlibabaCloudDocs/oss, `ListLiveChannel.md`). SDKs list them
 * before they delete a bucket.
 *
 * @throws OssError `InvalidArgument` for a page size that is none
 */
export function listLiveChannels(query: readonly QueryParameter[]): Answer {
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
): Answer {
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
  { name, createdAt }: Bucket,
  region: string,
  location: string,
): readonly [XmlElement, XmlElement, XmlElement, XmlElement, XmlElement, XmlElement] {
  return [
    ['CreationDate', new Date(wholeSecond(createdAt)).toISOString()],
    ['ExtranetEndpoint', `oss-${region}.aliyuncs.com`],
    ['IntranetEndpoint', `oss-${region}-internal.aliyuncs.com`],
    ['Location', location],
    ['Name', name],
    ['StorageClass', 'Standard'],
  ];
}
