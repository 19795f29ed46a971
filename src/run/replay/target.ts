import { withProfile } from '../../driver/target/open-target.js';
import type { TargetFlags } from '../../driver/target/target-flags.js';
import type { ReadReport } from '../../report/document/read-report.js';
import { embeddedName, type OpenTarget } from '../embedded/embedded-target.js';
import { targetOf } from '../embedded/target-or-embedded.js';

/**
 * The target of a report, unless flags, environment or a profile name another endpoint; then what the report says of the
 * old one does not count. A single flag changes that part alone, of a target that is not the embedded endpoint. Credentials
 * come from the environment as always, and the profile of the run is read again.
 *
 * @throws SuiteError `config-invalid`, `credentials-missing`
 */
export async function replayTarget(
  { target }: Pick<ReadReport, 'target'>,
  flags: TargetFlags,
  env: NodeJS.ProcessEnv,
): Promise<OpenTarget> {
  const given = await withProfile(flags);
  if (namesTarget(given, env) || given.embedded) return targetOf(given, env);
  // The report names it, so that variables without an endpoint describe no other target.
  if (target.name === embeddedName) return targetOf(given, {});
  const { endpoint, bucket, region, addressing, auth, requestPayer, profile, capabilities, connection } = target;
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const ofRun = {
    ...{ endpoint, bucket, region, addressing, auth, requestPayer, ...connection, ...said },
    capabilities: { ...capabilities, ...given.capabilities },
  };
  return targetOf(profile === undefined ? ofRun : { ...ofRun, target: profile }, env);
}

/** An empty variable counts: it was meant to name one, which {@link targetOf} says. */
const namesTarget = ({ endpoint, profile }: TargetFlags, env: NodeJS.ProcessEnv): boolean =>
  endpoint !== undefined || env.OSS_ENDPOINT !== undefined || profile !== undefined;
