import { dirname, resolve } from 'node:path';
import type { TargetFlags } from '../../driver/target/target-flags.js';
import { standardOutput } from '../../report/write/report-format.js';
import type { ReportTarget } from '../../report/write/report-target.js';
import type { NamedFile } from './check-distinct.js';

/** A file of an option that may not be given. */
export const named = (option: string, path: string | undefined): NamedFile[] =>
  path === undefined || path === '' ? [] : [{ option, path }];

/** The files that reports are written to, and the step summary where that is written. */
export function reportFiles(reports: readonly ReportTarget[], env: NodeJS.ProcessEnv): NamedFile[] {
  return [
    ...reports
      .filter(({ path }) => path !== standardOutput)
      .map(({ format, path }) => ({ option: `--report ${format}`, path })),
    ...(reports.some(({ format }) => format === 'github') ? named('GITHUB_STEP_SUMMARY', env.GITHUB_STEP_SUMMARY) : []),
  ];
}

/** The files that say what the target is and how it is reached. */
export function targetFiles(
  { profile, ca, credentials }: Pick<TargetFlags, 'profile' | 'ca' | 'credentials'>,
  env: NodeJS.ProcessEnv,
): NamedFile[] {
  return [
    ...named('--target', profile?.file),
    ...named('--ca', ca),
    ...(profile?.ca === undefined ? [] : named('ca of the profile', resolve(dirname(profile.file), profile.ca))),
    ...((credentials ?? profile?.credentials) === 'ossutil'
      ? named('OSSUTIL_CONFIG_FILE', env.OSSUTIL_CONFIG_FILE)
      : []),
  ];
}
