import { regionOfHost } from '../../driver/target/address/region.js';
import { variablesFor } from '../../driver/target/credentials-from-env.js';
import type { Target } from '../../driver/target/target.js';
import type { ErrorDocument } from '../../judge/error-document.js';
import { schemeOfRun, withSignature } from '../../spec/model/auth-scheme.js';
import { accessDenied, type Diagnosis, elsewhere, rejected } from './access-denied.js';
import { addressAdvice } from './address-advice.js';
/** The obstacle and what to do about it, by the code of an error document; undefined for an ambiguous code. */
export const refusalBy = (target: Target, method: string, document: ErrorDocument): Diagnosis | undefined =>
  tooOldASignature(target, document) ?? refusals(target, method, document)[document.code];

/** V1 is closed to new accounts and new buckets (vendor's notice on its discontinuation); the code of the refusal varies. */
function tooOldASignature({ endpoint, auth }: Target, document: ErrorDocument): Diagnosis | undefined {
  if (schemeOfRun(auth).signature !== 'oss-v1' || !refusesV1(document)) return undefined;
  const number = document.ec === undefined ? document.code : `${document.code}, EC ${document.ec}`;
  return rejected(
    `${endpoint.origin} does not accept V1 signatures for this bucket (${number})`,
    `sign with V4: --auth ${withSignature(auth, 'oss-v4')}, with --region if the endpoint does not name it`,
  );
}

/** Whether the region that is signed with is not the one that the endpoint names. */
function isOtherRegion({ endpoint, region }: Target): boolean {
  const named = regionOfHost(endpoint.hostname);
  return named !== null && named !== region;
}

/** Which region would be right, as far as the endpoint tells. */
const rightRegion = (target: Target): string =>
  isOtherRegion(target)
    ? `use --region ${regionOfHost(target.endpoint.hostname)}, which the endpoint names`
    : 'set --region to the region of the bucket, for instance --region cn-hangzhou';

/** A store that speaks S3 tells the region that it expects in its message, as S3 does. */
function wantedRegion(document: ErrorDocument): string {
  const region = /expecting '([\w.-]+)'/.exec(document.message ?? '')?.[1];
  return region === undefined ? 'correct --region' : `use --region ${region}`;
}

function refusals(target: Target, method: string, document: ErrorDocument): Record<string, Diagnosis | undefined> {
  const { endpoint, bucket, region, auth } = target;
  const where = endpoint.origin;
  const names = variablesFor(auth);
  const foreignToken = rejected(`${where} rejects the security token`, `${names.token} must belong to ${names.id}`);
  return {
    NoSuchBucket: {
      code: 'bucket-missing',
      message: `bucket ${bucket} does not exist at ${where}`,
      hint: 'choose another with --bucket, or create it with --create-bucket',
    },
    SignatureDoesNotMatch: rejected(
      `${where} rejects the signature (SignatureDoesNotMatch)`,
      isOtherRegion(target)
        ? `use --region ${regionOfHost(endpoint.hostname)}, which the endpoint names, rather than ${region}; if that is right, ${names.secret} does not belong to ${names.id}`
        : `${names.secret} does not belong to ${names.id}; correct it`,
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
    AccessDenied: accessDenied(target, method, document),
    PermanentRedirect: elsewhere(target, document),
    SecondLevelDomainForbidden: rejected(`${where} refuses path-style requests`, 'use --addressing virtual'),
    NonStandardHostForbidden: rejected(
      `${where} refuses the Host of the request (NonStandardHostForbidden)`,
      'use the endpoint of the region with --addressing virtual',
    ),
    InvalidBucketName: rejected(`${where} finds no valid bucket name in the request`, addressAdvice(target).bucket),
    UserDisable: rejected(
      `${where} has suspended the account (UserDisable)`,
      'look for unpaid bills or policy violations in the console of the target',
    ),
    InvalidRegion: rejected(`${where} does not serve region ${region}`, rightRegion(target)),
    InvalidArgument: /\bregion\b/i.test(document.message ?? '')
      ? rejected(`${where} does not accept signatures for region ${region} (InvalidArgument)`, rightRegion(target))
      : undefined,
    InvalidObjectState: rejected(
      `${where} does not return objects of bucket ${bucket} until they are restored (InvalidObjectState): they are archived`,
      `use a bucket of storage class Standard; ${costsOf('Archive')}`,
    ),
    FileImmutable: rejected(
      `${where} protects the objects of bucket ${bucket} from changes and removal (FileImmutable): it has a retention policy`,
      'use a bucket without one; written objects stay, and are billed, until the policy expires',
    ),
    BucketAlreadyExists: rejected(
      `bucket ${bucket} belongs to another account (BucketAlreadyExists)`,
      'choose your own bucket with --bucket',
    ),
  };
}

/**
 * What a storage class other than Standard bills at least for an object, in days and for 64 KiB. Sources:
 * https://alibabacloud.com/help/en/oss/product-overview/billing-method-for-objects-whose-storage-duration-is-less-than-the-minimum-storage-duration
 * https://www.alibabacloud.com/help/doc-detail/173534.htm
 */
const leastDays: Readonly<Record<string, number>> = { IA: 30, Archive: 60, ColdArchive: 180, DeepColdArchive: 180 };

/** What objects of a class cost that are removed after a few seconds. */
export function costsOf(storageClass: string): string {
  const days = leastDays[storageClass];
  if (days === undefined) return 'see its price list for minimum charges per object';
  const name = storageClass.replace(/(?!^)([A-Z][a-z])/g, ' $1');
  return `${name} bills every object for at least ${days} days and 64 KiB, and charges for reading it`;
}

/** The number of the vendor's error where only V4 in the header is taken (https://help.aliyun.com/en/oss/user-guide/0002-00000034). */
export const onlyV4InHeader = '0002-00000034';

/**
 * Error numbers for a V1 signature, with any code: the first where the bucket or the account is too new for it
 * (https://help.aliyun.com/en/oss/user-guide/0002-00000080).
 */
const numbers: ReadonlySet<string> = new Set(['0002-00000080', onlyV4InHeader]);

/** A code that names the version: `SignatureVersionNotSupported`, `V1SignatureForbidden`. */
const codeOfVersion = /V1(?![0-9])|Signature_?Version/i;

const namesVersion = /\bV1\b[^.]*\bsignature|\bsignature\b[^.]*\bV(?:ersion )?1\b/i;

/**
 * Whether a refusal says that signatures of the first version are not taken any more, rather than that this one is wrong.
 *
 * @param fieldNumber value of `x-oss-ec`; null where the answer has none
 */
export function refusesV1(document: ErrorDocument | null, fieldNumber: string | null = null): boolean {
  if (numbers.has(document?.ec ?? '') || numbers.has(fieldNumber ?? '')) return true;
  if (document === null || document.code === 'SignatureDoesNotMatch') return false;
  return codeOfVersion.test(document.code) || namesVersion.test(document.message ?? '');
}
