import { type Answer, emptyAnswer } from './answer.js';
import { crc64OfBytes, md5OfBytes } from './digests.js';
import { keptHeaders } from './kept-headers.js';
import { contentTag, crc64Field } from './object-headers.js';
import { invalidArgument, refuse } from './oss-error.js';
import { announcesBody, checkDigest, type PutContext, wholeSecond } from './put-object.js';
import { receiveBody } from './receive-body.js';
import { queryValue, type StorageRequest } from './storage-request.js';
import { keepObject, replaceObject, type StoredObject } from './store.js';
import { piecesOf } from './stored-bytes.js';
import { versionHeaders } from './versions.js';

/**
 * AppendObject: adds a body to the end of an object that was made in this way, or makes one
 * (AlibabaCloudDocs/oss, `AppendObject.md`).
 *
 * @throws OssError `InvalidArgument` for a position that is none, `PositionNotEqualToLength`, `ObjectNotAppendable`,
 * `MissingContentLength`, `InvalidDigest`, `InsufficientStorage`
 */
export async function appendObject(request: StorageRequest, { store, bucket, key, now }: PutContext): Promise<Answer> {
  const position = positionOf(request);
  if (!announcesBody(request.headers)) throw refuse('MissingContentLength');
  const { bytes, md5 } = await receiveBody(request.body, store.budget);
  try {
    checkDigest(request.headers, md5);
    // Looked up after the body has come: another piece may have come meanwhile.
    const present = bucket.objects.get(key);
    checkPosition(present, position);
    return answerFor(
      present === undefined ? keepObject(store, bucket, first()) : replaceObject(store, bucket, next(present)),
    );
  } catch (error) {
    store.budget.give(bytes.length);
    throw error;
  }

  function first(): StoredObject {
    return { key, ...digests(bytes), lastModified: wholeSecond(now), headers: keptHeaders(request.headers), making };
  }

  function next(present: StoredObject): StoredObject {
    if (!store.budget.take(present.body.length)) throw refuse('InsufficientStorage');
    return {
      ...present,
      ...digests(Buffer.concat([...piecesOf(present.body), bytes])),
      lastModified: wholeSecond(now),
    };
  }
}

const making = { kind: 'Appendable' } as const;

function positionOf({ query }: StorageRequest): number {
  const text = queryValue(query, 'position') ?? '';
  if (!/^\d{1,15}$/.test(text)) throw invalidArgument('position', text);
  return Number(text);
}

function checkPosition(present: StoredObject | undefined, position: number): void {
  if (present !== undefined && present.making?.kind !== 'Appendable') throw refuse('ObjectNotAppendable');
  const length = present?.body.length ?? 0;
  if (position === length) return;
  throw refuse('PositionNotEqualToLength', { headers: [['x-oss-next-append-position', String(length)]] });
}

function digests(body: Uint8Array): Pick<StoredObject, 'body' | 'md5' | 'crc64'> {
  return { body, md5: md5OfBytes(body), crc64: crc64OfBytes(body) };
}

function answerFor(object: StoredObject): Answer {
  return emptyAnswer([
    ['ETag', contentTag(object)],
    ['x-oss-next-append-position', String(object.body.length)],
    ...crc64Field(object),
    ...versionHeaders(object),
  ]);
}
