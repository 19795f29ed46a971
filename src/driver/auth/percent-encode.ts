import type { QueryParameter } from './signable-request.js';

/** RFC 3986 section 2.3; the OSS V4 documents keep exactly these. */
const unreserved = /^[A-Za-z0-9\-._~]*$/;
const unreservedOrSlash = /^[A-Za-z0-9\-._~/]*$/;

const escapes: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  return unreserved.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});

/** Percent-encodes every byte of the UTF-8 form but the unreserved ones: names and values of a query. */
export function encodeComponent(text: string): string {
  return unreserved.test(text) ? text : escapeBytes(text);
}

/**
 * Percent-encodes a path, keeping `/`. Dots are kept too: `..` is a legal part of an object key, and a path that holds it
 * must reach the wire without passing a URL parser, which would resolve it.
 */
export function encodePath(text: string): string {
  return unreservedOrSlash.test(text) ? text : escapeBytes(text).replaceAll('%2F', '/');
}

/** A query as it is sent, without its `?`, in the order given. `null` values send the bare name, `''` sends `name=`. */
export function encodeQuery(query: readonly QueryParameter[]): string {
  return query
    .map(([name, value]) =>
      value === null ? encodeComponent(name) : `${encodeComponent(name)}=${encodeComponent(value)}`,
    )
    .join('&');
}

/** Buffer.from never throws, unlike encodeURIComponent: a lone surrogate becomes U+FFFD, here and in every sent path. */
function escapeBytes(text: string): string {
  let escaped = '';
  for (const byte of Buffer.from(text, 'utf8')) escaped += escapes[byte];
  return escaped;
}
