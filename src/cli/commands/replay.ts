import { Command } from 'commander';
import type { TargetFlags } from '../../driver/target/target-flags.js';
import type { CheckReport, PropertyReport } from '../../report/document/document.js';
import { entryLabel } from '../../report/document/entry.js';
import { unjudgedReason, violationText } from '../../report/text/describe.js';
import { visible } from '../../report/text/outside-text.js';
import { count } from '../../report/text/quantity.js';
import type { ReplayedQuestion, ReplayedSequence } from '../../run/replay/items.js';
import type { ReplayOutcome } from '../../run/replay/outcome.js';
import type { JournalFile } from '../files/journal-file.js';
import {
  addEmbeddedOption,
  addJournalOption,
  addPrefixOption,
  addSpecsOption,
  addTargetOptions,
  type TargetOptions,
} from '../options/options.js';
import { refuseReadOnly, withProfileOptions } from '../options/with-profile-options.js';
import { printText } from '../output/print.js';
import { removing, stopSignal } from '../output/stop-signal.js';

interface ReplayOptions extends TargetOptions {
  readonly out: string;
  readonly specs?: readonly string[];
}

/** `oss-range replay REPORT [ID]`: repeat what went wrong in a run. */
export function replayCommand(): Command {
  const command = new Command('replay')
    .description('repeat requests that violated or could not be judged')
    .argument('<report>', 'JSON report of a run')
    .argument('[id]', 'a check or property/NAME in the report, with any verdict');
  return addJournalOption(addSpecsOption(addPrefixOption(addEmbeddedOption(addTargetOptions(command)))))
    .addHelpText(
      'after',
      `
Sends to the target of the report unless options, OSS_ENDPOINT or --target name another one. Each line shows the result of a repeat: repeated,
differs, fixed or inconclusive. A check that did not violate in the report now conforms or violates.
Exits 1 if anything violates, else 2 if anything is inconclusive, else 0.

Examples:
  oss-range replay reports/report.json
  oss-range replay reports/report.json property/end-past-eof
  oss-range replay reports/report.json --endpoint http://127.0.0.1:9001 --bucket b --region cn-hangzhou`,
    )
    .action(async (file: string, id: string | undefined, options: ReplayOptions, command: Command) => {
      process.exitCode = await replay(file, id, await withProfileOptions(options, command));
    });
}

async function replay(
  file: string,
  id: string | undefined,
  options: ReplayOptions & Pick<TargetFlags, 'profile' | 'capabilities'>,
): Promise<number> {
  refuseReadOnly(options, 'replay writes its own objects');
  const [
    { readReportFile },
    { replayItems },
    { replayPlan },
    { replayTarget },
    { readTable },
    { openRun },
    { prepareRun },
    outcomes,
  ] = await Promise.all([
    import('../files/report-file.js'),
    import('../../run/replay/items.js'),
    import('../../run/replay/plan.js'),
    import('../../run/replay/target.js'),
    import('../../spec/read/read-table.js'),
    import('../../run/open-run.js'),
    import('../../run/prepare-run.js'),
    import('../../run/replay/outcome.js'),
  ]);
  const report = await readReportFile(file);
  const table = await readTable({ extraFiles: options.specs ?? [] });
  const items = replayItems(report, table, id);
  const plan = replayPlan(items, table);
  const prepared = await prepareRun(
    { ...options, timeoutMs: options.timeout },
    { openTarget: (flags) => replayTarget(report, flags, process.env), plan: () => ({ plan }) },
  );
  let journal: JournalFile | undefined;
  const { signal, release } = stopSignal({ stopping: removing, journal: () => journal?.contents() ?? null });
  try {
    journal = await (await import('../files/journal-file.js')).openJournal(prepared, options.out, prepared.prefix);
    const run = await openRun({ ...prepared, signal, journal });
    const replayed = await Promise.all(
      items.map(async (item): Promise<Replayed> => {
        if (item.kind === 'question') {
          const now = await run.session.check(plan.checks[item.place]!);
          return { item, now, outcome: outcomes.replayOutcome(item.before, now) };
        }
        const now = await run.session.again(item.property, item.again);
        return { item, now, outcome: outcomes.replayOutcome(item.before, asAnswer(now)) };
      }),
    );
    const leftovers = await run.close();
    const sources = Object.fromEntries(table.evidence.sources);
    const blocks = [
      ...replayed.flatMap((one) => replayedLines(one, sources)),
      ...leftovers.map((key) => visible(`left behind: ${key}`)),
    ];
    printText('stdout', `${blocks.join('\n')}\n`);
    return outcomes.replayExitCode(replayed.map(({ outcome }) => outcome));
  } finally {
    release();
    await prepared.close();
  }
}

type Replayed =
  | { readonly item: ReplayedQuestion; readonly now: CheckReport; readonly outcome: ReplayOutcome }
  | { readonly item: ReplayedSequence; readonly now: PropertyReport; readonly outcome: ReplayOutcome };

/** What a property came to, in the terms of a single question. */
function asAnswer({ verdict, counterexample }: PropertyReport) {
  return { verdict, aspects: counterexample?.aspects ?? [], response: counterexample?.response ?? null };
}

/** One line, and the violation in full if the report does not have it. */
function replayedLines(replayed: Replayed, sources: Parameters<typeof violationText>[1]): string[] {
  const { now, outcome } = replayed;
  const asked = 'row' in replayed.item ? questionParts(replayed.item) : sequenceParts(replayed.item);
  const received = 'received' in now ? now.received : (now.counterexample?.received ?? 'the law holds');
  const parts = [
    `${outcome.padEnd('inconclusive'.length)}  ${entryLabel(now)}`,
    ...asked,
    outcome === 'inconclusive' ? unjudgedReason(now) : received,
  ];
  return [
    visible(parts.join(': ')),
    ...(outcome === 'differs' || outcome === 'violates' ? [violationText(now, sources)] : []),
  ];
}

function questionParts({ row, drawn }: ReplayedQuestion): string[] {
  const range = row.range.map((value) => JSON.stringify(value)).join(' and ');
  return [
    `${range === '' ? 'no range' : range} of ${row.object.size} bytes`,
    ...(drawn === null ? [] : [`seed ${drawn.seed}, path ${drawn.path}`]),
  ];
}

function sequenceParts({ again }: ReplayedSequence): string[] {
  if (again.kind === 'operations') return [count(again.operations.length, 'operation')];
  const requests = again.plan.rounds.flatMap(({ steps }) => steps).length;
  return [`${count(requests, 'request')} about ${again.plan.size} bytes`];
}
