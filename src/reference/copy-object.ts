import { type Answer, xmlAnswer } from './answer.js';
import type { Identity } from './authenticate.js';
import { copySource } from './copy-source.js';
import { md5OfBytes } from './digests.js';
import { keptHeaders } from './kept-headers.js';
import { contentTag, crc64Field } from './object-headers.js';
import { invalidArgument, refuse } from './oss-error.js';
import { type PutContext, wholeSecond } from './put-object.js';
import { fieldValue, type StorageRequest } from './storage-request.js';
import { keepObject, type StoredObject } from './store.js';
import { heldBytes, piecesOf } from './stored-bytes.js';
import { versionHeaders } from './versions.js';
import { xmlDocument } from './xml.js';

/**
 * CopyObject: another object with the same bytes, and with the same fields unless the request wants others
 * (AlibabaCloudDocs/oss, `CopyObject.md`). Of a link it copies the link.
 *
 * @throws OssError `InvalidArgument` for a directive that is none, `InsufficientStorage`, and what finding the source throws
 */
export function copyObject(
  request: StorageRequest,
  { store, bucket, key, now, identity }: PutContext & { readonly identity: Identity },
): Answer {
  const source = copySource(request, store, identity);
  const replaces = replacesFields(request);
  const held = heldBytes(piecesOf(source.body));
  if (!store.budget.take(held)) throw refuse('InsufficientStorage');
  try {
    const copy = keepObject(store, bucket, {
      ...plain(source),
      key,
      lastModified: wholeSecond(now),
      headers: replaces ? keptHeaders(request.headers) : source.headers,
    });
    return answerFor(copy);
  } catch (error) {
    store.budget.give(held);
    throw error;
  }
}

/** A copy is made by one request, however its source was made; a link stays one. */
function plain({ versionId: _, making, ...source }: StoredObject): StoredObject {
  return making?.kind === 'Symlink' ? { ...source, making } : { ...source, md5: md5OfBytes(...piecesOf(source.body)) };
}

function replacesFields({ headers }: StorageRequest): boolean {
  const directive = fieldValue(headers, 'x-oss-metadata-directive') ?? 'COPY';
  if (directive === 'COPY' || directive === 'REPLACE') return directive === 'REPLACE';
  throw invalidArgument('x-oss-metadata-directive', directive);
}

function answerFor(copy: StoredObject): Answer {
  const document = xmlDocument([
    'CopyObjectResult',
    [
      ['LastModified', new Date(copy.lastModified).toISOString()],
      ['ETag', contentTag(copy)],
    ],
  ]);
  return xmlAnswer(200, document, [...crc64Field(copy), ...versionHeaders(copy)]);
}
