import { Command } from 'commander';
import { openTarget } from '../../driver/target/open-target.js';
import type { TargetFlags } from '../../driver/target/target-flags.js';
import { exitCodes } from '../../gate/exit-code.js';
import { visible } from '../../report/text/outside-text.js';
import { addPrefixOption, addTargetOptions, durationMs, prefixOf, type TargetOptions } from '../options/options.js';
import { refuseReadOnly, withProfileOptions } from '../options/with-profile-options.js';
import { printText } from '../output/print.js';

/** `0s` is an age, though no duration. */
const ageMs = (text: string): number => (text === '0s' ? 0 : durationMs(text));

interface CleanOptions extends TargetOptions, Pick<TargetFlags, 'profile'> {
  readonly out: string;
  readonly olderThan?: number;
  readonly dryRun?: boolean;
}

/** `oss-range clean`: removes what interrupted runs left below the suite's own prefix, and nothing else. */
export function cleanCommand(): Command {
  const command = new Command('clean').description('remove objects that an interrupted run left below the prefix');
  return addPrefixOption(addTargetOptions(command))
    .option(
      '--older-than <duration>',
      'keep objects younger than this: 0s, 90s, 10m (default: 24h for unknown runs)',
      ageMs,
    )
    .option('--out <dir>', 'report folder, where a killed run leaves its journal', 'reports')
    .option('--dry-run', 'list what would be removed, without removing it')
    .addHelpText(
      'after',
      '\nExamples:\n  oss-range clean --endpoint http://127.0.0.1:9000 --bucket b --region cn-hangzhou --dry-run',
    )
    .action(async (options: CleanOptions, command: Command) => {
      process.exitCode = await clean(await withProfileOptions(options, command));
    });
}

async function clean(options: CleanOptions): Promise<number> {
  refuseReadOnly(options, 'clean removes objects');
  const target = await openTarget(options, process.env);
  const [{ openSender }, { readJournals, removeJournal }, { selectLeftovers }, { doom, listDoomed }] =
    await Promise.all([
      import('../../run/sender/open-sender.js'),
      import('../files/journal-file.js'),
      import('../files/left-alone.js'),
      import('../files/find-doomed.js'),
    ]);
  const { concurrency, timeout: timeoutMs } = options;
  const prefix = prefixOf(options);
  const { send, close } = openSender(target, { concurrency, timeoutMs, prefix });
  try {
    const { olderThan, dryRun, out } = options;
    const listed = await listDoomed(target, send, prefix);
    // After the listing: a run of this machine records a key in its journal before it writes the object.
    const journals = await readJournals(out, target, prefix);
    const found = listed.kind === 'listed' ? listed.found : [];
    const selection = selectLeftovers(prefix, found, journals, { olderThan, now: Date.now() });
    if (listed.kind === 'refused' && selection.journals.length === 0) throw listed.error;
    const { doomed, notices } = doom(listed, selection);
    const removed = dryRun ? [] : await Promise.all(doomed.map(({ remove }) => remove(send)));
    const remaining = doomed.filter((_, index) => removed[index] !== true);
    if (!dryRun && remaining.length === 0) await Promise.all(selection.journals.map(removeJournal));
    const text = [
      ...selection.notices,
      ...notices,
      ...remaining.map(({ name }) => `${dryRun ? 'would remove' : 'could not remove'} ${name}`),
      `${doomed.length} found below ${prefix}, ${doomed.length - remaining.length} removed`,
    ];
    printText('stdout', `${text.map(visible).join('\n')}\n`);
    return dryRun || remaining.length === 0 ? exitCodes.conforms : exitCodes.inconclusive;
  } finally {
    await close();
  }
}
