import { openTarget } from '../target/open-target.js';
import type { TargetFlags } from '../target/resolve-target.js';
import type { OpenTarget } from './embedded-target.js';
import { withProfile } from './with-profile.js';

/**
 * The target that flags, environment and profile name, or else the embedded endpoint, started on a free port of loopback.
 *
 * @throws SuiteError `config-invalid`, `credentials-missing`
 */
export async function targetOf(flags: TargetFlags, env: NodeJS.ProcessEnv): Promise<OpenTarget> {
  const known = await withProfile(flags);
  if (namesEndpoint(known, env))
    return { target: await openTarget(known, env), embedded: false, close: async () => {} };
  const { startEmbedded } = await import('./embedded-target.js');
  const opened = await startEmbedded();
  return known.requestPayer ? { ...opened, target: { ...opened.target, requestPayer: true } } : opened;
}

/** Whether another target than the embedded endpoint is meant; a profile always means one. */
export const namesEndpoint = ({ endpoint, profile }: TargetFlags, env: NodeJS.ProcessEnv): boolean =>
  endpoint !== undefined || (env.OSS_ENDPOINT ?? '') !== '' || profile !== undefined;
