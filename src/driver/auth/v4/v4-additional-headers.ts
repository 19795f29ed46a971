import type { HeaderField } from '../../../spec/model/vocabulary.js';
import { canonicalHeaders, ossHeaderPrefix } from '../canonical-headers.js';

/**
 * Whether V4 covers a field without being asked: `content-type`, `content-md5`, every `x-oss-*`. So the mode header is
 * covered and `Range` is not. Source: document of the V4 signature; Go SDK v2 `isDefaultSignedHeader`.
 *
 * @param name - in lower case
 */
export function isSignedByDefaultV4(name: string): boolean {
  return name === 'content-type' || name === 'content-md5' || name.startsWith(ossHeaderPrefix);
}

/**
 * The list that goes into `AdditionalHeaders`: lower case, sorted, each name once, without names that are covered anyway
 * and without fields that the request does not carry. The service refuses an empty element, a default-signed name and a
 * name that is not sent (error codes 0002-00000209 to -00000211); the SDKs drop them, and so does this.
 */
export function additionalHeadersV4(headers: readonly HeaderField[], names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const carried = canonicalHeaders(headers);
  const named = new Set(names.map((name) => name.toLowerCase()));
  return [...named].filter((name) => carried.has(name) && !isSignedByDefaultV4(name)).sort();
}
