import { encodePath } from '../../driver/auth/percent-encode.js';
import { crc64OfBytes, md5OfBytes } from '../objects/digests.js';
import { keptHeaders } from '../objects/kept-headers.js';
import { encryptionHeaders, objectSettings } from '../objects/object-settings.js';
import { type Bucket, type KeptObject, keepObject, settingsOf } from '../objects/store.js';
import { versionHeaders } from '../objects/versions.js';
import { formatHttpDate } from '../read/http-date.js';
import { contentTag } from '../read/object-headers.js';
import { type EndpointResponse, emptyAnswer } from '../server/answer.js';
import { fieldValue, type StorageRequest } from '../server/storage-request.js';
import { invalidArgument, refuse } from '../wire/oss-error.js';
import { percentDecode } from '../wire/percent-decode.js';
import { checkOverwrite } from './check-overwrite.js';
import { type PutContext, wholeSecond } from './put-object.js';

const targetField = 'x-oss-symlink-target';

/**
 * PutSymlink: an object that leads to another one of the bucket, whether that is there or not
 * (AlibabaCloudDocs/oss, `PutSymlink.md`).
 *
 * @throws OssError `InvalidArgument` without a target, `FileAlreadyExists`, `InsufficientStorage`, and what its settings
 * throw
 */
export function putSymlink(request: StorageRequest, { store, bucket, key, now }: PutContext): EndpointResponse {
  const { headers } = request;
  const value = fieldValue(headers, targetField) ?? '';
  const target = percentDecode(value, 'InvalidArgument');
  if (target === '') throw invalidArgument(targetField, value);
  checkOverwrite(request, bucket, key);
  const link = keepObject(store, bucket, {
    key,
    body: nothing,
    md5: md5OfBytes(nothing),
    crc64: crc64OfBytes(nothing),
    lastModified: wholeSecond(now),
    headers: keptHeaders(headers),
    settings: objectSettings(headers, bucket.storageClass),
    storedKind: { kind: 'Symlink', target },
  });
  return emptyAnswer([['ETag', contentTag(link)], ...encryptionHeaders(settingsOf(link)), ...versionHeaders(link)]);
}

const nothing = Buffer.alloc(0);

/**
 * GetSymlink: where a link leads.
 *
 * @throws OssError `NotSymlink`
 */
export function getSymlink(link: KeptObject): EndpointResponse {
  if (link.storedKind?.kind !== 'Symlink') throw refuse('NotSymlink');
  return emptyAnswer([
    ['Last-Modified', formatHttpDate(link.lastModified)],
    ['ETag', contentTag(link)],
    [targetField, encodePath(link.storedKind.target)],
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
export function followLink(bucket: Bucket, object: KeptObject): KeptObject {
  if (object.storedKind?.kind !== 'Symlink') return object;
  const target = bucket.objects.get(object.storedKind.target);
  if (target === undefined) throw refuse('SymlinkTargetNotExist', { details: [['Key', object.key]] });
  if (target.storedKind?.kind === 'Symlink') throw refuse('InvalidTargetType', { details: [['Key', object.key]] });
  const { body, md5, crc64 } = target;
  // Whether the bytes can be read is up to where they are.
  const settings = { ...settingsOf(object), storageClass: settingsOf(target).storageClass };
  return { ...object, body, md5, crc64, settings, lastModified: Math.max(object.lastModified, target.lastModified) };
}
