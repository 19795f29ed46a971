import { connectionOf } from './connection/open-connection.js';
import { credentialsBy, parseCredentialSource } from './credentials/credentials-by.js';
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

/**
 * Flags with what their target profile says, which is read unless it was. Reading YAML takes a while to load, so it is
 * loaded only where there is a profile.
 *
 * @throws SuiteError `config-invalid`
 */
export async function withProfile<Flags extends TargetFlags>(flags: Flags): Promise<Flags> {
  const { target, profile } = flags;
  if (target === undefined || profile !== undefined) return flags;
  const { readProfile } = await import('./profile/read-profile.js');
  return { ...flags, profile: await readProfile(target) };
}
