import { Command } from 'commander';
import type { TargetFlags } from '../../driver/target/target-flags.js';
import type { ReportDocument } from '../../report/document/document.js';
import { ownClients } from '../../run/client/own-clients.js';
import { largestExhaustive } from '../../run/plan/defaults.js';
import type { PreparedSuite } from '../../run/prepare-run.js';
import type { SuiteSettings } from '../../run/suite-settings.js';
import type { JournalFile } from '../files/journal-file.js';
import type { RecordingFile } from '../files/recording-file.js';
import type { RowFile } from '../files/row-file.js';
import {
  addEmbeddedOption,
  addPrefixOption,
  addPropertyOptions,
  addReportOptions,
  addSelectionOptions,
  addTargetOptions,
  chosenBehaviours,
  collect,
  durationMs,
  type ReportOptions,
  type SelectionOptions,
  type TargetOptions,
  wholeNumberOption,
} from '../options/options.js';
import { withProfileOptions } from '../options/with-profile-options.js';
import { printText } from '../output/print.js';
import { removing, stopSignal } from '../output/stop-signal.js';

interface RunOptions extends TargetOptions, SelectionOptions, ReportOptions, Pick<TargetFlags, 'profile'> {
  readonly runs: number;
  readonly seed?: number;
  readonly strict?: boolean;
  readonly createBucket?: boolean;
  readonly exhaustive?: number;
  readonly budget?: number;
  readonly record?: string;
  readonly addRow?: string;
  readonly object?: string;
  readonly large?: boolean;
  readonly deviations?: string;
  readonly client?: readonly string[];
  readonly strictClient?: boolean;
}

const clientNames = ownClients.join(', ');

/** `oss-range run`: the suite, table and properties, against one target. */
export function runCommand(): Command {
  const command = new Command('run').description('run the suite: table and properties, both behaviours');
  addReportOptions(
    addPrefixOption(addPropertyOptions(addSelectionOptions(addEmbeddedOption(addTargetOptions(command))))),
  )
    .option(
      '--exhaustive <n>',
      'also send every range on every object of up to n bytes',
      wholeNumberOption(1, largestExhaustive),
    )
    .option('--budget <duration>', 'keep drawing property inputs for this long: 90s, 10m, 2h', durationMs)
    .option('--large', 'also test an object over 4 GiB, built from copies of a 16 MiB part')
    .option('--object <key>', 'test only this existing object; write nothing')
    .option('--strict', 'also fail on violations of level expected')
    .option('--create-bucket', 'create the bucket first')
    .option('--record <file>', 'record every judged exchange, redacted, for oss-range judge FILE')
    .option(
      '--deviations <file>',
      'known deviations, which do not fail the run; maintain it with oss-range deviations update',
    )
    .option('--client <name>', `also read through ${clientNames}, or a client module (repeatable)`, collect)
    .option('--strict-client', 'also fail the run on client findings')
    .option('--add-row <file>', 'append counterexamples of violated properties to this row file')
    .addHelpText(
      'after',
      `
Examples:
  oss-range run
  oss-range run --endpoint http://127.0.0.1:9000 --bucket conformance --region cn-hangzhou --addressing path
  oss-range run --endpoint http://127.0.0.1:9000 --bucket conformance --auth aws-v4
  oss-range run --endpoint https://oss-cn-hangzhou.aliyuncs.com --bucket my-bucket --auth oss-v4-presigned
  oss-range run --case end-past-eof --behaviour standard
  oss-range run --case 'property/*' --runs 1000 --seed 7
  oss-range run --exhaustive 12 --budget 10m
  oss-range run --report json=out.json --report junit=-
  oss-range run --report json --report html --report github
  oss-range run --record run.jsonl
  oss-range run --deviations known-deviations.yaml
  oss-range run --target my-store.yaml
  oss-range run --client ali-oss --client fetch --case end-past-eof
  oss-range run --client ./my-client.mjs --strict-client --behaviour standard
  oss-range run --endpoint https://mirror.example.com --addressing cname --auth anonymous --object pub/file.iso
  oss-range run --case 'property/*' --add-row my-rows.yaml`,
    )
    .action(async (given: RunOptions) => {
      process.exitCode = await run(await withProfileOptions(given, command), command);
    });
  return command;
}

/** The settings that options stand for. An option that was not set is left open where its default depends on the target. */
export function runSettings(options: RunOptions, command: Command): SuiteSettings {
  const chosen = <Value>(option: string, value: Value): Value | undefined =>
    command.getOptionValueSource(option) === 'default' ? undefined : value;
  return {
    ...options,
    runs: chosen('runs', options.runs),
    concurrency: chosen('concurrency', options.concurrency),
    behaviours: chosenBehaviours(options.behaviour),
    cases: options.case ?? [],
    timeoutMs: options.timeout,
    budgetMs: options.budget,
    clients: options.client,
  };
}

async function run(options: RunOptions, command: Command): Promise<number> {
  const { parseReportTargets } = await import('../../report/write/report-target.js');
  const reports = parseReportTargets(options.report ?? [], options.out);
  const [{ checkFile }, { checkDistinct }, { named, reportFiles, targetFiles }] = await Promise.all([
    import('../files/check-file.js'),
    import('../files/check-distinct.js'),
    import('../files/named-files.js'),
  ]);
  const modules = (options.client ?? []).filter((name) => !ownClients.some((own) => own === name));
  await checkDistinct(
    [...reportFiles(reports, process.env), ...named('--record', options.record), ...named('--add-row', options.addRow)],
    [
      ...(options.specs ?? []).filter((path) => path !== options.addRow).flatMap((path) => named('--specs', path)),
      ...named('--deviations', options.deviations),
      ...modules.flatMap((path) => named('--client', path)),
      ...targetFiles(options, process.env),
    ],
  );
  await checkFile('--record FILE', options.record);
  const rows = options.addRow === undefined ? undefined : await openRows(options.addRow, options.specs);
  let journal: JournalFile | undefined;
  const { signal, release } = stopSignal({ stopping: removing, journal: () => journal?.contents() ?? null });
  let suite: PreparedSuite | undefined;
  try {
    // The embedded endpoint starts on its own thread while this one loads the rest.
    const { prepareSuite } = await import('../../run/prepare-run.js');
    const print = (line: string): void => printText('stderr', `${line}\n`);
    suite = await prepareSuite(runSettings(options, command), { env: process.env, print });
    const [{ runSuite }, { openOutput, jsonFile }] = await Promise.all([
      import('../../run/run-suite.js'),
      import('../output/output.js'),
    ]);
    const output = openOutput(reports);
    const recording = options.record === undefined ? undefined : await openRecording(options.record);
    if (!suite.existingObject) {
      const { openJournal } = await import('../files/journal-file.js');
      journal = await openJournal(suite, options.out, suite.prefix);
    }
    let document: ReportDocument;
    try {
      document = await runSuite({
        ...suite,
        ...{ journal, signal },
        reportFile: jsonFile(reports),
        emit: output.event,
        keep: recording?.keep,
      });
    } catch (error) {
      await recording?.abandon();
      throw error;
    }
    // None of the three may be lost because another fails.
    try {
      return await output.finish(document);
    } finally {
      try {
        await recording?.finish();
      } finally {
        await rows?.append(document);
      }
    }
  } finally {
    release();
    await suite?.close();
  }
}

async function openRecording(path: string): Promise<RecordingFile> {
  const { createRecordingFile } = await import('../files/recording-file.js');
  return createRecordingFile(path);
}

async function openRows(path: string, specs: readonly string[] = []): Promise<RowFile> {
  const { openRowFile } = await import('../files/row-file.js');
  return openRowFile(path, specs);
}
