import type { ReadReport } from '../report/read-report.js';
import { resolveTarget, type TargetFlags } from '../target/resolve-target.js';
import { embeddedName, type OpenTarget, startEmbedded } from './embedded-target.js';

/**
 * The target of a report, unless flags or environment name another endpoint; then what the report says of the old one does
 * not count. A single flag changes that part alone. Credentials come from the environment as always.
 *
 * @throws SuiteError `config-invalid`, `credentials-missing`
 */
export async function replayTarget(
  { target }: Pick<ReadReport, 'target'>,
  flags: TargetFlags,
  env: NodeJS.ProcessEnv,
): Promise<OpenTarget> {
  const another = flags.endpoint !== undefined || (env.OSS_ENDPOINT ?? '') !== '';
  if (!another && target.name === embeddedName) return startEmbedded();
  const { endpoint, bucket, region, addressing, auth } = target;
  const said = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  const resolved = resolveTarget(another ? flags : { endpoint, bucket, region, addressing, auth, ...said }, env);
  return { target: resolved, embedded: false, close: async () => {} };
}
