import { encodeComponent } from '../../driver/auth/percent-encode.js';
import type { QueryParameter } from '../../driver/auth/signable-request.js';
import { queryValue } from '../server/storage-request.js';
import { invalidArgument } from '../wire/oss-error.js';
import type { XmlElement } from '../wire/xml.js';

/** The most entries that a page of any listing has (AlibabaCloudDocs/oss, documents of the list operations). */
const largestPage = 1000;

/**
 * How many entries a page may have.
 *
 * @param name of the parameter
 * @throws OssError `InvalidArgument` for anything but 1 to 1000
 */
export function pageSize(query: readonly QueryParameter[], name: string, usual: number): number {
  const text = queryValue(query, name) || String(usual);
  const number = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > largestPage) throw invalidArgument(name, text);
  return number;
}

/** A prefix, a delimiter or a marker is shorter than this, in bytes (documents of the list operations). */
const longestText = 1024;

/**
 * Whether the texts that say what is listed are short enough.
 *
 * @param names of the parameters
 * @throws OssError `InvalidArgument`
 */
export function checkTexts(query: readonly QueryParameter[], names: readonly string[]): void {
  for (const name of names) {
    const text = queryValue(query, name) ?? '';
    if (Buffer.byteLength(text) >= longestText) throw invalidArgument(name, text);
  }
}

/**
 * How keys are written: as they are, or percent-encoded where the request wants it.
 *
 * @throws OssError `InvalidArgument` for an encoding that is none
 */
export function textEncoder(query: readonly QueryParameter[]): (text: string) => string {
  const encoding = queryValue(query, 'encoding-type');
  if (encoding === undefined) return (text) => text;
  if (encoding !== 'url') throw invalidArgument('encoding-type', encoding);
  return encodeComponent;
}

/** That keys are written in another way than they are, where the request wants it. */
export function encodingElement(query: readonly QueryParameter[]): readonly XmlElement[] {
  const encoding = queryValue(query, 'encoding-type');
  return encoding === undefined ? [] : [['EncodingType', encoding]];
}

/** The groups of a listing. */
export function commonPrefixElements(
  prefixes: readonly string[],
  encode: (text: string) => string,
): readonly XmlElement[] {
  return prefixes.map((prefix) => ['CommonPrefixes', [['Prefix', encode(prefix)]]]);
}
