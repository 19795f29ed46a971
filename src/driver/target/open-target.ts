import { connectionOf } from './connection/open-connection.js';
import { parseCredentialSource } from './credentials/credential-source.js';
import { credentialsBy } from './credentials/credentials-by.js';
import { type Environment, setting } from './environment.js';
import { resolveTarget } from './resolve-target.js';
import type { Target } from './target.js';
import type { TargetFlags } from './target-flags.js';

/**
 * The target that flags, environment and profile describe, with all that has to be read for it.
 *
 * @param flags with its profile, which is not read here
 * @throws SuiteError `config-invalid`, `credentials-missing`
 */
export async function openTarget(flags: TargetFlags, env: Environment): Promise<Target> {
  const source = parseCredentialSource(setting(flags.credentials) ?? flags.profile?.credentials ?? 'env');
  const isAnonymous = (setting(flags.auth) ?? flags.profile?.auth) === 'anonymous';
  const known = source === 'env' || isAnonymous ? undefined : await credentialsBy(source, env);
  const target = resolveTarget(flags, env, known);
  const connection = await connectionOf(target, flags, env);
  return {
    ...target,
    ...(connection === undefined ? {} : { connection }),
    ...(known === undefined ? {} : { credentialSource: source }),
  };
}
