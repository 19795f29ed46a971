import { crc64OfBytes, md5OfBytes } from '../objects/digests.js';
import { type Bucket, dropObject, replaceObject, type Store } from '../objects/store.js';
import { formatHttpDate } from '../read/http-date.js';
import { type EndpointResponse, emptyAnswer, xmlAnswer } from '../server/answer.js';
import { refuse } from '../wire/oss-error.js';
import { xmlDocument } from '../wire/xml.js';
import { type PutContext, wholeSecond } from './put-object.js';

const nothing = Buffer.alloc(0);

/**
 * CreateDirectory: an entry without bytes, which keeps no versions. Buckets of OSS have it only with a hierarchical namespace,
 * which every bucket here has besides the flat one (AlibabaCloudDocs/oss, `CreateDirectory.md`).
 *
 * @throws OssError `FileAlreadyExists` where an object has the name, `InsufficientStorage`
 */
export function createDirectory({ store, bucket, key, now }: PutContext): EndpointResponse {
  const before = bucket.objects.get(key);
  if (before !== undefined && before.storedKind?.kind !== 'Directory') throw refuse('FileAlreadyExists');
  const directory =
    before ??
    replaceObject(store, bucket, {
      key,
      body: nothing,
      md5: md5OfBytes(nothing),
      crc64: crc64OfBytes(nothing),
      lastModified: wholeSecond(now),
      headers: [['Content-Type', 'application/x-directory']],
      storedKind: { kind: 'Directory' },
    });
  return emptyAnswer([['Last-Modified', formatHttpDate(directory.lastModified)]]);
}

/**
 * DeleteDirectory of one that is empty (AlibabaCloudDocs/oss, `DeleteDirectory.md`).
 *
 * @throws OssError `NoSuchKey` where there is no directory, `FileAlreadyExists` where something lies in it
 */
export function deleteDirectory({ budget }: Store, bucket: Bucket, key: string): EndpointResponse {
  if (bucket.objects.get(key)?.storedKind?.kind !== 'Directory') throw refuse('NoSuchKey', { details: [['Key', key]] });
  if ([...bucket.objects.keys()].some((other) => other.startsWith(`${key}/`))) throw refuse('FileAlreadyExists');
  dropObject(budget, bucket, key);
  return xmlAnswer(
    200,
    xmlDocument([
      'DeleteDirectoryResult',
      [
        ['DirectoryName', key],
        ['DeleteNumber', '1'],
      ],
    ]),
  );
}
