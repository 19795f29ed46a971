import type { Identity } from '../auth/authenticate.js';
import type { FaultHooks } from '../faults/fault.js';
import { md5OfBytes } from '../objects/digests.js';
import { encryptionHeaders, refuseEncryption } from '../objects/object-settings.js';
import type { KeptObject, Store, StoredPart, Upload } from '../objects/store.js';
import { piecesOf } from '../objects/stored-bytes.js';
import type { StoredSlice } from '../read/multipart-body.js';
import { contentTag } from '../read/object-headers.js';
import { type EndpointResponse, emptyAnswer, xmlAnswer } from '../server/answer.js';
import { queryValue, type StorageRequest } from '../server/storage-request.js';
import type { UnsettledChoices } from '../server/unsettled.js';
import { invalidArgument, refuse } from '../wire/oss-error.js';
import { receiveBody } from '../wire/receive-body.js';
import { formatTimestamp } from '../wire/timestamp.js';
import { xmlDocument } from '../wire/xml.js';
import { copyRange } from './copy-range.js';
import { copySource, sourceVersionHeader } from './copy-source.js';
import { costOf, uploadNamed } from './multipart-upload.js';
import { announcesBody, checkDigest, type PutContext, wholeSecond } from './put-object.js';
import { sourceNotModified } from './source-conditions.js';

/** Numbers of parts: 1 to 10,000 (AlibabaCloudDocs/oss, `UploadPart.md`). */
const mostParts = 10_000;

/**
 * UploadPart.
 *
 * @throws OssError `InvalidArgument` for a number that is none, `NoSuchUpload`, `PartAlreadyExist`, `PartNotSequential`,
 * `MissingContentLength`, `InvalidDigest`, `InsufficientStorage`
 */
export async function uploadPart(
  request: StorageRequest,
  { store, bucket, key, now }: PutContext,
): Promise<EndpointResponse> {
  const number = partNumber(request);
  refuseEncryption(request.headers);
  checkOrder(uploadNamed(bucket, key, request), number);
  if (!announcesBody(request.headers)) throw refuse('MissingContentLength');
  const { bytes, md5, crc64 } = await receiveBody(request.body, store.budget);
  // Nothing comes in between: from here on the upload pays for it.
  store.budget.give(bytes.length);
  checkDigest(request.headers, md5);
  // Again, for it may have been completed or given up meanwhile.
  const upload = uploadNamed(bucket, key, request);
  checkOrder(upload, number);
  keepPart(store, upload, number, { bytes, md5, lastModified: wholeSecond(now) });
  return emptyAnswer([
    ['ETag', contentTag({ md5 })],
    ['x-oss-hash-crc64ecma', crc64],
    ['Content-MD5', md5.toString('base64')],
    ...encryptionHeaders(upload.settings),
  ]);
}

/**
 * UploadPartCopy: a part of an existing object, or all of it; only a range that was applied is repeated in Content-Range (AlibabaCloudDocs/oss,
 * `UploadPartCopy.md`; recorded in `tests/test_mock_multipart.py` of the vendor's Python SDK).
 *
 * @throws OssError as `uploadPart`, `PreconditionFailed`, and what finding the source throws
 */
export function uploadPartCopy(
  request: StorageRequest,
  {
    store,
    bucket,
    key,
    now,
    identity,
    choices,
    copyRange: other = (usual) => usual(),
  }: PutContext & Pick<FaultHooks, 'copyRange'> & { readonly identity: Identity; readonly choices: UnsettledChoices },
): EndpointResponse {
  const number = partNumber(request);
  refuseEncryption(request.headers);
  const upload = uploadNamed(bucket, key, request);
  checkOrder(upload, number);
  const source = copySource(request, store, identity);
  const notModified = sourceNotModified(request, source);
  if (notModified !== null) return notModified;
  const size = source.body.length;
  const range = other(() => copyRange(request, size, choices), { request, size });
  const part = copiedPart(source, range);
  keepPart(store, upload, number, { ...part, lastModified: wholeSecond(now) });
  const document = xmlDocument([
    'CopyPartResult',
    [
      ['LastModified', formatTimestamp(now)],
      ['ETag', contentTag(part)],
    ],
  ]);
  return xmlAnswer(200, document, [
    ['ETag', contentTag(part)],
    ...(range === null ? [] : [['Content-Range', `bytes ${range.first}-${range.last}/${size}`] as const]),
    ...encryptionHeaders(upload.settings),
    ...sourceVersionHeader(source),
  ]);
}

function partNumber({ query }: StorageRequest): number {
  const text = queryValue(query, 'partNumber') ?? '';
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > mostParts) throw invalidArgument('partNumber', text);
  return number;
}

/**
 * A sequential upload takes a part when the one before it is complete, and takes none twice. Sources: `PartNotSequential` with
 * its 400 in `oss2/exceptions.py` of the vendor's Python SDK; the 409 in public programs that send a part again.
 */
function checkOrder({ sequential, parts }: Upload, number: number): void {
  if (!sequential || number === parts.size + 1) return;
  const code = parts.has(number) ? 'PartAlreadyExist' : 'PartNotSequential';
  throw refuse(code, { details: [['PartNumber', String(number)]] });
}

/** A copy of a whole object shares its bytes, which nothing changes any more; each upload pays for them, for the object may go. */
function copiedPart(
  { body, md5, storedKind }: KeptObject,
  range: StoredSlice | null,
): Pick<StoredPart, 'bytes' | 'md5'> {
  if (range !== null) {
    const bytes = Buffer.from(body.subarray(range.first, range.last + 1));
    return { bytes, md5: md5OfBytes(bytes) };
  }
  const bytes = body instanceof Uint8Array ? body : Buffer.concat(piecesOf(body));
  return { bytes, md5: storedKind === undefined ? md5 : md5OfBytes(bytes) };
}

/** @throws OssError `InsufficientStorage`; then the earlier part of that number stays */
function keepPart({ budget }: Store, { parts }: Upload, number: number, part: StoredPart): void {
  const before = costOf(parts);
  const more = costOf(new Map(parts).set(number, part)) - before;
  if (more > 0 && !budget.take(more)) throw refuse('InsufficientStorage');
  if (more < 0) budget.give(-more);
  parts.set(number, part);
}
