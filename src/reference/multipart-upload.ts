import { type Answer, noContent, xmlAnswer } from './answer.js';
import { crc64OfBytes, md5OfBytes } from './digests.js';
import type { FaultHooks } from './faults/fault.js';
import { keptHeaders } from './kept-headers.js';
import { contentTag, crc64Field } from './object-headers.js';
import { refuse } from './oss-error.js';
import { type PutContext, wholeSecond } from './put-object.js';
import { receiveXml } from './receive-xml.js';
import { fieldValue, queryValue, type StorageRequest } from './storage-request.js';
import {
  type Bucket,
  keepObject,
  newId,
  overheadOf,
  type Store,
  type StoredObject,
  type StoredPart,
  type Upload,
} from './store.js';
import { heldBytes, joinBytes } from './stored-bytes.js';
import { versionHeaders } from './versions.js';
import { xmlDocument } from './xml.js';

/** Every part but the last has at least this many bytes (AlibabaCloudDocs/oss, `CompleteMultipartUpload.md`). */
const smallestPart = 100 * 1024;

/**
 * InitiateMultipartUpload (AlibabaCloudDocs/oss, `InitiateMultipartUpload.md`).
 *
 * @throws OssError `InsufficientStorage`
 */
export function initiateUpload({ headers }: StorageRequest, { store, bucket, key, now }: PutContext): Answer {
  const upload: Upload = { id: newId(), key, headers: keptHeaders(headers), parts: new Map(), initiatedAt: now };
  if (!store.budget.take(overheadOf(upload))) throw refuse('InsufficientStorage');
  bucket.uploads.set(upload.id, upload);
  const document = xmlDocument([
    'InitiateMultipartUploadResult',
    [
      ['Bucket', bucket.name],
      ['Key', key],
      ['UploadId', upload.id],
    ],
  ]);
  return xmlAnswer(200, document);
}

/** @throws OssError `NoSuchUpload` */
export function uploadNamed(bucket: Bucket, key: string, { query }: Pick<StorageRequest, 'query'>): Upload {
  const id = queryValue(query, 'uploadId') ?? '';
  const upload = bucket.uploads.get(id);
  if (upload?.key === key) return upload;
  throw refuse('NoSuchUpload', { details: [['UploadId', id]] });
}

/**
 * CompleteMultipartUpload: joins the parts that the document names, in its order.
 *
 * @throws OssError `NoSuchUpload`, `MalformedXML`, `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall`,
 * `InsufficientStorage`
 */
export async function completeUpload(
  request: StorageRequest,
  context: PutContext & Pick<FaultHooks, 'join'>,
): Promise<Answer> {
  const { store, bucket, key, now } = context;
  const document = await receiveXml(request.body, store.budget);
  // Looked up after the body has come: the upload may have been completed or given up meanwhile.
  const upload = uploadNamed(bucket, key, request);
  const wanted = wantedParts(request, document, upload);
  const parts = context.join?.(wanted, upload) ?? wanted;
  const pieces = parts.map(({ bytes }) => bytes);
  const size = heldBytes(pieces);
  if (!store.budget.take(size)) throw refuse('InsufficientStorage');
  let object: StoredObject;
  try {
    const body = joinBytes(pieces);
    object = keepObject(store, bucket, {
      key,
      body,
      md5: md5OfBytes(Buffer.concat(parts.map(({ md5 }) => md5))),
      crc64: body instanceof Uint8Array ? crc64OfBytes(body) : null,
      lastModified: wholeSecond(now),
      headers: upload.headers,
      making: { kind: 'Multipart', parts: pieces.map(({ length }) => length) },
    });
  } catch (error) {
    store.budget.give(size);
    throw error;
  }
  forget(store, bucket, upload);
  return answerFor(bucket, object);
}

/** AbortMultipartUpload. */
export function abortUpload(request: StorageRequest, { store, bucket, key }: PutContext): Answer {
  forget(store, bucket, uploadNamed(bucket, key, request));
  return noContent;
}

/** What a part costs beyond its bytes: Map entry, object, two Buffer headers and a digest, rounded up. */
const partOverheadBytes = 512;

/** What the parts of an upload take; bytes that several of them share count once. */
export function costOf(parts: Upload['parts']): number {
  return heldBytes([...parts.values()].map(({ bytes }) => bytes)) + parts.size * partOverheadBytes;
}

function forget({ budget }: Store, bucket: Bucket, upload: Upload): void {
  bucket.uploads.delete(upload.id);
  budget.give(costOf(upload.parts) + overheadOf(upload));
}

/** The parts that a request names, or all of them where it says so with `x-oss-complete-all: yes`. */
function wantedParts({ headers }: StorageRequest, document: string, upload: Upload): StoredPart[] {
  const listed =
    fieldValue(headers, 'x-oss-complete-all') === 'yes'
      ? [...upload.parts].sort(([a], [b]) => a - b).map(([number, { md5 }]) => ({ number, tag: tagOf(md5) }))
      : readParts(document);
  if (listed.some(({ number }, index) => index > 0 && number <= listed[index - 1]!.number))
    throw refuse('InvalidPartOrder');
  const parts = listed.map(({ number, tag }) => {
    const part = upload.parts.get(number);
    if (part === undefined || tagOf(part.md5) !== tag.toUpperCase()) {
      throw refuse('InvalidPart', { details: [['PartNumber', String(number)]] });
    }
    return part;
  });
  if (parts.slice(0, -1).some(({ bytes }) => bytes.length < smallestPart)) throw refuse('EntityTooSmall');
  return parts;
}

const tagOf = (md5: Buffer): string => md5.toString('hex').toUpperCase();

interface ListedPart {
  readonly number: number;
  /** Hex, without quotes. */
  readonly tag: string;
}

function readParts(document: string): ListedPart[] {
  const parts = document
    .split('</Part>')
    .slice(0, -1)
    .map((part) => ({
      number: Number(/<PartNumber>\s*(\d{1,5})\s*<\/PartNumber>/.exec(part)?.[1] ?? Number.NaN),
      tag: /<ETag>\s*(?:"|&quot;|&#34;)?([0-9A-Fa-f]{32})(?:"|&quot;|&#34;)?\s*<\/ETag>/.exec(part)?.[1] ?? '',
    }));
  if (parts.length === 0 || parts.some(({ number }) => Number.isNaN(number))) throw refuse('MalformedXML');
  return parts;
}

function answerFor({ name }: Bucket, object: StoredObject): Answer {
  const document = xmlDocument([
    'CompleteMultipartUploadResult',
    [
      ['Bucket', name],
      ['Key', object.key],
      ['ETag', contentTag(object)],
    ],
  ]);
  return xmlAnswer(200, document, [['ETag', contentTag(object)], ...crc64Field(object), ...versionHeaders(object)]);
}
