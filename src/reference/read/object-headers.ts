import type { HeaderField } from '../../spec/model/vocabulary.js';
import { settingsHeaders } from '../objects/object-settings.js';
import { type KeptObject, settingsOf } from '../objects/store.js';
import { versionHeaders } from '../objects/versions.js';
import type { Validators } from './conditions.js';
import { formatHttpDate } from './http-date.js';

/**
 * A directory of a hierarchical namespace. It has a type and a tag of its own, and neither Range nor an override does anything
 * to it (document of GetObject, https://www.alibabacloud.com/help/doc-detail/31980.htm). An object whose key ends with `/` is
 * none: in an ordinary bucket it is an object like any other (a HEAD printed in the vendor's FAQ about OSS volumes).
 */
export function isDirectory({ storedKind }: KeptObject): boolean {
  return storedKind?.kind === 'Directory';
}

function etagOf(object: KeptObject): string {
  return isDirectory(object) ? '"null"' : contentTag(object);
}

/**
 * The MD5 in upper-case hex and in quotes, as OSS prints it: what a listing and an upload say. That of a multipart object
 * has the number of its parts behind it.
 */
export function contentTag({ md5, storedKind }: Pick<KeptObject, 'md5' | 'storedKind'>): string {
  const parts = storedKind?.kind === 'Multipart' ? `-${storedKind.parts.length}` : '';
  return `"${md5.toString('hex').toUpperCase()}${parts}"`;
}

/** What conditions are held against. */
export function validatorsOf(object: KeptObject): Validators {
  return { etag: etagOf(object), lastModified: object.lastModified };
}

/** What every answer about an object says of it, 304 and 206 included: all of it speaks of the whole object. */
export function objectHeaders(object: KeptObject): HeaderField[] {
  return [
    ['Accept-Ranges', 'bytes'],
    ['ETag', etagOf(object)],
    ['Last-Modified', formatHttpDate(object.lastModified)],
    ['x-oss-object-type', isDirectory(object) ? 'Normal' : (object.storedKind?.kind ?? 'Normal')],
    // The sample of a link in the document of GetObject has none.
    ...(object.storedKind?.kind === 'Symlink' ? [] : crc64Field(object)),
    ...settingsHeaders(settingsOf(object)),
    ...(object.storedKind?.kind === 'Appendable' ? [nextPosition(object)] : []),
    ...versionHeaders(object),
  ];
}

/** The checksum of the whole object, where there is one. */
export function crc64Field({ crc64 }: Pick<KeptObject, 'crc64'>): HeaderField[] {
  return crc64 === null ? [] : [['x-oss-hash-crc64ecma', crc64]];
}

/** What the upload said about the content, in the answers that carry the content or stand for it. */
export function contentHeaders(object: KeptObject): readonly HeaderField[] {
  return object.headers;
}

/** The type alone, which a 304 has, too (recorded for the tests of the vendor's Python SDK on 2015-12-12). */
export function typeHeader({ headers }: KeptObject): HeaderField[] {
  return headers.filter(([name]) => name.toLowerCase() === 'content-type');
}

/** Where the next piece goes (AlibabaCloudDocs/oss, `HeadObject.md`). */
const nextPosition = ({ body }: KeptObject): HeaderField => ['x-oss-next-append-position', String(body.length)];

/**
 * Content-MD5 is of the whole object and in Base64; an object that was not made by one upload has none (document of
 * HeadObject), unless its parts came in order. A link has that of its target.
 */
export function contentMd5({ md5, storedKind }: KeptObject): HeaderField[] {
  if (storedKind?.kind === 'Multipart') {
    return storedKind.bodyMd5 === undefined ? [] : [['Content-MD5', storedKind.bodyMd5.toString('base64')]];
  }
  return storedKind === undefined || storedKind.kind === 'Symlink' ? [['Content-MD5', md5.toString('base64')]] : [];
}
