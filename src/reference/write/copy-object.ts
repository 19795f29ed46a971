import type { Identity } from '../auth/authenticate.js';
import { md5OfBytes } from '../objects/digests.js';
import { keptHeaders, keptType, statesMetadata } from '../objects/kept-headers.js';
import { encryptionHeaders, type ObjectSettings, objectSettings, oneOfValues } from '../objects/object-settings.js';
import { type Bucket, type KeptObject, keepObject, settingsOf } from '../objects/store.js';
import { heldBytes, piecesOf } from '../objects/stored-bytes.js';
import { versionHeaders } from '../objects/versions.js';
import { contentTag, crc64Field } from '../read/object-headers.js';
import { type EndpointResponse, xmlAnswer } from '../server/answer.js';
import type { StorageRequest } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';
import { formatTimestamp } from '../wire/timestamp.js';
import { xmlDocument } from '../wire/xml.js';
import { checkOverwrite } from './check-overwrite.js';
import { copySource, sourceVersionHeader } from './copy-source.js';
import { type PutContext, wholeSecond } from './put-object.js';
import { sourceNotModified } from './source-conditions.js';

/**
 * CopyObject: another object with the same bytes, and with the same fields unless the request wants others
 * (AlibabaCloudDocs/oss, `CopyObject.md`). Of a link it copies the link. Of an object onto itself, in a bucket that keeps
 * no versions, it changes the fields only.
 *
 * @throws OssError `InvalidArgument` for a directive that is none, `PreconditionFailed`, `FileAlreadyExists`,
 * `InsufficientStorage`, and what finding the source and reading the settings throw
 */
export function copyObject(
  request: StorageRequest,
  { store, bucket, key, now, identity }: PutContext & { readonly identity: Identity },
): EndpointResponse {
  const source = copySource(request, store, identity);
  const notModified = sourceNotModified(request, source);
  if (notModified !== null) return notModified;
  checkOverwrite(request, bucket, key);
  const isItself = !bucket.versioning && bucket.objects.get(key) === source;
  const held = heldBytes(piecesOf(source.body));
  if (!store.budget.take(held)) throw refuse('InsufficientStorage');
  try {
    const copy = keepObject(store, bucket, {
      ...(isItself ? source : plain(source)),
      key,
      lastModified: wholeSecond(now),
      headers: takesOver(request, isItself)
        ? source.headers
        : // That of the source stays: `test_metadata_tagging_directive_replace` in `tests/integration/test_client.py` of Python V2.
          keptHeaders(request.headers, keptType(source.headers)),
      settings: settingsOfCopy(request, source, bucket),
    });
    return answerFor(copy, source);
  } catch (error) {
    store.budget.give(held);
    throw error;
  }
}

/** A copy is made by one request, however its source was made; a link stays one. */
function plain({ versionId: _, storedKind, ...source }: KeptObject): KeptObject {
  return storedKind?.kind === 'Symlink'
    ? { ...source, storedKind }
    : { ...source, md5: md5OfBytes(...piecesOf(source.body)) };
}

/**
 * Whether the metadata is that of the source. For a copy onto itself the fields of the request count for any directive
 * (the same page); where there are none the old ones stay (`test_update_metadata_versioning` in
 * `tests/test_object_versioning.py` of the vendor's Python SDK).
 */
function takesOver(request: StorageRequest, isItself: boolean): boolean {
  if (replaces(request, 'x-oss-metadata-directive')) return false;
  return !isItself || !statesMetadata(request.headers);
}

/** Class, ACL and encryption are those of the request; the tags are those of the source unless it wants others. */
function settingsOfCopy(request: StorageRequest, source: KeptObject, bucket: Bucket): ObjectSettings {
  const settings = objectSettings(request.headers, bucket.storageClass);
  return replaces(request, 'x-oss-tagging-directive') ? settings : { ...settings, tags: settingsOf(source).tags };
}

/** As the documents and the vendor's SDKs spell them. */
const directives = ['COPY', 'REPLACE', 'Copy', 'Replace', 'copy', 'replace'] as const;

/** The page spells one directive in capitals and the other not; the vendor's SDKs send both in either form. */
function replaces({ headers }: StorageRequest, directive: string): boolean {
  return oneOfValues(headers, directive, directives)?.toUpperCase() === 'REPLACE';
}

function answerFor(copy: KeptObject, source: KeptObject): EndpointResponse {
  const document = xmlDocument([
    'CopyObjectResult',
    [
      ['ETag', contentTag(copy)],
      ['LastModified', formatTimestamp(copy.lastModified)],
    ],
  ]);
  return xmlAnswer(200, document, [
    ['ETag', contentTag(copy)],
    ...crc64Field(copy),
    ...encryptionHeaders(settingsOf(copy)),
    ...sourceVersionHeader(source),
    ...versionHeaders(copy),
  ]);
}
