import { createHmac } from 'node:crypto';
import type { HeaderField } from '../../../spec/model/vocabulary.js';
import { canonicalHeaderLines, canonicalHeaders, ossHeaderPrefix } from '../canonical-headers.js';
import type { QueryParameter, SignableRequest } from '../signable-request.js';
import { isSignedParameterV1 } from './v1-sub-resources.js';

/**
 * What is signed under V1, for a client as for a server that checks one: method, Content-MD5, Content-Type, date, then every
 * `x-oss-*` field and the resource. `Range` is never part of it. The result is a byte string, one character a byte.
 * Source: documents of the V1 signature in a header and in a URL; Go SDK v2 `oss/signer/v1.go`.
 *
 * @param date - header form: {@link signedDateV1}; URL form: the value of `Expires`
 */
export function stringToSignV1(request: SignableRequest, date: string): string {
  const headers = canonicalHeaders(request.headers);
  const ossHeaders = [...headers.keys()].filter((name) => name.startsWith(ossHeaderPrefix));
  return [
    request.method,
    headers.get('content-md5') ?? '',
    headers.get('content-type') ?? '',
    date,
    canonicalHeaderLines(headers, ossHeaders) + canonicalResourceV1(request),
  ].join('\n');
}

/** The signature in Base64. */
export function signatureV1(accessKeySecret: string, stringToSign: string): string {
  return createHmac('sha1', accessKeySecret).update(stringToSign, 'latin1').digest('base64');
}

/**
 * The date that a V1 header signature covers: `x-oss-date` where both are sent, else `Date`; empty where neither is.
 * Source: https://www.alibabacloud.com/help/zh/doc-detail/31951.htm
 */
export function signedDateV1(headers: readonly HeaderField[]): string {
  const folded = canonicalHeaders(headers);
  return folded.get('x-oss-date') ?? folded.get('date') ?? '';
}

/** `/bucket/key?sub&resource=value`, not percent-encoded: the UTF-8 bytes of the text, one character a byte. */
function canonicalResourceV1({ bucket, key, query }: SignableRequest): string {
  const path = bucket === null ? '/' : `/${bucket}/${key ?? ''}`;
  const signed = query
    .filter(([name]) => isSignedParameterV1(name))
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(parameterText);
  const resource = signed.length === 0 ? path : `${path}?${signed.join('&')}`;
  return Buffer.from(resource, 'utf8').toString('latin1');
}

function parameterText([name, value]: QueryParameter): string {
  return value === null || value === '' ? name : `${name}=${value}`;
}
