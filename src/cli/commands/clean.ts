import { Command } from 'commander';
import { openTarget } from '../../driver/target/open-target.js';
import type { TargetFlags } from '../../driver/target/target-flags.js';
import { exitCodes } from '../../gate/exit-code.js';
import { visible } from '../../report/text/outside-text.js';
import type { Survey } from '../files/find-doomed.js';
import type { RemovalSelection } from '../files/left-alone.js';
import type { RemovalPlan } from '../files/remove-doomed.js';
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
  const [{ openSender }, { readJournals, removeJournal }, { selectLeftovers }, find, { removeDoomed }] =
    await Promise.all([
      import('../../run/sender/open-sender.js'),
      import('../files/journal-file.js'),
      import('../files/left-alone.js'),
      import('../files/find-doomed.js'),
      import('../files/remove-doomed.js'),
    ]);
  const { concurrency, timeout: timeoutMs, olderThan, dryRun, out } = options;
  const prefix = prefixOf(options);
  const { send, close } = openSender(target, { concurrency, timeoutMs, prefix });
  let selection: RemovalSelection | undefined;
  const look = async (): Promise<RemovalPlan> => {
    const survey = await find.surveyBucket(target, send, prefix, timeoutMs);
    // After the listing: a run of this machine records a key in its journal before it writes the object.
    const journals = await readJournals(out, target, prefix);
    const found = [...survey.objects, ...survey.versions, ...survey.uploads];
    const selected = selectLeftovers(prefix, found, journals, { olderThan, now: Date.now() });
    selection ??= selected;
    if (survey.refusal !== null && selected.journals.length === 0) throw survey.refusal.error;
    return { survey, listed: find.listedDoomed(survey, selected), noted: find.notedDoomed(survey, selected) };
  };
  try {
    if (dryRun) {
      const { survey, listed, noted } = await look();
      const names = [...listed, ...(survey.refusal === null ? [] : noted)].map(({ name }) => name);
      print([
        ...(selection?.notices ?? []),
        ...toldOf(survey),
        ...names.map((name) => `would remove ${name}`),
        total(prefix, names.length, 0),
      ]);
      return exitCodes.conforms;
    }
    const { found, left, survey } = await removeDoomed(send, look);
    const isSeen = left.size === 0 && survey.unseen.length === 0 && survey.refusal?.isUnreadable !== true;
    if (isSeen) await Promise.all((selection?.journals ?? []).map(removeJournal));
    print([
      ...(selection?.notices ?? []),
      ...toldOf(survey),
      ...[...left].map((name) => `could not remove ${name}`),
      total(prefix, found.size, found.size - left.size),
    ]);
    return isSeen ? exitCodes.conforms : exitCodes.inconclusive;
  } finally {
    await close();
  }
}

const total = (prefix: string, found: number, removed: number): string =>
  `${found} found below ${prefix}, ${removed} removed`;

/** What was left alone, what was not seen, and how else it was seen. */
const toldOf = ({ refusal, notices, unseen }: Survey): string[] => [
  ...(refusal === null
    ? []
    : [`${refusal.error.message}; what journals list is removed, and requested again to see that it is gone`]),
  ...notices,
  ...unseen,
];

const print = (lines: readonly string[]): void => printText('stdout', `${lines.map(visible).join('\n')}\n`);
