import { crc64OfBytes, md5OfBytes } from '../objects/digests.js';
import { keptHeaders } from '../objects/kept-headers.js';
import { encryptionHeaders, objectAcls, objectSettings, oneOfValues } from '../objects/object-settings.js';
import { type KeptObject, keepObject, replaceObject, settingsOf } from '../objects/store.js';
import { piecesOf } from '../objects/stored-bytes.js';
import { nullId, versionHeaders } from '../objects/versions.js';
import { contentTag, crc64Field } from '../read/object-headers.js';
import { type EndpointResponse, emptyAnswer } from '../server/answer.js';
import { queryValue, type StorageRequest } from '../server/storage-request.js';
import { invalidArgument, refuse } from '../wire/oss-error.js';
import { receiveBody } from '../wire/receive-body.js';
import { checkOverwrite } from './check-overwrite.js';
import { announcesBody, checkDigest, type PutContext, wholeSecond } from './put-object.js';

/**
 * AppendObject: adds a body to the end of an object that was made in this way, or makes one
 * (AlibabaCloudDocs/oss, `AppendObject.md`).
 *
 * @throws OssError `InvalidArgument` for a position that is none, `PositionNotEqualToLength`, `ObjectNotAppendable`,
 * `FileAlreadyExists`, `MissingContentLength`, `InvalidDigest`, `InsufficientStorage`, and what its settings throw
 */
export async function appendObject(
  request: StorageRequest,
  { store, bucket, key, now }: PutContext,
): Promise<EndpointResponse> {
  const position = positionOf(request);
  const acl = oneOfValues(request.headers, 'x-oss-object-acl', objectAcls);
  if (!announcesBody(request.headers)) throw refuse('MissingContentLength');
  const { bytes, md5 } = await receiveBody(request.body, store.budget);
  try {
    checkDigest(request.headers, md5);
    // Looked up after the body has come: another piece may have come meanwhile.
    const present = bucket.objects.get(key);
    checkOverwrite(request, bucket, key);
    // A deletion in front of the key is nothing that grows.
    if (present === undefined && bucket.history.has(key)) throw refuse('ObjectNotAppendable');
    checkPosition(present, position);
    // What is said of an object beyond its bytes counts in the first request only, right or wrong; its ACL counts in all
    // (`TestAppendObject` in `oss/bucket_test.go` of the vendor's SDK for Go V1).
    return answerFor(
      present === undefined ? keepObject(store, bucket, first()) : replaceObject(store, bucket, next(present)),
    );
  } catch (error) {
    store.budget.give(bytes.length);
    throw error;
  }

  function first(): KeptObject {
    return {
      key,
      ...digests(bytes),
      lastModified: wholeSecond(now),
      headers: keptHeaders(request.headers),
      settings: objectSettings(request.headers, bucket.storageClass),
      storedKind,
      // An object that grows is no version of its own: the sample of a bucket with versions calls it null.
      ...(bucket.versioning ? { versionId: nullId } : {}),
    };
  }

  function next(present: KeptObject): KeptObject {
    if (!store.budget.take(present.body.length)) throw refuse('InsufficientStorage');
    return {
      ...present,
      settings: { ...settingsOf(present), acl: acl ?? settingsOf(present).acl },
      ...digests(Buffer.concat([...piecesOf(present.body), bytes])),
      lastModified: wholeSecond(now),
    };
  }
}

const storedKind = { kind: 'Appendable' } as const;

function positionOf({ query }: StorageRequest): number {
  const text = queryValue(query, 'position') ?? '';
  if (!/^\d{1,15}$/.test(text)) throw invalidArgument('position', text);
  return Number(text);
}

function checkPosition(present: KeptObject | undefined, position: number): void {
  if (present !== undefined && present.storedKind?.kind !== 'Appendable') throw refuse('ObjectNotAppendable');
  const length = present?.body.length ?? 0;
  if (position === length) return;
  throw refuse('PositionNotEqualToLength', { headers: [['x-oss-next-append-position', String(length)]] });
}

function digests(body: Uint8Array): Pick<KeptObject, 'body' | 'md5' | 'crc64'> {
  return { body, md5: md5OfBytes(body), crc64: crc64OfBytes(body) };
}

function answerFor(object: KeptObject): EndpointResponse {
  return emptyAnswer([
    ['ETag', contentTag(object)],
    ['x-oss-next-append-position', String(object.body.length)],
    ...crc64Field(object),
    ...encryptionHeaders(settingsOf(object)),
    ...versionHeaders(object),
  ]);
}
