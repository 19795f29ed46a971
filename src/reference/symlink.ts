import { encodePath } from '../auth/percent-encode.js';
import { type Answer, emptyAnswer } from './answer.js';
import { crc64OfBytes, md5OfBytes } from './digests.js';
import { formatHttpDate } from './http-date.js';
import { keptHeaders } from './kept-headers.js';
import { contentTag } from './object-headers.js';
import { invalidArgument, refuse } from './oss-error.js';
import { percentDecode } from './percent-decode.js';
import { type PutContext, wholeSecond } from './put-object.js';
import { fieldValue, type StorageRequest } from './storage-request.js';
import { type Bucket, keepObject, type StoredObject } from './store.js';
import { versionHeaders } from './versions.js';

const targetField = 'x-oss-symlink-target';

/**
 * PutSymlink: an object that leads to another one of the bucket, whether that is there or not
 * (AlibabaCloudDocs/oss, `PutSymlink.md`).
 *
 * @throws OssError `InvalidArgument` without a target, `InsufficientStorage`
 */
export function putSymlink({ headers }: StorageRequest, { store, bucket, key, now }: PutContext): Answer {
  const value = fieldValue(headers, targetField) ?? '';
  const target = percentDecode(value, 'InvalidObjectName');
  if (target === '') throw invalidArgument(targetField, value);
  const link = keepObject(store, bucket, {
    key,
    body: nothing,
    md5: md5OfBytes(nothing),
    crc64: crc64OfBytes(nothing),
    lastModified: wholeSecond(now),
    headers: [...keptHeaders(headers)],
    making: { kind: 'Symlink', target },
  });
  return emptyAnswer([['ETag', contentTag(link)], ...versionHeaders(link)]);
}

const nothing = Buffer.alloc(0);

/**
 * GetSymlink: where a link leads.
 *
 * @throws OssError `NotSymlink`
 */
export function getSymlink(link: StoredObject): Answer {
  if (link.making?.kind !== 'Symlink') throw refuse('NotSymlink');
  return emptyAnswer([
    ['Last-Modified', formatHttpDate(link.lastModified)],
    ['ETag', contentTag(link)],
    [targetField, encodePath(link.making.target)],
    ...versionHeaders(link),
  ]);
}

/**
 * What a link is read as. Length, tag and digest are those of the target, the date is the newer of both, and the rest is
 * the link's own (document of GetObject, https://www.alibabacloud.com/help/doc-detail/31980.htm). Any other object is
 * read as itself.
 *
 * @throws OssError `SymlinkTargetNotExist`, `InvalidTargetType` for a link to a link
 */
export function followLink(bucket: Bucket, object: StoredObject): StoredObject {
  if (object.making?.kind !== 'Symlink') return object;
  const target = bucket.objects.get(object.making.target);
  if (target === undefined) throw refuse('SymlinkTargetNotExist', { details: [['Key', object.key]] });
  if (target.making?.kind === 'Symlink') throw refuse('InvalidTargetType', { details: [['Key', object.key]] });
  const { body, md5, crc64 } = target;
  return { ...object, body, md5, crc64, lastModified: Math.max(object.lastModified, target.lastModified) };
}
