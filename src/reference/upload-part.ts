import { type Answer, emptyAnswer, xmlAnswer } from './answer.js';
import type { Identity } from './authenticate.js';
import { copySource } from './copy-source.js';
import { md5OfBytes } from './digests.js';
import type { FaultHooks } from './faults/fault.js';
import type { Slice } from './multipart-body.js';
import { costOf, uploadNamed } from './multipart-upload.js';
import { contentTag } from './object-headers.js';
import { invalidArgument, refuse } from './oss-error.js';
import { announcesBody, checkDigest, type PutContext } from './put-object.js';
import { rangeMode } from './range-mode.js';
import { receiveBody } from './receive-body.js';
import { fieldValue, queryValue, type StorageRequest } from './storage-request.js';
import type { Store, StoredObject, StoredPart, Upload } from './store.js';
import { piecesOf } from './stored-bytes.js';
import type { UnsettledChoices } from './unsettled.js';
import { xmlDocument } from './xml.js';

/** Numbers of parts: 1 to 10,000 (AlibabaCloudDocs/oss, `UploadPart.md`). */
const mostParts = 10_000;

/**
 * UploadPart.
 *
 * @throws OssError `InvalidArgument` for a number that is none, `NoSuchUpload`, `MissingContentLength`, `InvalidDigest`,
 * `InsufficientStorage`
 */
export async function uploadPart(request: StorageRequest, { store, bucket, key }: PutContext): Promise<Answer> {
  const number = partNumber(request);
  uploadNamed(bucket, key, request);
  if (!announcesBody(request.headers)) throw refuse('MissingContentLength');
  const { bytes, md5, crc64 } = await receiveBody(request.body, store.budget);
  // Nothing comes in between: from here on the upload pays for it.
  store.budget.give(bytes.length);
  checkDigest(request.headers, md5);
  // Again, for it may have been completed or given up meanwhile.
  keepPart(store, uploadNamed(bucket, key, request), number, { bytes, md5 });
  return emptyAnswer([
    ['ETag', contentTag({ md5 })],
    ['x-oss-hash-crc64ecma', crc64],
    ['Content-MD5', md5.toString('base64')],
  ]);
}

/**
 * UploadPartCopy: a part of an existing object, or all of it where `x-oss-copy-source-range` is absent or does not lie
 * inside the source; only a range that was applied is repeated in Content-Range (AlibabaCloudDocs/oss,
 * `UploadPartCopy.md`; recorded in `tests/test_mock_multipart.py` of the vendor's Python SDK).
 *
 * @throws OssError as `uploadPart`, and what finding the source throws
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
): Answer {
  const number = partNumber(request);
  const upload = uploadNamed(bucket, key, request);
  const source = copySource(request, store, identity);
  const size = source.body.length;
  const range = other(() => copyRange(request, size, choices), { request, size });
  const part = copiedPart(source, range);
  keepPart(store, upload, number, part);
  const document = xmlDocument([
    'CopyPartResult',
    [
      ['LastModified', new Date(now).toISOString()],
      ['ETag', contentTag(part)],
    ],
  ]);
  return xmlAnswer(200, document, [
    ['ETag', contentTag(part)],
    ...(range === null ? [] : [['Content-Range', `bytes ${range.first}-${range.last}/${size}`] as const]),
  ]);
}

function partNumber({ query }: StorageRequest): number {
  const text = queryValue(query, 'partNumber') ?? '';
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > mostParts) throw invalidArgument('partNumber', text);
  return number;
}

/** A copy of a whole object shares its bytes, which nothing changes any more; each upload pays for them, for the object may go. */
function copiedPart({ body, md5, making }: StoredObject, range: Slice | null): StoredPart {
  if (range !== null) {
    const bytes = Buffer.from(body.subarray(range.first, range.last + 1));
    return { bytes, md5: md5OfBytes(bytes) };
  }
  const bytes = body instanceof Uint8Array ? body : Buffer.concat(piecesOf(body));
  return { bytes, md5: making === undefined ? md5 : md5OfBytes(bytes) };
}

/** @throws OssError `InsufficientStorage`; then the earlier part of that number stays */
function keepPart({ budget }: Store, { parts }: Upload, number: number, part: StoredPart): void {
  const before = costOf(parts);
  const more = costOf(new Map(parts).set(number, part)) - before;
  if (more > 0 && !budget.take(more)) throw refuse('InsufficientStorage');
  if (more < 0) budget.give(-more);
  parts.set(number, part);
}

/** Positions of at most 15 digits are exact as numbers; no object is that long. */
const closedRange = /^bytes=(\d{1,15})-(\d{1,15})$/;

function copyRange(request: StorageRequest, size: number, choices: UnsettledChoices): Slice | null {
  const value = fieldValue(request.headers, 'x-oss-copy-source-range');
  if (value === undefined) return null;
  const [, first, last] = (closedRange.exec(value) ?? []).map(Number);
  if (first === undefined || last === undefined || first > last) return null;
  if (last < size) return { first, last };
  if (rangeMode(request, choices) === 'default' || choices.standardCopyRange === 'whole') return null;
  if (choices.standardCopyRange === 'refuse' || first >= size) throw refuse('InvalidRange');
  return { first, last: size - 1 };
}
