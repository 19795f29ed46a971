import { SuiteError } from '../../../suite-error.js';
import type { Credentials } from '../../auth/credentials.js';
import { credentialsFromEnv } from '../credentials-from-env.js';
import type { Environment } from '../environment.js';
import type { CredentialSource } from './credential-source.js';

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
