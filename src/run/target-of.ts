import { resolveTarget, type TargetFlags } from '../target/resolve-target.js';
import type { OpenTarget } from './embedded-target.js';

/**
 * The target that flags and environment name, or else the embedded endpoint, started on a free port of loopback.
 *
 * @throws SuiteError `config-invalid`, `credentials-missing`
 */
export async function targetOf(flags: TargetFlags, env: NodeJS.ProcessEnv): Promise<OpenTarget> {
  if (flags.endpoint !== undefined || (env.OSS_ENDPOINT ?? '') !== '') {
    return { target: resolveTarget(flags, env), embedded: false, close: async () => {} };
  }
  const { startEmbedded } = await import('./embedded-target.js');
  return startEmbedded();
}
