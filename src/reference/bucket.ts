import type { QueryParameter } from '../auth/signable-request.js';
import { type Answer, emptyAnswer, noContent, xmlAnswer } from './answer.js';
import { listPage } from './list-page.js';
import { invalidArgument, refuse } from './oss-error.js';
import { ownerElement } from './owner.js';
import { fieldValue, queryValue, type StorageRequest } from './storage-request.js';
import { type AccessControl, accessControls, type Bucket, emptyBucket, type Store } from './store.js';
import { type XmlElement, xmlDocument } from './xml.js';

/** An account has at most 100 buckets in a region (AlibabaCloudDocs/oss, `PutBucket.md`). */
const mostBuckets = 100;

/**
 * PutBucket. A bucket that is there already keeps its objects, and its ACL unless the request names one, as the
 * vendor's Java tests find it (`CreateBucketTest.java`). The body, which could ask for another storage class, is not
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
  return emptyAnswer();
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

/** GetBucketInfo (AlibabaCloudDocs/oss, `GetBucketInfo.md`). */
export function bucketInfo(bucket: Bucket, region: string): Answer {
  const document = xmlDocument([
    'BucketInfo',
    [['Bucket', [...bucketElements(bucket, region), ownerElement, ['AccessControlList', [['Grant', bucket.acl]]]]]],
  ]);
  return xmlAnswer(200, document);
}

/** GetBucketLocation: the region with its `oss-`, which is what the vendor's clients read. */
export function bucketLocation(region: string): Answer {
  return xmlAnswer(200, xmlDocument(['LocationConstraint', `oss-${region}`]));
}

/** ListBuckets: all on one page, there are at most 100. */
export function listBuckets(query: readonly QueryParameter[], store: Store, region: string): Answer {
  const { keys } = listPage(store.buckets.keys(), {
    prefix: queryValue(query, 'prefix') ?? '',
    delimiter: '',
    after: queryValue(query, 'marker') ?? '',
    maxKeys: mostBuckets,
  });
  const buckets = keys.map((name): XmlElement => ['Bucket', bucketElements(store.buckets.get(name)!, region)]);
  return xmlAnswer(200, xmlDocument(['ListAllMyBucketsResult', [ownerElement, ['Buckets', buckets]]]));
}

function bucketElements({ name, createdAt }: Bucket, region: string): readonly XmlElement[] {
  return [
    ['CreationDate', new Date(createdAt).toISOString()],
    ['ExtranetEndpoint', `oss-${region}.aliyuncs.com`],
    ['IntranetEndpoint', `oss-${region}-internal.aliyuncs.com`],
    ['Location', `oss-${region}`],
    ['Name', name],
    ['StorageClass', 'Standard'],
  ];
}
