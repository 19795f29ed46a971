import { runCommand } from '../../cli/commands/run.js';
import { chosenBehaviours, type TargetOptions } from '../../cli/options/options.js';
import { withProfileOptions } from '../../cli/options/with-profile-options.js';
import type { Target } from '../../driver/target/target.js';
import type { ReportDocument } from '../../report/document/document.js';
import { toJson } from '../../report/formats/json/json.js';
import { toJunit } from '../../report/formats/junit/junit.js';
import { terminalReporter } from '../../report/formats/terminal/terminal-reporter.js';
import { targetOf } from '../../run/embedded/target-or-embedded.js';
import { readExistingObject } from '../../run/objects/existing-object.js';
import type { StoredObject } from '../../run/objects/stored-objects.js';
import { runSuite } from '../../run/run-suite.js';
import { openSender } from '../../run/sender/open-sender.js';
import { planSuite } from '../../run/suite-settings.js';
import { type ConformanceRun, disagreements, flagsFor, selectionOf } from './conformance-run.js';

type RunHere = Pick<ConformanceRun, 'exitCode' | 'stdout' | 'report' | 'reportText' | 'junitText'>;
type RunOptions = TargetOptions &
  Parameters<typeof targetOf>[0] &
  Pick<ReportDocument['run'], 'runs' | 'strict'> & {
    readonly behaviour: Parameters<typeof chosenBehaviours>[0];
    readonly case?: readonly string[];
    readonly timeout: number;
    readonly concurrency: number;
    readonly object?: string;
  };

/**
 * What `runAgainst` does without a process of its own, and so in a tenth of its time: for tests of verdicts, where nothing
 * depends on how the program is started, stopped or asked to keep files.
 *
 * @throws Error where terminal, JSON and JUnit report do not agree, or the accounting of one of them is lost
 */
export async function runHere(
  origin: string,
  args: readonly string[] = [],
  { env = {} }: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<RunHere> {
  const unknown = args.filter((arg) => keepsOrAsksMore.has(arg));
  if (unknown.length > 0) throw new Error(`${unknown} is for the binary: use runAgainst`);
  const options = await optionsOf([...flagsFor(origin), ...selectionOf(args), ...args]);
  const { target } = await targetOf(options, env);
  const existingObject = options.object === undefined ? undefined : await readObject(target, options.object);
  const suite = await planSuite(
    {
      ...options,
      behaviours: chosenBehaviours(options.behaviour),
      cases: options.case ?? [],
      timeoutMs: options.timeout,
    },
    existingObject?.content,
  );
  let stdout = '';
  const print = (text: string): void => {
    stdout += text;
  };
  const terminal = terminalReporter(print, { tty: false, colour: false, width: 100, quiet: true });
  const document = await runSuite({
    ...suite,
    target,
    embedded: false,
    existingObject,
    evidence: suite.table.evidence,
    reportFile: 'reports/report.json',
    emit: (event) => void terminal.event(event),
    signal: new AbortController().signal,
  });
  const reportText = toJson(document);
  const report: ReportDocument = JSON.parse(reportText);
  const run = { exitCode: document.exitCode, stdout, report, reportText, junitText: toJunit(document) };
  const problems = disagreements(run);
  if (problems.length > 0) throw new Error(`${problems.join('\n')}\n${stdout}`);
  return run;
}

const keepsOrAsksMore: ReadonlySet<string> = new Set(['--record', '--add-row', '--client', '--report', '--out']);

/** As the command reads them. */
async function optionsOf(args: readonly string[]): Promise<RunOptions> {
  const command = runCommand()
    .exitOverride()
    .action(() => {});
  await command.parseAsync(args, { from: 'user' });
  return withProfileOptions<RunOptions>(command.opts<RunOptions>(), command);
}

async function readObject(target: Target, key: string): Promise<StoredObject> {
  const { send, close } = openSender(target, { concurrency: 1, timeoutMs: 30_000 });
  try {
    return await readExistingObject(target, send, key);
  } finally {
    await close();
  }
}
