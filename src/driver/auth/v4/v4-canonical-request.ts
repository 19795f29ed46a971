import { canonicalHeaderLines, canonicalHeaders } from '../canonical-headers.js';
import { encodeComponent, encodePath } from '../percent-encode.js';
import type { QueryParameter, SignableRequest } from '../signable-request.js';
import { additionalHeadersV4, isSignedByDefaultV4 } from './v4-additional-headers.js';

/** The only payload hash that OSS V4 knows: bodies are never part of a signature. */
export const unsignedPayload = 'UNSIGNED-PAYLOAD';

/** Name of the query parameter that carries a presigned signature, the only one that is not signed. */
export const signatureParameterV4 = 'x-oss-signature';

/**
 * The canonical request of OSS V4: method, URI, query, headers, additional headers, payload hash, one a line. The header
 * block ends with a line feed of its own, so two follow one another where no additional header is named. As the headers
 * are, the result is a byte string.
 *
 * The URI is `/bucket/key` for any addressing style. Source: document of the V4 signature, Go SDK v2 `oss/signer/v4.go`.
 *
 * @param additionalHeaders - as a client names them; normalised by {@link additionalHeadersV4}
 */
export function canonicalRequestV4(request: SignableRequest, additionalHeaders: readonly string[] = []): string {
  const headers = canonicalHeaders(request.headers);
  const additional = additionalHeadersV4(request.headers, additionalHeaders);
  const covered = [...headers.keys()].filter(isSignedByDefaultV4).concat(additional);
  return [
    request.method,
    canonicalUriV4(request),
    canonicalQueryV4(request.query),
    canonicalHeaderLines(headers, covered),
    additional.join(';'),
    headers.get('x-oss-content-sha256') ?? unsignedPayload,
  ].join('\n');
}

/** `/bucket/key`, `/bucket/` or `/`, percent-encoded. */
export function canonicalUriV4({ bucket, key }: Pick<SignableRequest, 'bucket' | 'key'>): string {
  return encodePath(bucket === null ? '/' : `/${bucket}/${key ?? ''}`);
}

/**
 * Parameters encoded, then sorted by encoded name; one without a value, or with an empty one, is its bare name.
 * `x-oss-signature` is left out. No source says how a repeated name is sorted: here it keeps the order of the request.
 */
export function canonicalQueryV4(query: readonly QueryParameter[]): string {
  return query
    .filter(([name]) => name !== signatureParameterV4)
    .map(([name, value]) => [encodeComponent(name), encodeComponent(value ?? '')] as const)
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&');
}
