import type { SignableRequest } from '../../driver/auth/signable-request.js';
import { isSignedByDefaultV4 } from '../../driver/auth/v4/v4-additional-headers.js';
import { unsignedPayload } from '../../driver/auth/v4/v4-canonical-request.js';
import { signatureV4 } from '../../driver/auth/v4/v4-signature.js';
import { algorithmV4, type ScopeV4, stringToSignV4, timestampV4 } from '../../driver/auth/v4/v4-string-to-sign.js';
import { parseHttpDate } from '../read/http-date.js';
import { fieldValue, queryValue } from '../server/storage-request.js';
import { type OssError, refuse } from '../wire/oss-error.js';
import type { AuthenticationContext } from './authentication-context.js';
import { knownCredentials } from './known-credentials.js';
import { checkExpiry, checkSkew, invalidDate, missingDate, parseTimestamp } from './request-time.js';
import { signatureMismatch } from './signature-mismatch.js';

/** What a request claims under V4. */
interface ClaimV4 {
  readonly accessKeyId: string;
  readonly scope: ScopeV4;
  /** The time of the signature, as in the request and in the string to sign. */
  readonly timestamp: string;
  /** The same in ms since 1970. */
  readonly at: number;
  readonly additionalHeaders: readonly string[];
  readonly securityToken: string | undefined;
  readonly signature: string;
}

/** Document of the V4 signature: a URL is good for a week at most. */
const longestExpirySeconds = 604800;

/**
 * Checks `Authorization: OSS4-HMAC-SHA256 Credential=..., AdditionalHeaders=..., Signature=...`.
 * Source: https://help.aliyun.com/en/oss/developer-reference/recommend-to-use-signature-version-4
 *
 * @returns the access key id
 * @throws OssError `InvalidArgument`, `InvalidAccessKeyId`, `InvalidSecurityToken`, `AccessDenied`,
 * `RequestTimeTooSkewed`, `SignatureDoesNotMatch`
 */
export function authenticateV4Header(
  request: SignableRequest,
  authorization: string,
  context: AuthenticationContext,
): string {
  const parts = authorizationParts(authorization);
  if (fieldValue(request.headers, 'x-oss-content-sha256') !== unsignedPayload) {
    throw invalid(`The x-oss-content-sha256 header must be ${unsignedPayload}.`, '0002-00000214');
  }
  const claim = {
    ...parseCredential(parts.get('Credential')!),
    ...signedTime(request.headers),
    additionalHeaders: parts.get('AdditionalHeaders')?.split(';') ?? [],
    securityToken: fieldValue(request.headers, 'x-oss-security-token'),
    signature: parts.get('Signature')!,
  };
  return checkClaim(request, claim, context, () => checkSkew(claim.at, context.now, claim.timestamp));
}

/**
 * Checks a URL with `x-oss-signature-version`, `x-oss-credential`, `x-oss-date`, `x-oss-expires` and `x-oss-signature`.
 * Source: Go SDK v2 `oss/signer/v4.go`
 *
 * @returns the access key id
 * @throws OssError `AccessDenied` for a URL whose time is over, else as the check of the header
 */
export function authenticateV4Query(request: SignableRequest, context: AuthenticationContext): string {
  const parameter = (name: string) => queryValue(request.query, name) ?? '';
  if (parameter('x-oss-signature-version') !== algorithmV4) throw invalid('The signature version is not supported.');
  const expires = parameter('x-oss-expires');
  const seconds = /^\d{1,6}$/.test(expires) ? Number(expires) : 0;
  if (seconds < 1 || seconds > longestExpirySeconds) throw invalid('The x-oss-expires is not between 1 and 604800.');
  const claim = {
    ...parseCredential(parameter('x-oss-credential')),
    ...timestamp(parameter('x-oss-date')),
    additionalHeaders: queryValue(request.query, 'x-oss-additional-headers')?.split(';') ?? [],
    securityToken: queryValue(request.query, 'x-oss-security-token'),
    signature: parameter('x-oss-signature'),
  };
  return checkClaim(request, claim, context, () => {
    if (claim.at > context.now.getTime()) checkSkew(claim.at, context.now, claim.timestamp);
    checkExpiry(claim.at + seconds * 1000, context.now);
  });
}

/**
 * The time of a signature in the header: `x-oss-date`, else `Date`. Each is signed as it stands and has a form of its
 * own (error codes 0002-00000502 and 0002-00000503 of the vendor's list). Go SDK v1 and ossutil 1 send `Date` alone.
 */
function signedTime(headers: SignableRequest['headers']): Pick<ClaimV4, 'timestamp' | 'at'> {
  const ossDate = fieldValue(headers, 'x-oss-date');
  if (ossDate !== undefined) return timestamp(ossDate);
  const date = fieldValue(headers, 'date');
  if (date === undefined) throw missingDate();
  const at = parseHttpDate(date);
  if (at === undefined) throw invalidDate();
  return { timestamp: date, at };
}

function timestamp(text: string): Pick<ClaimV4, 'timestamp' | 'at'> {
  const at = parseTimestamp(text);
  if (at === undefined) throw invalidDate();
  return { timestamp: text, at };
}

function authorizationParts(authorization: string): ReadonlyMap<string, string> {
  const parts = new Map(
    authorization
      .slice(algorithmV4.length)
      .split(',')
      .map((part) => part.trim())
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const),
  );
  const names = ['Credential', 'Signature', ...(parts.has('AdditionalHeaders') ? ['AdditionalHeaders'] : [])];
  if (parts.size !== names.length || !names.every((name) => parts.has(name))) {
    throw invalid('Authorization header is invalid.');
  }
  return parts;
}

function parseCredential(credential: string): Pick<ClaimV4, 'accessKeyId' | 'scope'> {
  const match = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aliyun_v4_request$/.exec(credential);
  const [, accessKeyId, date, region, product] = match ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined || product === undefined) {
    throw invalid('The credential is not of the form AccessKeyId/YYYYMMDD/region/oss/aliyun_v4_request.');
  }
  return { accessKeyId, scope: { date, region, product } };
}

function checkClaim(
  request: SignableRequest,
  claim: ClaimV4,
  context: AuthenticationContext,
  checkTime: () => void,
): string {
  checkScope(claim, context.region);
  checkAdditionalHeaders(request, claim.additionalHeaders);
  const credentials = knownCredentials(context.credentials, claim.accessKeyId, claim.securityToken);
  checkTime();
  const stringToSign = stringToSignV4(request, claim);
  if (signatureV4(credentials.accessKeySecret, claim.scope, stringToSign) !== claim.signature) {
    throw signatureMismatch(claim.accessKeyId, claim.signature, stringToSign, '0002-00000201');
  }
  return claim.accessKeyId;
}

/** Error codes 0002-00000226 and -00000228 of the vendor's list; the wording is the one that their users quote. */
function checkScope({ scope, at }: ClaimV4, region: string): void {
  if (scope.region !== region) throw invalid('Invalid signing region in Authorization header.');
  if (scope.product !== 'oss') throw invalid('Invalid signing product in Authorization header.');
  if (scope.date !== timestampV4(new Date(at)).slice(0, 8)) {
    throw invalid('Invalid signing date in Authorization header.');
  }
}

/** Error codes 0002-00000209 to -00000211: no empty name, none that is signed anyway, none that is not sent. */
function checkAdditionalHeaders({ headers }: SignableRequest, names: readonly string[]): void {
  for (const name of names.map((listed) => listed.toLowerCase())) {
    if (name === '' || isSignedByDefaultV4(name)) throw invalid('The additional headers are invalid.');
    if (fieldValue(headers, name) === undefined) throw invalid(`The additional header ${name} is not sent.`);
  }
}

function invalid(message: string, ec?: string): OssError {
  return refuse('InvalidArgument', { message, ...(ec === undefined ? {} : { ec }) });
}
