import { accessControlPolicy, accessControlPolicyS3 } from '../auth/access-control-policy.js';
import { type Bucket, type KeptObject, settingsOf } from '../objects/store.js';
import { versionHeaders } from '../objects/versions.js';
import { type EndpointResponse, xmlAnswer } from '../server/answer.js';
import { formatHttpDate } from './http-date.js';
import { validatorsOf } from './object-headers.js';

/**
 * GetObjectMeta: length, tag, date and version, and nothing else. It takes no conditions, and of a link it tells of the
 * link itself (AlibabaCloudDocs/oss, `GetObjectMeta.md`; the exchanges that the vendor captured in
 * `unittests/test_object.py` of its Python SDK).
 */
export function getObjectMeta(object: KeptObject): EndpointResponse {
  const { etag, lastModified } = validatorsOf(object);
  return {
    status: 200,
    headers: [
      ['Content-Length', String(object.body.length)],
      ['ETag', etag],
      ['Last-Modified', formatHttpDate(lastModified)],
      ...versionHeaders(object),
    ],
    body: [],
  };
}

/**
 * GetObjectACL. Of an object that was put without one it is `default`: that of its bucket holds (live tests of the
 * vendor: `tests/test_object.py` line 712 of its Python SDK, `bucket_test.go` line 184 of its Go SDK v1).
 */
export function getObjectAcl(
  object: KeptObject,
  { bucket, isS3 }: { readonly bucket: Bucket; readonly isS3: boolean },
): EndpointResponse {
  const { acl } = settingsOf(object);
  // S3 has no such value: there the grants of an object stand for themselves.
  const document = isS3 ? accessControlPolicyS3(acl === 'default' ? bucket.acl : acl) : accessControlPolicy(acl);
  return xmlAnswer(200, document, versionHeaders(object));
}
