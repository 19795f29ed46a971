import { SuiteError } from '../../../suite-error.js';
import type { Credentials } from '../../auth/credentials.js';
import { credentialsFromEnv } from '../credentials-from-env.js';
import type { Environment } from '../environment.js';

/**
 * The key pair of a source. What is needed for it is loaded only when it is asked for.
 *
 * @throws SuiteError `credentials-missing`; to continue without keys would test another account
 */
export async function credentialsBy(source: Exclude<CredentialSource, 'env'>, env: Environment): Promise<Credentials> {
  switch (source) {
    case 'ossutil':
      return (await fromOssutil(env)) ?? absent();
    case 'process': {
      const { processCredentials } = await import('./process-credentials.js');
      return processCredentials(env);
    }
    case 'chain':
      return credentialsFromEnv(env) ?? (await fromOssutil(env)) ?? fromLibrary('chain');
    default:
      return fromLibrary(source);
  }
}

async function fromOssutil(env: Environment): Promise<Credentials | null> {
  const { ossutilCredentials } = await import('./ossutil-credentials.js');
  return ossutilCredentials(env);
}

async function fromLibrary(source: 'profile' | 'ram-role' | 'oidc' | 'chain'): Promise<Credentials> {
  const { libraryCredentials } = await import('./library-credentials.js');
  return libraryCredentials(source);
}

function absent(): never {
  throw new SuiteError('credentials-missing', 'no keys from ossutil: there is no ~/.ossutilconfig', {
    hint: 'create it with ossutil config, or set OSSUTIL_CONFIG_FILE',
  });
}

/**
 * Where keys come from. `env`: OSS_ACCESS_KEY_ID and its like. `ossutil`: its configuration file. `profile`: a profile of
 * the Alibaba Cloud CLI. `ram-role`: the role of the ECS instance. `oidc`: a role with a token from a file.
 * `process`: what a command prints. `chain`: the first of those that has any, but for the command.
 */
export const credentialSources = ['env', 'ossutil', 'profile', 'ram-role', 'oidc', 'process', 'chain'] as const;

export type CredentialSource = (typeof credentialSources)[number];

/** What is wrong with a source; the value itself is not repeated, for it may be a key. */
export const unknownSource = `credentials must be one of ${credentialSources.join(', ')}, the source of keys; options and profiles never contain keys`;

/** @throws SuiteError `config-invalid` */
export function parseCredentialSource(text: string): CredentialSource {
  const found = credentialSources.find((source) => source === text);
  if (found !== undefined) return found;
  throw new SuiteError('config-invalid', '--credentials is not a source of keys', { hint: unknownSource });
}
