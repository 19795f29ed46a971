import { Command } from 'commander';
import { exitCodes } from '../gate/exit-code.js';
import type { ReportDocument } from '../report/document.js';
import {
  addPrefixOption,
  addPropertyOptions,
  addSelectionOptions,
  addTargetOptions,
  chosenBehaviours,
  durationMs,
  type SelectionOptions,
  type TargetOptions,
  wholeNumber,
} from './options.js';
import { stopSignal } from './stop-signal.js';

interface RunOptions extends TargetOptions, SelectionOptions {
  readonly runs: number;
  readonly seed?: number;
  readonly strict?: boolean;
  readonly prefix: string;
  readonly createBucket?: boolean;
  readonly exhaustive?: number;
  readonly budget?: number;
  readonly out: string;
  readonly report?: readonly string[];
}

/** In bytes; 64 make a hundred thousand requests under each behaviour. */
const largestExhaustive = 64;

/** `oss-range run`: the suite, table and properties, against one target. */
export function runCommand(): Command {
  const command = new Command('run').description('run the suite: table and properties, both behaviours');
  addPrefixOption(addPropertyOptions(addSelectionOptions(addTargetOptions(command))))
    .option('--exhaustive <n>', 'also every range on every object of up to n bytes', wholeNumber(1, largestExhaustive))
    .option('--budget <duration>', 'properties go on drawing for so long: 90s, 10m, 2h', durationMs)
    .option('--strict', 'let violations of what is only expected decide too')
    .option('--create-bucket', 'make the bucket first')
    .option('--out <dir>', 'folder of reports', 'reports')
    .option(
      '--report <format[=path]>',
      'json, junit; - is standard output (default: both into --out)',
      (value: string, all: string[] = []) => [...all, value],
    )
    .addHelpText(
      'after',
      `
Examples:
  oss-range run
  oss-range run --endpoint http://127.0.0.1:9000 --bucket conformance --region cn-hangzhou --addressing path
  oss-range run --case end-past-eof --behaviour standard
  oss-range run --case 'property/*' --runs 1000 --seed 7
  oss-range run --exhaustive 12 --budget 10m
  oss-range run --report json=out.json --report junit=-`,
    )
    .action(async (options: RunOptions) => {
      process.exitCode = await run(options);
    });
  return command;
}

async function run(options: RunOptions): Promise<number> {
  const { parseReportTargets } = await import('../report/report-target.js');
  const reports = parseReportTargets(options.report ?? [], options.out);
  // The embedded endpoint starts on its own thread while this one loads the rest.
  const { targetOf } = await import('../run/target-of.js');
  const opening = targetOf(options, process.env);
  opening.catch(() => {}); // Awaited once the plan is made; until then its error is no unhandled one.
  const { signal, release } = stopSignal();
  try {
    const { planSuite } = await import('../run/suite-settings.js');
    const suite = await planSuite({
      ...options,
      behaviours: chosenBehaviours(options.behaviour),
      cases: options.case ?? [],
      timeoutMs: options.timeout,
      ...(options.budget === undefined ? {} : { budgetMs: options.budget }),
    });
    const [{ runSuite }, { multiplex }, { writeReports }, { terminalOf }] = await Promise.all([
      import('../run/run-suite.js'),
      import('../report/multiplexer.js'),
      import('../report/write-reports.js'),
      import('./terminal-of.js'),
    ]);
    const stream = reports.some(({ path }) => path === '-') ? process.stderr : process.stdout;
    const reporters = multiplex([terminalOf(stream, process.env)]);
    const document = await runSuite({
      ...suite,
      ...(await opening),
      signal,
      evidence: suite.table.evidence,
      emit: reporters.event,
    });
    const written = await writeReports(document, reports, (text) => process.stdout.write(text));
    if (written.length > 0) stream.write(`reports ${written.join(', ')}\n`);
    return await exitCodeAfter(document, reporters);
  } finally {
    release();
    await opening.then(
      ({ close }) => close(),
      () => {},
    );
  }
}

/** A reporter that failed is a defect of this program, whatever the verdict. */
async function exitCodeAfter(
  document: ReportDocument,
  reporters: { end(): Promise<readonly { reporter: string; error: unknown }[]> },
): Promise<number> {
  const [failure] = await reporters.end();
  if (failure === undefined) return document.exitCode;
  process.stderr.write(`error: the ${failure.reporter} report failed: ${String(failure.error)}\n`);
  return exitCodes.defect;
}
