import { gzipSync } from 'node:zlib';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { KeptObject } from '../objects/store.js';
import { piecesOf, type StoredBytes } from '../objects/stored-bytes.js';
import { fieldLines, fieldValue, type StorageRequest } from '../server/storage-request.js';

/** The smallest object that is compressed, in bytes, and the types of those that are (document of GetObject; with text/html in the FAQ of 2024). */
const smallestSize = 1024;
const compressedTypes: ReadonlySet<string> = new Set([
  'application/javascript',
  'application/json',
  'application/rss+xml',
  'application/x-javascript',
  'text/cache-manifest',
  'text/css',
  'text/html',
  'text/json',
  'text/plain',
  'text/xml',
]);

/**
 * Whether a download is compressed: the client takes gzip, and the object can be. HEAD has the fields of the GET
 * (RFC 9110 section 9.3.2).
 */
export function isCompressed({ headers }: StorageRequest, object: KeptObject): boolean {
  return takesGzip(fieldLines(headers, 'accept-encoding')) && isCompressible(object);
}

/** What tells a cache that it depends on Accept-Encoding which form of an object comes (RFC 9110 section 12.5.5). */
export function varyField(object: KeptObject): HeaderField[] {
  return isCompressible(object) ? [['Vary', 'Accept-Encoding']] : [];
}

/**
 * A text that is long enough (https://www.alibabacloud.com/help/doc-detail/31980.htm). What is encoded already stays as
 * it is.
 */
function isCompressible(object: KeptObject): boolean {
  if (object.body.length < smallestSize) return false;
  const type = (fieldValue(object.headers, 'content-type') ?? '').replace(/;.*$/, '').trim().toLowerCase();
  return compressedTypes.has(type) && fieldValue(object.headers, 'content-encoding') === undefined;
}

function takesGzip(lines: readonly string[]): boolean {
  const codings = lines.flatMap((line) => line.split(',')).map((coding) => coding.replace(/\s/g, '').toLowerCase());
  return codings.some((coding) => /^(?:gzip|x-gzip)(?:;q=(?:1(?:\.0*)?|0?\.0*[1-9]\d*))?$/.test(coding));
}

/** One compressed form of a body at most is kept, so that any number of downloads at once cost no more than one. */
const compressed = new WeakMap<StoredBytes, Buffer>();

/** A body in gzip. */
export function gzipBody({ body }: KeptObject): Buffer {
  const known = compressed.get(body) ?? gzipSync(Buffer.concat(piecesOf(body)));
  compressed.set(body, known);
  return known;
}
