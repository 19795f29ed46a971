import { createHash, createHmac } from 'node:crypto';
import type { QueryParameter } from '../../driver/auth/signable-request.js';
import { timestampV4 } from '../../driver/auth/v4/v4-string-to-sign.js';
import { parseHttpDate } from '../read/http-date.js';
import { fieldLines, fieldValue, queryValue } from '../server/storage-request.js';
import { type OssError, refuse } from '../wire/oss-error.js';
import type { AuthenticationContext } from './authentication-context.js';
import { knownCredentials } from './known-credentials.js';
import { checkExpiry, checkSkew, invalidDate, parseTimestamp } from './request-time.js';
import type { SignedRequest } from './signed-request.js';

/** What a request claims under AWS Signature Version 4. */
interface AwsClaim {
  readonly accessKeyId: string;
  /** `20231216/us-east-1/s3/aws4_request`, taken apart. */
  readonly scope: readonly [date: string, region: string, service: string];
  /** `20231216T162057Z` */
  readonly timestamp: string;
  /** In lower case, as listed. */
  readonly signedHeaders: readonly string[];
  readonly securityToken: string | undefined;
  readonly payloadHash: string;
  readonly signature: string;
}

export const awsAlgorithm = 'AWS4-HMAC-SHA256';
const signatureParameter = 'X-Amz-Signature';

/** A URL is good for a week at most. */
const longestExpirySeconds = 604800;

/** Whether a request shows an AWS signature in its URL. */
export function isAwsPresigned({ query }: Pick<SignedRequest, 'query'>): boolean {
  return query.some(([name]) => name === signatureParameter || name === 'X-Amz-Algorithm');
}

/**
 * Checks `Authorization: AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...`. Written from
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html alone, apart from what signs.
 *
 * @returns the access key id
 * @throws OssError `AuthorizationHeaderMalformed`, `InvalidAccessKeyId`, `InvalidSecurityToken`, `AccessDenied`,
 * `RequestTimeTooSkewed`, `SignatureDoesNotMatch`
 */
export function authenticateAwsHeader(
  request: SignedRequest,
  authorization: string,
  context: AuthenticationContext,
): string {
  const [, credential, signedHeaders, signature] = headerForm.exec(authorization) ?? [];
  if (credential === undefined || signedHeaders === undefined || signature === undefined) {
    throw malformed('it needs Credential, SignedHeaders and Signature.');
  }
  const payloadHash = fieldValue(request.headers, 'x-amz-content-sha256');
  if (payloadHash === undefined) {
    throw refuse('InvalidRequest', { message: 'Missing required header for this request: x-amz-content-sha256' });
  }
  const claim: AwsClaim = {
    ...readCredential(credential),
    timestamp: signedTime(request),
    signedHeaders: signedHeaders.split(';'),
    securityToken: fieldValue(request.headers, 'x-amz-security-token'),
    payloadHash,
    signature,
  };
  return checkClaim(request, claim, context, (at) => checkSkew(at, context.now, claim.timestamp, skewCode));
}

const headerForm =
  /^AWS4-HMAC-SHA256 +Credential=([^,\s]+)\s*, *SignedHeaders=([^,\s]+)\s*, *Signature=([0-9a-f]{64})$/;

/**
 * Checks a URL with `X-Amz-Algorithm`, `X-Amz-Credential`, `X-Amz-Date`, `X-Amz-Expires`, `X-Amz-SignedHeaders` and
 * `X-Amz-Signature`. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 *
 * @returns the access key id
 * @throws OssError `AuthorizationQueryParametersError`, `AccessDenied` for a URL whose time is over, else as the check of the header
 */
export function authenticateAwsQuery(request: SignedRequest, context: AuthenticationContext): string {
  const parameter = (name: string): string => queryValue(request.query, name) ?? '';
  if (parameter('X-Amz-Algorithm') !== awsAlgorithm) {
    throw refuse('AuthorizationQueryParametersError', { message: `X-Amz-Algorithm only supports "${awsAlgorithm}"` });
  }
  const expires = parameter('X-Amz-Expires');
  const seconds = /^\d{1,6}$/.test(expires) ? Number(expires) : 0;
  if (seconds < 1 || seconds > longestExpirySeconds) {
    throw refuse('AuthorizationQueryParametersError', { message: 'X-Amz-Expires is not between 1 and 604800' });
  }
  const claim: AwsClaim = {
    ...readCredential(parameter('X-Amz-Credential')),
    timestamp: parameter('X-Amz-Date'),
    signedHeaders: parameter('X-Amz-SignedHeaders').split(';'),
    securityToken: queryValue(request.query, 'X-Amz-Security-Token'),
    payloadHash: unsigned,
    signature: parameter(signatureParameter),
  };
  return checkClaim(request, claim, context, (at) => {
    if (at > context.now.getTime()) checkSkew(at, context.now, claim.timestamp, skewCode);
    checkExpiry(at + seconds * 1000, context.now);
  });
}

const unsigned = 'UNSIGNED-PAYLOAD';

/** The vendor's page on 0002-00000501. */
const skewCode = '0002-00000501';

/**
 * `x-amz-date`, else the same moment as `Date` has it: a client may send either (vendor's page on 0002-00000505). What is
 * signed has the form of `x-amz-date` in any case.
 */
function signedTime({ headers }: SignedRequest): string {
  const amzDate = fieldValue(headers, 'x-amz-date');
  if (amzDate !== undefined) return amzDate;
  const date = fieldValue(headers, 'date') ?? '';
  const at = parseHttpDate(date);
  return at === undefined ? date : timestampV4(new Date(at));
}

function readCredential(credential: string): Pick<AwsClaim, 'accessKeyId' | 'scope'> {
  const [, accessKeyId, date, region, service] =
    /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential) ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined) {
    throw malformed('the Credential is mal-formed; expecting "<ACCESS-KEY>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  }
  return { accessKeyId, scope: [date, region, service] };
}

function checkClaim(
  request: SignedRequest,
  claim: AwsClaim,
  context: AuthenticationContext,
  checkTime: (at: number) => void,
): string {
  checkScope(claim, context.region);
  checkSignedHeaders(request, claim.signedHeaders);
  const { accessKeySecret } = knownCredentials(context.credentials, claim.accessKeyId, claim.securityToken);
  const at = parseTimestamp(claim.timestamp);
  if (at === undefined) throw invalidDate();
  checkTime(at);
  const canonical = canonicalRequest(request, claim);
  const stringToSign = [awsAlgorithm, claim.timestamp, scopeText(claim), sha256(canonical)].join('\n');
  const key = ['aws4_request'].reduce(hmac, claim.scope.reduce(hmac, Buffer.from(`AWS4${accessKeySecret}`)));
  if (hmac(key, stringToSign).toString('hex') !== claim.signature) throw mismatch(claim, stringToSign, canonical);
  return claim.accessKeyId;
}

function checkScope({ scope: [date, region, service], timestamp }: AwsClaim, own: string): void {
  if (region !== own) throw malformed(`the region '${region}' is wrong; expecting '${own}'`, own);
  if (service !== 's3') throw malformed(`incorrect service "${service}". This endpoint belongs to "s3".`);
  if (!timestamp.startsWith(date))
    throw malformed(`Invalid credential date "${date}". This date is not the same as X-Amz-Date.`);
}

/** Host and every `x-amz-*` that is sent must be covered. */
function checkSignedHeaders({ headers }: SignedRequest, names: readonly string[]): void {
  const sent = headers.map(([name]) => name.toLowerCase());
  const uncovered = ['host', ...sent.filter((name) => name.startsWith('x-amz-'))].filter(
    (name) => !names.includes(name),
  );
  if (uncovered.length === 0) return;
  throw refuse('AccessDenied', {
    message: 'There were headers present in the request which were not signed',
    ec: '0002-00000431',
    details: [['HeadersNotSigned', [...new Set(uncovered)].join(', ')]],
  });
}

/** A byte string, one character a byte. */
function canonicalRequest({ method, path, query, headers }: SignedRequest, claim: AwsClaim): string {
  const covered = claim.signedHeaders.map((name) => `${name}:${fieldLines(headers, name).map(collapsed).join(',')}\n`);
  return [method, path, canonicalQuery(query), covered.join(''), claim.signedHeaders.join(';'), claim.payloadHash].join(
    '\n',
  );
}

const collapsed = (value: string): string => value.trim().replace(/[ \t]+/g, ' ');

function canonicalQuery(query: readonly QueryParameter[]): string {
  return query
    .filter(([name]) => name !== signatureParameter)
    .map(([name, value]): readonly [string, string] => [escaped(name), escaped(value ?? '')])
    .sort(([a, valueOfA], [b, valueOfB]) => (a === b ? compare(valueOfA, valueOfB) : compare(a, b)))
    .map((parameter) => parameter.join('='))
    .join('&');
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Everything but A-Z, a-z, 0-9 and `-._~`, for which encodeURIComponent spares too much. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const scopeText = ({ scope }: AwsClaim): string => [...scope, 'aws4_request'].join('/');

const sha256 = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex');

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

function malformed(message: string, region?: string): OssError {
  return refuse('AuthorizationHeaderMalformed', {
    message: `The authorization header is malformed; ${message}`,
    details: region === undefined ? [] : [['Region', region]],
  });
}

function mismatch({ accessKeyId, signature }: AwsClaim, stringToSign: string, canonical: string): OssError {
  const text = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');
  return refuse('SignatureDoesNotMatch', {
    ec: '0002-00000429',
    details: [
      ['AWSAccessKeyId', accessKeyId],
      ['StringToSign', text(stringToSign)],
      ['SignatureProvided', signature],
      ['CanonicalRequest', text(canonical)],
    ],
  });
}
