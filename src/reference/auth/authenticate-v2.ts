import { createHmac } from 'node:crypto';
import { canonicalHeaderLines, canonicalHeaders, ossHeaderPrefix } from '../../driver/auth/canonical-headers.js';
import { encodeComponent } from '../../driver/auth/percent-encode.js';
import type { SignableRequest } from '../../driver/auth/signable-request.js';
import { canonicalQueryV4 } from '../../driver/auth/v4/v4-canonical-request.js';
import { parseHttpDate } from '../read/http-date.js';
import { fieldValue, queryValue } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';
import type { AuthenticationContext } from './authentication-context.js';
import { knownCredentials } from './known-credentials.js';
import { checkExpiry, checkSkew, invalidDate, missingDate } from './request-time.js';
import { signatureMismatch } from './signature-mismatch.js';

/** What a request claims under V2. */
interface ClaimV2 {
  readonly accessKeyId: string;
  readonly signature: string;
  readonly additionalHeaders: readonly string[];
  readonly securityToken: string | undefined;
  /** Value of Date, or of `x-oss-expires`. */
  readonly date: string;
}

/** Value of `x-oss-signature-version` of a presigned URL. */
export const versionV2 = 'OSS2';

const headerForm = /^OSS2 AccessKeyId:([^,]+),(?:AdditionalHeaders:([^,]*),)?Signature:(.+)$/;

/**
 * Checks `Authorization: OSS2 AccessKeyId:id,AdditionalHeaders:a;b,Signature:signature`. Sources: `ProviderAuthV2` in
 * `oss2/auth.py` of the vendor's Python SDK, `getSignedStr` in `oss/auth.go` of its Go SDK v1.
 *
 * @returns the access key id
 * @throws OssError `InvalidArgument`, `InvalidAccessKeyId`, `InvalidSecurityToken`, `AccessDenied`,
 * `RequestTimeTooSkewed`, `SignatureDoesNotMatch`
 */
export function authenticateV2Header(
  request: SignableRequest,
  authorization: string,
  context: AuthenticationContext,
): string {
  const [, accessKeyId, additional = '', signature] = headerForm.exec(authorization) ?? [];
  if (accessKeyId === undefined || signature === undefined) {
    throw refuse('InvalidArgument', { message: 'Authorization header is invalid.' });
  }
  const date = fieldValue(request.headers, 'date') ?? '';
  const securityToken = fieldValue(request.headers, 'x-oss-security-token');
  const claim = { accessKeyId, signature, additionalHeaders: listed(additional), securityToken, date };
  return checkClaim(request, claim, context, () => {
    if (date === '') throw missingDate();
    const at = parseHttpDate(date);
    if (at === undefined) throw invalidDate();
    checkSkew(at, context.now, date);
  });
}

/**
 * Checks a URL with `x-oss-signature-version=OSS2`, `x-oss-access-key-id`, `x-oss-expires` (seconds since 1970, unlike
 * that of V4) and `x-oss-signature`. Same sources.
 *
 * @returns the access key id
 * @throws OssError `AccessDenied` for an end that is over, else as the check of the header
 */
export function authenticateV2Query(request: SignableRequest, context: AuthenticationContext): string {
  const [accessKeyId, date, signature] = ['x-oss-access-key-id', 'x-oss-expires', 'x-oss-signature'].map((name) => {
    const value = queryValue(request.query, name);
    if (value === undefined) {
      throw refuse('InvalidArgument', { message: `The signature in the URL requires the ${name} parameter.` });
    }
    return value;
  }) as [string, string, string];
  const additionalHeaders = listed(queryValue(request.query, 'x-oss-additional-headers') ?? '');
  const securityToken = queryValue(request.query, 'security-token');
  return checkClaim(request, { accessKeyId, signature, additionalHeaders, securityToken, date }, context, () => {
    if (!/^\d{1,12}$/.test(date)) throw invalidDate();
    checkExpiry(Number(date) * 1000, context.now);
  });
}

/** The Python SDK lists them in any order, and signs them in order. */
function listed(names: string): string[] {
  return names === '' ? [] : names.toLowerCase().split(';').sort();
}

function checkClaim(
  request: SignableRequest,
  claim: ClaimV2,
  context: AuthenticationContext,
  checkDate: () => void,
): string {
  const { accessKeySecret } = knownCredentials(context.credentials, claim.accessKeyId, claim.securityToken);
  checkDate();
  const stringToSign = stringToSignV2(request, claim);
  const signature = createHmac('sha256', accessKeySecret).update(stringToSign, 'latin1').digest('base64');
  if (signature !== claim.signature) {
    throw signatureMismatch(claim.accessKeyId, claim.signature, stringToSign, '0002-00000101');
  }
  return claim.accessKeyId;
}

/** A byte string, one character a byte. The resource is encoded as a whole, its slashes too. */
function stringToSignV2(request: SignableRequest, { additionalHeaders, date }: ClaimV2): string {
  const headers = canonicalHeaders(request.headers);
  const covered = [...headers.keys()].filter(
    (name) => name.startsWith(ossHeaderPrefix) || additionalHeaders.includes(name),
  );
  const path = request.bucket === null ? '/' : `/${request.bucket}/${request.key ?? ''}`;
  const query = canonicalQueryV4(request.query);
  return [
    request.method,
    headers.get('content-md5') ?? '',
    headers.get('content-type') ?? '',
    date,
    `${canonicalHeaderLines(headers, covered)}${additionalHeaders.join(';')}`,
    `${encodeComponent(path)}${query === '' ? '' : `?${query}`}`,
  ].join('\n');
}
