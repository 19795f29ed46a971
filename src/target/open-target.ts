import { connectionOf } from './connection-of.js';
import type { Environment } from './environment.js';
import { resolveTarget, type TargetFlags } from './resolve-target.js';
import type { Target } from './target.js';

/**
 * The target that flags, environment and profile describe, with all that has to be read for it.
 *
 * @param flags with its profile, which is not read here
 * @throws SuiteError `config-invalid`, `credentials-missing`
 */
export async function openTarget(flags: TargetFlags, env: Environment): Promise<Target> {
  const target = resolveTarget(flags, env);
  const connection = await connectionOf(target, flags, env);
  return connection === undefined ? target : { ...target, connection };
}
