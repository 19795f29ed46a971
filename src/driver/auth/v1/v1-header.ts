import type { HeaderField } from '../../../spec/model/vocabulary.js';
import { canonicalHeaders, withoutCarried } from '../canonical-headers.js';
import type { Credentials } from '../credentials.js';
import type { SignableRequest } from '../signable-request.js';
import { signatureV1, signedDateV1, stringToSignV1 } from './v1-string-to-sign.js';

export interface SignV1Options {
  readonly credentials: Credentials;
  /** The moment of signing; the service allows 15 minutes of difference. */
  readonly at: Date;
}

/**
 * Signs a request with OSS V1 in its header.
 *
 * @returns the fields to add, `Authorization` last. A field that the request carries already is not added again and is
 * signed as it stands; an `x-oss-date` of its own takes the place of `Date`.
 */
export function signV1Header(request: SignableRequest, { credentials, at }: SignV1Options): HeaderField[] {
  const carried = canonicalHeaders(request.headers);
  const own: HeaderField[] = [];
  // The preferred date format of RFC 9110 section 5.6.7 is what ECMAScript prescribes for toUTCString.
  if (!carried.has('x-oss-date')) own.push(['Date', at.toUTCString()]);
  if (credentials.securityToken !== undefined) own.push(['x-oss-security-token', credentials.securityToken]);
  const added = withoutCarried(own, carried);
  const headers = [...request.headers, ...added];
  const signature = signatureV1(
    credentials.accessKeySecret,
    stringToSignV1({ ...request, headers }, signedDateV1(headers)),
  );
  return [...added, ['Authorization', `OSS ${credentials.accessKeyId}:${signature}`]];
}
