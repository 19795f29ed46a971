import { type AuthScheme, protocolOf } from '../../spec/model/auth-scheme.js';
import { SuiteError } from '../../suite-error.js';
import type { Credentials } from '../auth/credentials.js';
import { type Environment, setting } from './environment.js';

/** The variables that hold one key pair. */
interface Names {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

const ossNames: Names = { id: 'OSS_ACCESS_KEY_ID', secret: 'OSS_ACCESS_KEY_SECRET', token: 'OSS_SESSION_TOKEN' };
const awsNames: Names = { id: 'AWS_ACCESS_KEY_ID', secret: 'AWS_SECRET_ACCESS_KEY', token: 'AWS_SESSION_TOKEN' };

/**
 * The key pair from `OSS_ACCESS_KEY_ID`, `OSS_ACCESS_KEY_SECRET` and `OSS_SESSION_TOKEN`, or `null` where none of them is
 * set. An S3 signature falls back to the variables of the AWS tools; no other scheme does, since their keys are for
 * another service.
 *
 * @throws SuiteError `credentials-missing` where only a part of a key pair is set: to go on without would be to test as
 * another account.
 */
export function credentialsFromEnv(env: Environment, scheme?: AuthScheme): Credentials | null {
  const own = pairFrom(env, ossNames);
  return own !== null || scheme === undefined || protocolOf(scheme) !== 's3' ? own : pairFrom(env, awsNames);
}

/** The variables that hold the key pair of a scheme, for a message. */
export const variablesFor = (scheme: AuthScheme): Names =>
  protocolOf(scheme) === 's3'
    ? {
        id: `${ossNames.id} (or ${awsNames.id})`,
        secret: `${ossNames.secret} (or ${awsNames.secret})`,
        token: `${ossNames.token} (or ${awsNames.token})`,
      }
    : ossNames;

/** What to do where there is no key pair for a scheme. */
export const credentialsHint = (scheme: AuthScheme): string =>
  protocolOf(scheme) === 's3'
    ? 'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use --auth anonymous'
    : 'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or use --auth anonymous';

function pairFrom(env: Environment, names: Names): Credentials | null {
  const accessKeyId = setting(env[names.id]);
  const accessKeySecret = setting(env[names.secret]);
  const securityToken = setting(env[names.token]);
  if (accessKeyId !== undefined && accessKeySecret !== undefined) {
    return { accessKeyId, accessKeySecret, ...(securityToken !== undefined && { securityToken }) };
  }
  if (accessKeyId === undefined && accessKeySecret === undefined && securityToken === undefined) return null;
  const missing = [
    ...(accessKeyId === undefined ? [names.id] : []),
    ...(accessKeySecret === undefined ? [names.secret] : []),
  ].join(' and ');
  throw new SuiteError('credentials-missing', `the access key in the environment is incomplete: missing ${missing}`, {
    hint: `set ${missing}, or unset the others, or use --auth anonymous`,
  });
}
