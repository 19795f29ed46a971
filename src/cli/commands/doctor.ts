import { Command } from 'commander';
import { exitCodes } from '../../gate/exit-code.js';
import { visible } from '../../report/text/outside-text.js';
import type { DoctorFinding } from '../../run/doctor/doctor.js';
import { targetOf } from '../../run/embedded/target-or-embedded.js';
import {
  addEmbeddedOption,
  addJournalOption,
  addPrefixOption,
  addTargetOptions,
  prefixOf,
  type TargetOptions,
} from '../options/options.js';
import { withProfileOptions } from '../options/with-profile-options.js';
import { printText } from '../output/print.js';

interface DoctorOptions extends TargetOptions {
  readonly out: string;
  readonly object?: string;
}

/** `oss-range doctor`: what stands between this machine and a run, and what to fix. */
export function doctorCommand(): Command {
  const command = new Command('doctor').description('check everything a run needs, and suggest fixes');
  return addJournalOption(addPrefixOption(addEmbeddedOption(addTargetOptions(command))))
    .option('--object <key>', 'check only this existing object; write nothing')
    .addHelpText(
      'after',
      '\nExamples:\n  oss-range doctor --endpoint https://oss-cn-hangzhou.aliyuncs.com --bucket my-bucket\n  oss-range doctor --target my-store.yaml',
    )
    .action(async (options: DoctorOptions, command: Command) => {
      process.exitCode = await doctor(await withProfileOptions(options, command));
    });
}

async function doctor(options: DoctorOptions): Promise<number> {
  const [{ openSender }, { examine }] = await Promise.all([
    import('../../run/sender/open-sender.js'),
    import('../../run/doctor/doctor.js'),
  ]);
  const { target, embedded, close } = await targetOf(options, process.env);
  const { object, out } = options;
  const prefix = prefixOf(options);
  const journal =
    object === undefined
      ? await (await import('../files/journal-file.js')).openJournal({ target, embedded }, out, prefix)
      : undefined;
  const limits = { concurrency: 1, timeoutMs: options.timeout, prefix: object === undefined ? prefix : null };
  const asker = openSender(target, limits);
  const inHost = openSender({ ...target, addressing: 'virtual' }, limits);
  try {
    const findings = await examine(target, asker.send, { prefix, object, journal, inHost: inHost.send });
    journal?.close(!findings.some(({ kind, what }) => kind === 'failed' && what === 'remove'));
    printText('stdout', findingsText(findings));
    return findings.some(({ kind }) => kind === 'failed') ? exitCodes.inconclusive : exitCodes.conforms;
  } finally {
    await Promise.all([asker.close(), inHost.close()]);
    await close();
  }
}

function findingsText(findings: readonly DoctorFinding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const lines = findings.flatMap((finding) => [
    `${finding.kind.padEnd(6)}  ${finding.what.padEnd(width)}  ${finding.detail}`,
    ...('fix' in finding ? [`${''.padEnd(6)}  ${'fix'.padEnd(width)}  ${finding.fix}`] : []),
  ]);
  return `${lines.map(visible).join('\n')}\n`;
}
