import type { FaultHooks } from '../faults/fault.js';
import { encodingElement, textEncoder } from '../list/list-options.js';
import { crc64OfBytes, md5OfBytes } from '../objects/digests.js';
import { keptHeaders } from '../objects/kept-headers.js';
import {
  encryptionHeaders,
  objectAcls,
  objectSettings,
  oneOfValues,
  refuseEncryption,
} from '../objects/object-settings.js';
import {
  type Bucket,
  type KeptObject,
  keepObject,
  newId,
  overheadOf,
  type Store,
  type StoredPart,
  settingsOf,
  type Upload,
} from '../objects/store.js';
import { heldBytes, joinBytes } from '../objects/stored-bytes.js';
import { versionHeaders } from '../objects/versions.js';
import { contentTag, crc64Field } from '../read/object-headers.js';
import { type EndpointResponse, noContent, xmlAnswer } from '../server/answer.js';
import { queryValue, type StorageRequest } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';
import { receiveXml } from '../wire/receive-xml.js';
import { xmlDocument } from '../wire/xml.js';
import { checkOverwrite } from './check-overwrite.js';
import { type PutContext, wholeSecond } from './put-object.js';

/** Every part but the last has at least this many bytes (AlibabaCloudDocs/oss, `CompleteMultipartUpload.md`). */
const smallestPart = 100 * 1024;

/**
 * InitiateMultipartUpload (AlibabaCloudDocs/oss, `InitiateMultipartUpload.md`). With the parameter `sequential` the parts are
 * taken in order only, and the object has the Content-MD5 of its body (`tests/test_multipart.py` and `tests/test_upload.py` of the vendor's Python SDK,
 * `oss/upload_test.go` of its SDK for Go V1).
 *
 * @throws OssError `FileAlreadyExists`, `InsufficientStorage`, and what its settings throw
 */
export function initiateUpload(request: StorageRequest, { store, bucket, key, now }: PutContext): EndpointResponse {
  const { headers, query } = request;
  const encode = textEncoder(query);
  const settings = objectSettings(headers, bucket.storageClass);
  checkOverwrite(request, bucket, key);
  const upload: Upload = {
    id: newId(),
    key,
    headers: keptHeaders(headers),
    settings,
    sequential: queryValue(query, 'sequential') !== undefined,
    parts: new Map(),
    initiatedAt: now,
  };
  if (!store.budget.take(overheadOf(upload))) throw refuse('InsufficientStorage');
  bucket.uploads.set(upload.id, upload);
  const document = xmlDocument([
    'InitiateMultipartUploadResult',
    [...encodingElement(query), ['Bucket', bucket.name], ['Key', encode(key)], ['UploadId', upload.id]],
  ]);
  return xmlAnswer(200, document, encryptionHeaders(settings));
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
 * @throws OssError `NoSuchUpload`, `FileAlreadyExists`, `MalformedXML`, `InvalidDigest`, `InvalidArgument`, `InvalidPart`,
 * `InvalidPartOrder`, `EntityTooSmall`, `InsufficientStorage`
 */
export async function completeUpload(
  request: StorageRequest,
  context: PutContext & Pick<FaultHooks, 'join'>,
): Promise<EndpointResponse> {
  const { store, bucket, key, now } = context;
  refuseEncryption(request.headers);
  const acl = oneOfValues(request.headers, 'x-oss-object-acl', objectAcls);
  const document = await receiveXml(request, store.budget);
  // Looked up after the body has come: the upload may have been completed or given up meanwhile.
  const upload = uploadNamed(bucket, key, request);
  checkOverwrite(request, bucket, key, '0042-00000214');
  const listed = wantedParts(request, document, upload);
  const parts = context.join?.(listed, upload) ?? listed;
  const pieces = parts.map(({ bytes }) => bytes);
  const size = heldBytes(pieces);
  if (!store.budget.take(size)) throw refuse('InsufficientStorage');
  let object: KeptObject;
  try {
    const body = joinBytes(pieces);
    object = keepObject(store, bucket, {
      key,
      body,
      md5: uploadDigest(parts),
      crc64: body instanceof Uint8Array ? crc64OfBytes(body) : null,
      lastModified: wholeSecond(now),
      headers: upload.headers,
      settings: acl === undefined ? upload.settings : { ...upload.settings, acl },
      storedKind: {
        kind: 'Multipart',
        parts: pieces.map(({ length }) => length),
        ...(upload.sequential ? { bodyMd5: md5OfBytes(...pieces) } : {}),
      },
    });
  } catch (error) {
    store.budget.give(size);
    throw error;
  }
  forget(store, bucket, upload);
  return answerFor(request, bucket, object);
}

/** AbortMultipartUpload. */
export function abortUpload(request: StorageRequest, { store, bucket, key }: PutContext): EndpointResponse {
  forget(store, bucket, uploadNamed(bucket, key, request));
  return noContent;
}

/**
 * What the tag of an upload in parts is made of: the MD5 of the tags of its parts in a row, in upper-case hex and without
 * quotes, where S3 takes that of the binary digests. Sources: an answer recorded in `tests/test_mock_multipart.py` of the
 * vendor's Python SDK, and the tag that `oss/download_test.go` of its SDK for Go V1 requires of a picture. Both verify.
 * A caller with an S3 signature reads the same tag: it belongs to the object, and the vendor's page on its interface for S3
 * (https://help.aliyun.com/en/oss/developer-reference/compatibility-with-amazon-s3) promises no other.
 */
export function uploadDigest(parts: readonly Pick<StoredPart, 'md5'>[]): Buffer {
  return md5OfBytes(Buffer.from(parts.map(({ md5 }) => tagOf(md5)).join('')));
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

/** The parts that a request names, or all of them with `x-oss-complete-all: yes`. */
function wantedParts({ headers }: StorageRequest, document: string, upload: Upload): StoredPart[] {
  // The message is spelled as a test of the vendor's SDK for Go V2 requires it.
  const takesAll = oneOfValues(headers, 'x-oss-complete-all', ['yes']) === 'yes';
  if (takesAll && document !== '') {
    throw refuse('InvalidArgument', {
      message: 'Should not speficy both complete all header and http body.',
      ec: '0042-00000216',
    });
  }
  const listed = takesAll
    ? [...upload.parts].sort(([a], [b]) => a - b).map(([number, { md5 }]) => ({ number, tag: tagOf(md5) }))
    : readParts(document);
  if (listed.length === 0 && (takesAll || !namesNoParts.test(document))) throw refuse('MalformedXML');
  if (listed.some(({ number }, index) => index > 0 && number <= listed[index - 1]!.number))
    throw refuse('InvalidPartOrder', { ec: '0042-00000209' });
  const parts = listed.map(({ number, tag }) => {
    const part = upload.parts.get(number);
    if (part === undefined || tagOf(part.md5) !== tag.toUpperCase()) {
      throw refuse('InvalidPart', { details: [['PartNumber', String(number)]] });
    }
    return part;
  });
  if (parts.slice(0, -1).some(({ bytes }) => bytes.length < smallestPart))
    throw refuse('EntityTooSmall', { ec: '0042-00000213' });
  return parts;
}

/**
 * A well-formed document that names no part makes an object without a byte: `testCompleteMultipartUploadWithEmptyArray` in
 * `OssClientMultipartUploadTest.php` of the vendor's SDK for PHP V1.
 */
const namesNoParts =
  /^\s*(?:<\?xml[^>]*\?>\s*)?<CompleteMultipartUpload(?:\s[^>]*)?(?:\/>|>\s*<\/CompleteMultipartUpload>)\s*$/;

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
  if (parts.some(({ number }) => Number.isNaN(number))) throw refuse('MalformedXML');
  return parts;
}

function answerFor({ host, path, query }: StorageRequest, { name }: Bucket, object: KeptObject): EndpointResponse {
  const encode = textEncoder(query);
  const document = xmlDocument([
    'CompleteMultipartUploadResult',
    [
      ...encodingElement(query),
      // The address that the request was sent to, which is the one that this client reaches the object by.
      ['Location', `http://${host}${path}`],
      ['Bucket', name],
      ['Key', encode(object.key)],
      ['ETag', contentTag(object)],
    ],
  ]);
  return xmlAnswer(200, document, [
    ['ETag', contentTag(object)],
    ...crc64Field(object),
    ...encryptionHeaders(settingsOf(object)),
    ...versionHeaders(object),
  ]);
}
