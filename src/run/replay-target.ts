import type { ReadReport } from '../report/read-report.js';
import { openTarget } from '../target/open-target.js';
import type { TargetFlags } from '../target/resolve-target.js';
import type { Target } from '../target/target.js';
import { embeddedName, type OpenTarget, startEmbedded } from './embedded-target.js';
import { namesEndpoint } from './target-of.js';
import { withProfile } from './with-profile.js';

/**
 * The target of a report, unless flags, environment or a profile name another endpoint; then what the report says of the
 * old one does not count. A single flag changes that part alone. Credentials come from the environment as always, and the
 * profile of the run is read again.
 *
 * @throws SuiteError `config-invalid`, `credentials-missing`
 */
export async function replayTarget(
  { target }: Pick<ReadReport, 'target'>,
  flags: TargetFlags,
  env: NodeJS.ProcessEnv,
): Promise<OpenTarget> {
  const given = await withProfile(flags);
  if (namesEndpoint(given, env)) return opened(await openTarget(given, env));
  if (target.name === embeddedName) return startEmbedded();
  const { endpoint, bucket, region, addressing, auth, requestPayer, profile, capabilities, connection } = target;
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const ofRun = {
    ...{ endpoint, bucket, region, addressing, auth, requestPayer, ...connection, ...said },
    capabilities: { ...capabilities, ...given.capabilities },
  };
  return opened(
    await openTarget(await withProfile(profile === undefined ? ofRun : { ...ofRun, target: profile }), env),
  );
}

const opened = (target: Target): OpenTarget => ({ target, embedded: false, close: async () => {} });
