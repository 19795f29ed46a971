import { closest, distance } from 'fastest-levenshtein';
import {
  type AuthScheme,
  authSchemes,
  protocolOf,
  schemeOfRun,
  traitsOfSignature,
} from '../../spec/model/auth-scheme.js';
import { SuiteError } from '../../suite-error.js';
import type { Credentials } from '../auth/credentials.js';
import { addressings } from './address/addressing.js';
import { checkBucketName } from './address/bucket-name.js';
import { parseEndpoint } from './address/endpoint.js';
import { isLocalHost } from './address/local-host.js';
import { isAcceleration, isServiceHost, parseAwsRegion, parseRegion, regionOfHost } from './address/region.js';
import { credentialsFromEnv, credentialsHint } from './credentials-from-env.js';
import { refuseDeclaredLack } from './declared-capability.js';
import { type Environment, setting } from './environment.js';
import { namedEndpoint } from './named-endpoint.js';
import type { Target } from './target.js';
import type { TargetFlags } from './target-flags.js';

/**
 * The target that the command line, the environment and a profile describe; a flag wins over `OSS_ENDPOINT`, `OSS_BUCKET`
 * or `OSS_REGION`, and those win over the profile. Keys come from the environment only and appear in no message.
 *
 * Unless said: `oss-v4` where a key is set, else `anonymous`; `path` at an IP address or localhost, else `virtual`; the
 * region that the endpoint names, and `us-east-1` for `aws-v4` where it names none.
 *
 * @param flags with its profile, which is not read here
 * @param known a key pair from elsewhere than the environment
 * @throws SuiteError `config-invalid` or `credentials-missing`, with what would be right as its hint.
 */
export function resolveTarget(flags: TargetFlags, env: Environment, known?: Credentials): Target {
  const { profile } = flags;
  const named = namedEndpoint(flags, env, false);
  const endpoint = parseEndpoint(required(named ?? undefined, '--endpoint', 'OSS_ENDPOINT'));
  const local = isLocalHost(endpoint.hostname);
  const addressing = oneOf(
    '--addressing',
    first(flags.addressing, profile?.addressing) ?? (local ? 'path' : 'virtual'),
    addressings,
  );
  const { auth, credentials } = resolveAuth(first(flags.auth, profile?.auth), env, known);
  const bucket = resolveBucket(flags, env, addressing === 'cname' && auth === 'anonymous');
  if (addressing === 'virtual') refuseBucketInHost(endpoint, bucket);
  const region = resolveRegion(first(flags.region, env.OSS_REGION, profile?.region), endpoint, auth);
  const target: Target = {
    name: first(flags.name, profile?.name) ?? endpoint.host,
    endpoint,
    bucket,
    region,
    addressing,
    auth,
    credentials,
    capabilities: { ...profile?.capabilities, ...flags.capabilities },
    ...(flags.requestPayer ? { requestPayer: true as const } : {}),
    ...(profile ? { profile: profile.file } : {}),
  };
  refuseDeclaredLack(target);
  return target;
}

/** A request without a signature to an address that leads to one bucket names no bucket at all. */
function resolveBucket(flags: TargetFlags, env: Environment, isUnnamed: boolean): string {
  const value = first(flags.bucket, env.OSS_BUCKET, flags.profile?.bucket);
  if (value === undefined && isUnnamed) return '';
  return checkBucketName(required(value, '--bucket', 'OSS_BUCKET'));
}

/** The first defined value. */
const first = (...said: readonly (string | undefined)[]): string | undefined =>
  said.map(setting).find((value) => value !== undefined);

function required(value: string | undefined, name: string, envName: string): string {
  if (value !== undefined) return value;
  throw new SuiteError('config-invalid', `no ${name.slice(2)} is given`, { hint: `use ${name}, or set ${envName}` });
}

/** Keys are not even read for `anonymous`, so that half a key pair in the environment does not stop a run without keys. */
function resolveAuth(
  flag: string | undefined,
  env: Environment,
  known: Credentials | undefined,
): { auth: AuthScheme; credentials: Credentials | null } {
  const chosen = flag === undefined ? undefined : oneOf('--auth', flag, authSchemes);
  const credentials = chosen === 'anonymous' ? null : (known ?? credentialsFromEnv(env, chosen));
  const auth = chosen ?? (credentials === null ? 'anonymous' : 'oss-v4');
  if (auth !== 'anonymous' && credentials === null) {
    throw new SuiteError('credentials-missing', `--auth ${auth} needs an access key, but none is set`, {
      hint: credentialsHint(auth),
    });
  }
  return { auth, credentials };
}

function resolveRegion(value: string | undefined, endpoint: URL, auth: AuthScheme): string {
  if (protocolOf(auth) === 's3')
    return value === undefined ? (regionOfHost(endpoint.hostname) ?? awsRegion) : parseAwsRegion(value);
  if (value !== undefined) return parseRegion(value);
  const region = regionOfHost(endpoint.hostname);
  const { signature } = schemeOfRun(auth);
  if (region === null && signature !== null && traitsOfSignature(signature).needsRegion) {
    const serves = isAcceleration(endpoint.hostname) ? 'serves every region' : 'names none';
    throw new SuiteError('config-invalid', `${auth} signs with a region, but the endpoint ${endpoint.host} ${serves}`, {
      hint: 'set --region to the region of the bucket, for instance --region cn-hangzhou, or set OSS_REGION',
    });
  }
  return region ?? '';
}

/** What S3-compatible stores take for their region unless they are told another one. */
const awsRegion = 'us-east-1';

/** A bucket domain pasted as endpoint would put the bucket in Host twice, which the service answers with a puzzling error. */
function refuseBucketInHost({ protocol, host, hostname }: URL, bucket: string): void {
  if (!host.startsWith(`${bucket}.`) || !isServiceHost(hostname.slice(bucket.length + 1))) return;
  throw new SuiteError('config-invalid', `the endpoint ${host} already names the bucket`, {
    hint: `use --endpoint ${protocol}//${host.slice(bucket.length + 1)}, or --addressing cname`,
  });
}

/** Beyond this many edits a nearest match is a guess that misleads: `oss-v2` and `vitrual` are within, `minio` is not. */
const maxEdits = 3;

/**
 * The value, if it is one of the allowed ones.
 *
 * @param flag - `--addressing`, for the message
 * @throws SuiteError `config-invalid`, naming the allowed values and the nearest one.
 */
export function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  const nearest = closest(value, allowed);
  const guess = distance(value, nearest) <= maxEdits ? `; did you mean ${nearest}?` : '';
  throw new SuiteError('config-invalid', `${flag} ${JSON.stringify(value)} is unknown`, {
    hint: `${flag} must be one of ${allowed.join(', ')}${guess}`,
  });
}
