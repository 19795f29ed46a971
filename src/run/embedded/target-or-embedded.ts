import { namedEndpoint } from '../../driver/target/named-endpoint.js';
import { openTarget, withProfile } from '../../driver/target/open-target.js';
import type { TargetFlags } from '../../driver/target/target-flags.js';
import type { OpenTarget } from './embedded-target.js';

/**
 * The target that flags, environment and profile name; the embedded endpoint, started on a free port of loopback, where
 * `embedded` is set or nothing describes a target.
 *
 * @throws SuiteError `config-invalid`, `credentials-missing`
 */
export async function targetOf(flags: TargetFlags, env: NodeJS.ProcessEnv): Promise<OpenTarget> {
  const known = await withProfile(flags);
  if (namedEndpoint(known, env, true) !== null)
    return { target: await openTarget(known, env), embedded: false, close: async () => {} };
  const { startEmbedded } = await import('./embedded-target.js');
  return startEmbedded();
}
