import type { SignableRequest } from '../../driver/auth/signable-request.js';
import { signatureV1, signedDateV1, stringToSignV1 } from '../../driver/auth/v1/v1-string-to-sign.js';
import { parseHttpDate } from '../read/http-date.js';
import { fieldValue, queryValue } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';
import type { AuthenticationContext } from './authentication-context.js';
import { knownCredentials } from './known-credentials.js';
import { checkExpiry, checkSkew, invalidDate, missingDate, parseTimestamp } from './request-time.js';
import { signatureMismatch } from './signature-mismatch.js';

/** What a request claims under V1. */
interface ClaimV1 {
  readonly accessKeyId: string;
  readonly signature: string;
  readonly securityToken: string | undefined;
}

/**
 * Checks `Authorization: OSS id:signature`.
 * Source: https://www.alibabacloud.com/help/zh/doc-detail/31951.htm
 *
 * @returns the access key id
 * @throws OssError `InvalidArgument`, `InvalidAccessKeyId`, `InvalidSecurityToken`, `AccessDenied`,
 * `RequestTimeTooSkewed`, `SignatureDoesNotMatch`
 */
export function authenticateV1Header(
  request: SignableRequest,
  authorization: string,
  context: AuthenticationContext,
): string {
  const [, accessKeyId, signature] = /^OSS ([^:]+):(.+)$/.exec(authorization) ?? [];
  if (accessKeyId === undefined || signature === undefined) {
    throw refuse('InvalidArgument', { message: 'Authorization header is invalid.' });
  }
  const claim = { accessKeyId, signature, securityToken: fieldValue(request.headers, 'x-oss-security-token') };
  const date = signedDateV1(request.headers);
  return checkClaim(request, claim, date, context, () => {
    if (date === '') throw missingDate();
    // The SDKs of the vendor send the form of Date in both fields; the vendor's page on 0002-00000503 shows the other.
    const isOssDate = fieldValue(request.headers, 'x-oss-date') !== undefined;
    const at = parseHttpDate(date) ?? (isOssDate ? parseTimestamp(date) : undefined);
    if (at === undefined) throw invalidDate();
    checkSkew(at, context.now, date);
  });
}

/**
 * Checks a URL with `OSSAccessKeyId`, `Expires` and `Signature`: its end before its signature, and the first value of
 * a parameter that is repeated. Source: AlibabaCloudDocs/oss, `Add signatures to a URL.md`
 *
 * @returns the access key id
 * @throws OssError `AccessDenied` for a parameter that is absent or an end that is over, else as the check of the header
 */
export function authenticateV1Query(request: SignableRequest, context: AuthenticationContext): string {
  const [accessKeyId, expires, signature] = ['OSSAccessKeyId', 'Expires', 'Signature'].map((name) => {
    const value = queryValue(request.query, name);
    if (value === undefined) {
      throw refuse('AccessDenied', { message: `Query-string authentication requires the ${name} parameter.` });
    }
    return value;
  }) as [string, string, string];
  const claim = { accessKeyId, signature, securityToken: queryValue(request.query, 'security-token') };
  return checkClaim(request, claim, expires, context, () => {
    // 12 digits reach beyond the year 33000 and stay within what a Date can hold.
    if (!/^\d{1,12}$/.test(expires))
      throw refuse('AccessDenied', { message: 'Invalid date (should be seconds since epoch).' });
    checkExpiry(Number(expires) * 1000, context.now);
  });
}

function checkClaim(
  request: SignableRequest,
  claim: ClaimV1,
  date: string,
  context: AuthenticationContext,
  checkDate: () => void,
): string {
  const credentials = knownCredentials(context.credentials, claim.accessKeyId, claim.securityToken);
  checkDate();
  const stringToSign = stringToSignV1(request, date);
  if (signatureV1(credentials.accessKeySecret, stringToSign) !== claim.signature) {
    throw signatureMismatch(claim.accessKeyId, claim.signature, stringToSign);
  }
  return claim.accessKeyId;
}
