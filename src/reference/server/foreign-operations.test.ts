import { expect, test } from 'vitest';
import { OssError } from '../wire/oss-error.js';
import { parseQuery } from '../wire/percent-decode.js';
import type { RequestAddress } from './address.js';
import { route } from './route.js';

const addresses: Readonly<Record<string, RequestAddress>> = {
  '/': { kind: 'service' },
  '/b': { kind: 'bucket', bucket: 'photos' },
  '/b/o': { kind: 'object', bucket: 'photos', key: 'a' },
};

/** The name of what is refused as not implemented; the kind of what is here; the code of any other refusal. */
function routed(line: string): string {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query = ''] = target.split('?');
  try {
    return route(method, addresses[path]!, parseQuery(query)).kind;
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    const operation = error.details.find(([name]) => name === 'Operation')?.[1];
    return operation === undefined ? error.code : `${error.status} ${operation}`;
  }
}

/*
 * Every operation of the page «List of supported API operations» (AlibabaCloudDocs/oss), with the request line of its own
 * page, and those that the vendor's Go SDK v2 has beyond it.
 */
test.each([
  ['GET /', 'list-buckets'],
  ['GET /?regions', '501 DescribeRegions'],
  ['GET /?publicAccessBlock', '501 GetPublicAccessBlock'],
  ['GET /?cloudboxes', '501 ListCloudBoxes'],
  ['PUT /b', 'put-bucket'],
  ['DELETE /b', 'delete-bucket'],
  ['GET /b', 'list-objects'],
  ['GET /b?list-type=2', 'list-objects'],
  ['GET /b?bucketInfo', 'bucket-info'],
  ['GET /b?location', 'bucket-location'],
  ['GET /b?stat', 'bucket-stat'],
  ['POST /b?worm', '501 InitiateBucketWorm'],
  ['DELETE /b?worm', '501 AbortBucketWorm'],
  ['POST /b?wormId=1', '501 CompleteBucketWorm'],
  ['POST /b?wormExtend&wormId=1', '501 ExtendBucketWorm'],
  ['GET /b?worm', '501 GetBucketWorm'],
  ['PUT /b?acl', 'put-bucket-acl'],
  ['GET /b?acl', 'bucket-acl'],
  ['PUT /b?lifecycle', '501 PutBucketLifecycle'],
  ['GET /b?lifecycle', '501 GetBucketLifecycle'],
  ['DELETE /b?lifecycle', '501 DeleteBucketLifecycle'],
  ['PUT /b?versioning', 'put-versioning'],
  ['GET /b?versioning', 'get-versioning'],
  ['GET /b?versions', 'list-versions'],
  ['POST /b?replication&comp=add', '501 PutBucketReplication'],
  ['GET /b?replication', '501 GetBucketReplication'],
  ['GET /b?replicationLocation', '501 GetBucketReplicationLocation'],
  ['GET /b?replicationProgress&rule-id=1', '501 GetBucketReplicationProgress'],
  ['POST /b?comp=delete&replication', '501 DeleteBucketReplication'],
  ['PUT /b?policy', '501 PutBucketPolicy'],
  ['GET /b?policy', '501 GetBucketPolicy'],
  ['DELETE /b?policy', '501 DeleteBucketPolicy'],
  ['GET /b?policyStatus', '501 GetBucketPolicyStatus'],
  ['PUT /b?inventory&inventoryId=1', '501 PutBucketInventory'],
  ['GET /b?inventory&inventoryId=1', '501 GetBucketInventory'],
  ['PUT /b?logging', '501 PutBucketLogging'],
  ['GET /b?website', '501 GetBucketWebsite'],
  ['GET /b?referer', '501 GetBucketReferer'],
  ['GET /b?tagging', '501 GetBucketTags'],
  ['DELETE /b?encryption', '501 DeleteBucketEncryption'],
  ['PUT /b?requestPayment', '501 PutBucketRequestPayment'],
  ['GET /b?requestPayment', '501 GetBucketRequestPayment'],
  ['PUT /b?cors', '501 PutBucketCors'],
  ['OPTIONS /b/o', 'preflight'],
  ['GET /b?transferAcceleration', '501 GetBucketTransferAcceleration'],
  ['GET /b?accessmonitor', '501 GetBucketAccessMonitor'],
  ['GET /b?cname', '501 ListCname'],
  ['GET /b?cname&comp=token', '501 GetCnameToken'],
  ['POST /b?metaQuery&comp=query', '501 DoMetaQuery'],
  ['POST /b', '501 PostObject'],
  ['PUT /b/o', 'put-object'],
  ['GET /b/o', 'get-object'],
  ['POST /b/o?append&position=0', 'append-object'],
  ['POST /b/o?seal&position=0', '501 SealAppendObject'],
  ['DELETE /b/o', 'delete-object'],
  ['HEAD /b/o', 'get-object'],
  ['HEAD /b/o?objectMeta', 'get-object-meta'],
  ['HEAD /b/o?objectMeta&versionId=1', 'get-object-meta'],
  ['GET /b/o?objectMeta', '501 GetObjectMeta'],
  ['POST /b/o?restore', '501 RestoreObject'],
  ['POST /b/o?x-oss-process=csv/select', '501 SelectObject'],
  ['POST /b/o?x-oss-process=json/meta', '501 CreateSelectObjectMeta'],
  ['POST /b/o?x-oss-process', '501 ProcessObject'],
  ['GET /b/o?x-oss-process=image/resize,w_10', '501 GetObject with x-oss-process'],
  ['HEAD /b/o?x-oss-process=image/info', '501 HeadObject with x-oss-process'],
  ['POST /b/o?x-oss-async-process', '501 AsyncProcessObject'],
  ['POST /b/o?x-oss-dir', 'create-directory'],
  ['POST /b/o?x-oss-delete', 'delete-directory'],
  ['POST /b/o?x-oss-rename', '501 Rename'],
  ['POST /b/o?uploads', 'initiate-upload'],
  ['POST /b/o?uploads&versionId=1', 'initiate-upload'],
  ['PUT /b/o?partNumber=1&uploadId=1', 'upload-part'],
  ['POST /b/o?uploadId=1', 'complete-upload'],
  ['DELETE /b/o?uploadId=1', 'abort-upload'],
  ['GET /b?uploads', 'list-uploads'],
  ['PUT /b/o?acl', 'put-object-acl'],
  ['GET /b/o?acl', 'get-object-acl'],
  ['GET /b/o?acl&versionId=1', 'get-object-acl'],
  ['PUT /b/o?symlink', 'put-symlink'],
  ['GET /b/o?symlink', 'get-symlink'],
  ['PUT /b/o?tagging', 'put-object-tagging'],
  ['GET /b/o?tagging&versionId=1', 'get-object-tagging'],
  ['HEAD /b/o?tagging', 'get-object-tagging'],
  ['DELETE /b/o?tagging', 'delete-object-tagging'],
  ['GET /b/o?legalHold', '501 GetObjectLegalHold'],
  ['GET /b/o?retention', '501 GetObjectRetention'],
  ['PUT /b/o?live', '501 PutLiveChannel'],
  ['GET /b?live', 'list-live-channels'],
  ['DELETE /b/o?live', '501 DeleteLiveChannel'],
  ['GET /b/o?live', '501 GetLiveChannelInfo'],
  ['GET /b/o?comp=stat&live', '501 GetLiveChannelStat'],
  ['GET /b/o?comp=history&live', '501 GetLiveChannelHistory'],
  ['POST /b/o?vod&startTime=1&endTime=2', '501 PostVodPlaylist'],
  ['GET /b/o?vod&startTime=1&endTime=2', '501 GetVodPlaylist'],
  ['GET /b/o?x-oss-traffic-limit=819200', 'get-object'],
  ['PUT /b/o?x-oss-traffic-limit=819200', 'put-object'],
  ['POST /b/o?uploads&x-oss-traffic-limit=819200', '501 POST with x-oss-traffic-limit'],
  ['GET /b/o?x-oss-ac-source-ip=10.0.0.1', '501 GetObject with x-oss-ac-source-ip'],
  ['GET /b/o?attributes', '501 GetObjectAttributes'],
  ['GET /b/o?acl&tagging', '501 GetObject with tagging'],
  ['GET /b/o?acl&symlink', '501 GetObject with acl'],
  ['GET /b/o?regions', '501 GetObject with regions'],
  ['GET /b/o?whatever', 'get-object'],
  ['GET /b/o?constructor', 'get-object'],
])('%s is %s', (line, expected) => {
  expect(routed(line)).toBe(expected);
});

test('the refusal names the operation in its message and as an element, and the parameter that asks for it', () => {
  expect(() => route('GET', addresses['/b/o']!, [['retention', null]])).toThrow(
    expect.objectContaining({
      code: 'NotImplemented',
      status: 501,
      message: 'A header or parameter you provided implies functionality that is not implemented: GetObjectRetention.',
      details: [
        ['Operation', 'GetObjectRetention'],
        ['Parameter', 'retention'],
      ],
    }),
  );
});
