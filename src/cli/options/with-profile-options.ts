import type { Command } from 'commander';
import { withProfile } from '../../driver/target/open-target.js';
import type { TargetFlags } from '../../driver/target/target-flags.js';
import { folderName } from '../../run/sender/own-key.js';
import { SuiteError } from '../../suite-error.js';
import { printText } from '../output/print.js';
import type { TargetOptions } from './options.js';

interface Profiled extends TargetOptions, Pick<TargetFlags, 'profile' | 'capabilities'> {
  readonly prefix?: string;
  readonly object?: string;
}

/**
 * The options of a command, with the values of `--target` for those that are not set: a flag wins over the profile, the profile
 * over the default.
 *
 * @throws SuiteError `config-invalid`
 */
export async function withProfileOptions<Options extends Profiled>(
  options: Options,
  command: Command,
): Promise<Options & Pick<TargetFlags, 'profile' | 'capabilities'>> {
  if (options.insecure) printText('stderr', 'warning: certificates are not verified (--insecure)\n');
  const { capability } = options;
  const named: Options & TargetFlags = capability === undefined ? options : { ...options, capabilities: capability };
  const { profile, ...given } = await withProfile(named);
  if (profile === undefined) return { ...options, ...given };
  const said: Partial<Profiled> = {
    ...(profile.timeout === undefined ? {} : { timeout: profile.timeout }),
    ...(profile.concurrency === undefined ? {} : { concurrency: profile.concurrency }),
    ...(profile.prefix === undefined ? {} : { prefix: folderName(profile.prefix) }),
    ...(profile.object === undefined ? {} : { object: profile.object }),
  };
  const unsaid = Object.entries(said).filter(([name]) => isUnsaid(command.getOptionValueSource(name)));
  return { ...options, ...given, ...Object.fromEntries(unsaid), profile };
}

const isUnsaid = (source: string | undefined): boolean => source === undefined || source === 'default';

/**
 * Refuses a target that may only be read.
 *
 * @param what the command, and what it would do
 * @throws SuiteError `usage`
 */
export function refuseReadOnly({ profile }: Pick<TargetFlags, 'profile'>, what: string): void {
  if (profile?.object === undefined) return;
  throw new SuiteError('usage', `${profile.file} is read-only (object: ${profile.object}), but ${what}`, {
    hint: `test the existing object: oss-range run --target ${profile.file}`,
  });
}
