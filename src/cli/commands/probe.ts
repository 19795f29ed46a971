import { Command, Option } from 'commander';
import type { TargetFlags } from '../../driver/target/target-flags.js';
import type { CheckReport } from '../../report/document/document.js';
import { unjudgedReason } from '../../report/text/describe.js';
import { visible } from '../../report/text/outside-text.js';
import type { JournalFile } from '../files/journal-file.js';
import {
  addEmbeddedOption,
  addJournalOption,
  addPrefixOption,
  addTargetOptions,
  chosenBehaviours,
  type SelectionOptions,
  type TargetOptions,
  wholeNumberOption,
} from '../options/options.js';
import { refuseReadOnly, withProfileOptions } from '../options/with-profile-options.js';
import { printText } from '../output/print.js';
import { removing, stopSignal } from '../output/stop-signal.js';

interface ProbeOptions extends TargetOptions, Pick<TargetFlags, 'profile'> {
  readonly size: number;
  readonly behaviour: SelectionOptions['behaviour'];
  readonly out: string;
}

/** 5 GiB: the largest object that one PUT may carry (vendor's limits). */
const largestPut = 5 * 1024 ** 3;

/** `oss-range probe RANGE`: one range against one object size. */
export function probeCommand(): Command {
  const command = new Command('probe')
    .description('send one range, and compare the answer with the specification')
    .argument('<range...>', 'Range header value; repeat to send several lines');
  return addJournalOption(addPrefixOption(addEmbeddedOption(addTargetOptions(command))))
    .option('--size <bytes>', 'object size', wholeNumberOption(0, largestPut), 1_000)
    .addOption(
      new Option('--behaviour <which>', 'behaviour to test').choices(['default', 'standard', 'both']).default('both'),
    )
    .addHelpText(
      'after',
      `
Exit codes: 0 the answer is as specified, 1 it is not, 2 it could not be judged.

Examples:
  oss-range probe bytes=500-2000
  oss-range probe bytes=-0 --size 10 --behaviour default
  oss-range probe 'bytes=0-1, 5-6' --endpoint http://127.0.0.1:9000 --bucket b --region cn-hangzhou`,
    )
    .action(async (range: string[], options: ProbeOptions, command: Command) => {
      process.exitCode = await probe(range, await withProfileOptions(options, command));
    });
}

async function probe(range: readonly string[], options: ProbeOptions): Promise<number> {
  refuseReadOnly(options, 'probe writes an object');
  const [{ openRun }, { prepareRun }, { targetOf }, { probePlan }, { gateEntries }, { gateOf }] = await Promise.all([
    import('../../run/open-run.js'),
    import('../../run/prepare-run.js'),
    import('../../run/embedded/target-or-embedded.js'),
    import('../../run/plan/probe-plan.js'),
    import('../../report/build/report-document.js'),
    import('../../gate/evaluate.js'),
  ]);
  const plan = probePlan({ range, size: options.size, behaviours: chosenBehaviours(options.behaviour) });
  const prepared = await prepareRun(
    { ...options, timeoutMs: options.timeout },
    { openTarget: (flags) => targetOf(flags, process.env), plan: () => ({ plan }) },
  );
  let journal: JournalFile | undefined;
  const { signal, release } = stopSignal({ stopping: removing, journal: () => journal?.contents() ?? null });
  try {
    journal = await (await import('../files/journal-file.js')).openJournal(prepared, options.out, prepared.prefix);
    const run = await openRun({ ...prepared, signal, journal });
    const checks = await Promise.all(plan.checks.map((check) => run.session.check(check)));
    const leftovers = await run.close();
    const { exitCode } = gateOf({
      planned: checks.length,
      entries: gateEntries({ checks, properties: [] }),
      strict: true,
    });
    printText('stdout', probeText(range, options.size, prepared.target.name, checks, leftovers));
    return exitCode;
  } finally {
    release();
    await prepared.close();
  }
}

function probeText(
  range: readonly string[],
  size: number,
  target: string,
  checks: readonly CheckReport[],
  leftovers: readonly string[],
): string {
  const requested = range.map((value) => JSON.stringify(value)).join(' and ');
  const lines = [
    `Range: ${requested} on ${size} bytes, target ${target}`,
    ...checks.flatMap((check) => ['', ...checkLines(check)]),
    ...leftovers.map((key) => `left behind: ${key}`),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

function checkLines(check: CheckReport): string[] {
  const wrong = check.aspects.filter(({ verdict }) => verdict === 'violates');
  return [
    `${check.behaviour}: ${check.verdict}`,
    `  specified  ${check.expected} (${check.level})`,
    ...(check.why === null ? [] : [`  because    ${check.why}`]),
    ...(check.received === '' ? [] : [`  received   ${check.received}`]),
    ...wrong.map(({ aspect, expected, actual }) => `  violated   ${aspect}: expected ${expected}, got ${actual}`),
    ...(check.verdict === 'inconclusive' || check.verdict === 'not-run'
      ? [`  cause      ${unjudgedReason(check)}`]
      : []),
    ...(check.repro.curl === '' ? [] : [`  curl       ${check.repro.curl}`]),
  ];
}
