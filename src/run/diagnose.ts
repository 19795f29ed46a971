import type { CertificateFlaw, Exchange, TransportFailure } from '../exchange/exchange.js';
import { classifyExchange, failureInWords } from '../judge/classify-exchange.js';
import { type ErrorDocument, readErrorDocument } from '../judge/error-document.js';
import type { Cause } from '../judge/verdict.js';
import { type ErrorCode, SuiteError } from '../suite-error.js';
import { variablesFor } from '../target/credentials-from-env.js';
import type { Target } from '../target/target.js';

interface Diagnosis {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** A request that should have worked and did not. */
export interface Setback {
  readonly exchange: Exchange;
  /** What is wrong with its answer, where the answer itself looks like a success. */
  readonly cause?: Cause;
}

/**
 * Why a target did not do what every run needs (write, read, list, remove), in one sentence, with what to fix. The codes
 * are those of the vendor's error list.
 */
export function diagnose(target: Target, setback: Setback): SuiteError {
  const { result, request } = setback.exchange;
  if (result.kind === 'failure') return error(unreachable(target, result.failure));
  const { status, body } = result.response;
  const classified = classifyExchange('GET', setback.exchange, 0);
  if (classified.kind === 'limited') return error(limited(target, classified.cause));
  return error(refused(target, request.method, status, readErrorDocument(body.prefix), setback.cause?.message));
}

const error = ({ code, message, hint }: Diagnosis): SuiteError => new SuiteError(code, message, { hint });

/** What to do about a certificate that is not trusted; not to look at it is the last of all ways. */
const certificateHints: Readonly<Record<CertificateFlaw, string>> = {
  expired: 'renew the certificate of the server, or go on without looking at it: --insecure',
  'not-yet-valid': 'correct the clock of this machine, or wait; or go on without looking at it: --insecure',
  'other-host':
    'ask by a name that the certificate carries: correct --endpoint, or choose another --addressing; or go on without looking at it: --insecure',
  'self-signed': 'trust that very certificate: --ca FILE (PEM); or go on without looking at it: --insecure',
  'unknown-authority':
    'trust the authority that signed it: --ca FILE (PEM), with what comes in between if the server leaves it out; or go on without looking at it: --insecure',
};

function proxyHint(message: string): string {
  if (message.includes('(407)'))
    return 'name it with its user name and password: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT';
  return 'correct HTTPS_PROXY or --proxy, or go around it: NO_PROXY=HOST; then look again: oss-range doctor';
}

function unreachable(target: Target, { code, certificate, ...failed }: TransportFailure): Diagnosis {
  const failure = failureInWords({ code, ...failed });
  const hints: Record<string, string> = {
    refused: 'start the server, or correct --endpoint; then look again: oss-range doctor',
    dns: 'correct --endpoint, or choose --addressing path if the bucket has no name of its own; then: oss-range doctor',
    tls: 'use http:// for a server without TLS, or a name that its certificate carries; then: oss-range doctor',
    proxy: proxyHint(failed.message),
    timeout: 'check the network, or raise --timeout; then look again: oss-range doctor',
  };
  return {
    code: 'endpoint-unreachable',
    message: `${target.endpoint.origin} cannot be reached: ${failure}`,
    hint: certificate ? certificateHints[certificate] : (hints[code] ?? 'see what answers there: oss-range doctor'),
  };
}

/** The target works, and lets this caller do no more of it. */
function limited({ endpoint }: Target, { kind, message }: Cause): Diagnosis {
  const code = 'endpoint-refused';
  return kind === 'quota'
    ? {
        code,
        message: `${endpoint.origin} stores nothing more for this account (${answerIn(message)})`,
        hint: 'remove what older runs left, then run again: oss-range clean',
      }
    : {
        code,
        message: `${endpoint.origin} refuses requests because there are too many (${answerIn(message)})`,
        hint: 'wait a while, then ask less at a time: oss-range run --concurrency 1',
      };
}

/** The status and what follows it. */
const answerIn = (message: string): string => message.replace(/^the target answered |: no room for more$/g, '');

function refused(
  target: Target,
  method: string,
  status: number,
  document: ErrorDocument | null,
  cause: string | undefined,
): Diagnosis {
  const known = refusals(target, method, document)[document?.code ?? ''];
  if (known) return known;
  const answer = [`${status}`, document?.code, inItsWords(document)].filter(Boolean).join(' ');
  return {
    code: 'object-upload-failed',
    message:
      status < 400 && cause !== undefined
        ? `${target.endpoint.origin} does not give back what was stored: ${cause}`
        : `${target.endpoint.origin} does not ${method === 'GET' ? 'give' : 'store'} objects in bucket ${target.bucket}: ${method} was answered ${answer}`,
    hint: 'see what is missing: oss-range doctor',
  };
}

/** In characters; the vendor's messages have about a hundred. */
const longestQuote = 200;

function inItsWords(document: ErrorDocument | null): string {
  const words = (document?.message ?? '').replace(/\s+/g, ' ').trim().slice(0, longestQuote);
  return words === '' ? '' : `(${words})`;
}

/** What a method needs of the caller's permissions (vendor's RAM actions). */
const permissions: Readonly<Record<string, string>> = {
  PUT: 'oss:PutObject',
  GET: 'oss:GetObject',
  DELETE: 'oss:DeleteObject',
};

/** What anybody may only read can be asked all the same. */
const anonymousWay = (method: string): string =>
  [
    'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET',
    ...(method === 'GET' ? [] : ['or name an object that anybody may read: --object KEY']),
  ].join(', ');

/** The owner has others pay for what they ask of the bucket. */
function paysRequester(document: ErrorDocument | null, bucket: string): Diagnosis | undefined {
  if (!/\brequester.pay/i.test(document?.message ?? '')) return undefined;
  return {
    code: 'endpoint-refused',
    message: `bucket ${bucket} answers only those who pay for what they ask (AccessDenied)`,
    hint: 'agree to pay for it with --request-payer',
  };
}

/** A store that speaks S3 tells the region that it expects in its message, as S3 does. */
function wantedRegion(document: ErrorDocument | null): string {
  const region = /expecting '([\w.-]+)'/.exec(document?.message ?? '')?.[1];
  return region === undefined ? 'correct --region' : `use --region ${region}`;
}

function refusals(
  { endpoint, bucket, region, auth }: Target,
  method: string,
  document: ErrorDocument | null,
): Record<string, Diagnosis | undefined> {
  const where = endpoint.origin;
  const names = variablesFor(auth);
  const rejected = (message: string, hint: string): Diagnosis => ({ code: 'endpoint-refused', message, hint });
  const foreignToken = rejected(`${where} rejects the security token`, `${names.token} must belong to ${names.id}`);
  return {
    NoSuchBucket: {
      code: 'bucket-missing',
      message: `bucket ${bucket} does not exist at ${where}`,
      hint: 'name another with --bucket, or have it made with --create-bucket',
    },
    SignatureDoesNotMatch: rejected(
      `${where} rejects the signature (SignatureDoesNotMatch)`,
      `${names.secret} does not belong to ${names.id}; correct it`,
    ),
    InvalidAccessKeyId: rejected(
      `${where} does not know the access key (InvalidAccessKeyId)`,
      `correct ${names.id}; temporary keys need ${names.token} too`,
    ),
    SecurityTokenExpired: rejected(
      'the security token has expired',
      `get a new one and set ${names.token}, then: oss-range run`,
    ),
    ExpiredToken: rejected(
      'the session token has expired',
      `get a new one and set ${names.token}, then: oss-range run`,
    ),
    InvalidToken: rejected(`${where} rejects the session token`, `${names.token} must belong to ${names.id}`),
    AuthorizationHeaderMalformed: rejected(
      `${where} rejects the signature for region ${region} (AuthorizationHeaderMalformed)`,
      wantedRegion(document),
    ),
    InvalidSecurityToken: foreignToken,
    AccessKeyIdAndSecurityTokenNotMatch: foreignToken,
    RequestTimeTooSkewed: rejected(
      `the clock of this machine and that of ${where} differ by more than 15 minutes`,
      'set the clock, for instance with NTP',
    ),
    AccessDenied:
      paysRequester(document, bucket) ??
      rejected(
        auth === 'anonymous'
          ? `${where} does not let anybody ${method} objects of bucket ${bucket} without credentials (AccessDenied)`
          : `${where} does not let this user ${method} objects of bucket ${bucket} (AccessDenied)`,
        auth === 'anonymous'
          ? anonymousWay(method)
          : `the user needs ${permissions[method] ?? 'more'} below the prefix; a run needs ${Object.values(permissions).join(', ')}`,
      ),
    SecondLevelDomainForbidden: rejected(`${where} refuses path-style requests`, 'use --addressing virtual'),
    InvalidBucketName: rejected(
      `${where} finds no valid bucket name in the request`,
      'use --addressing virtual, or path for a server without bucket domains',
    ),
    UserDisable: rejected(
      `${where} has suspended the account (UserDisable)`,
      'look for unpaid bills or broken rules in the console of the target',
    ),
    InvalidRegion: rejected(`${where} does not serve region ${region}`, 'correct --region'),
  };
}
