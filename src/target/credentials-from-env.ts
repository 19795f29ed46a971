import type { Credentials } from '../auth/credentials.js';
import { SuiteError } from '../suite-error.js';
import { type Environment, setting } from './environment.js';

/**
 * The key pair from `OSS_ACCESS_KEY_ID`, `OSS_ACCESS_KEY_SECRET` and `OSS_SESSION_TOKEN`, or `null` where none of them is
 * set.
 *
 * @throws SuiteError `credentials-missing` where only a part of a key pair is set: to go on without would be to test as
 * somebody else.
 */
export function credentialsFromEnv(env: Environment): Credentials | null {
  const accessKeyId = setting(env.OSS_ACCESS_KEY_ID);
  const accessKeySecret = setting(env.OSS_ACCESS_KEY_SECRET);
  const securityToken = setting(env.OSS_SESSION_TOKEN);
  if (accessKeyId !== undefined && accessKeySecret !== undefined) {
    return { accessKeyId, accessKeySecret, ...(securityToken !== undefined && { securityToken }) };
  }
  if (accessKeyId === undefined && accessKeySecret === undefined && securityToken === undefined) return null;
  const missing = [
    ...(accessKeyId === undefined ? ['OSS_ACCESS_KEY_ID'] : []),
    ...(accessKeySecret === undefined ? ['OSS_ACCESS_KEY_SECRET'] : []),
  ].join(' and ');
  throw new SuiteError('credentials-missing', `the access key in the environment lacks ${missing}`, {
    hint: `set ${missing}, or unset the others, or use --auth anonymous`,
  });
}
