import { runCommand, runSettings } from '../../cli/commands/run.js';
import { withProfileOptions } from '../../cli/options/with-profile-options.js';
import type { ReportDocument } from '../../report/document/document.js';
import { toJson } from '../../report/formats/json/json.js';
import { toJunit } from '../../report/formats/junit/junit.js';
import { terminalReporter } from '../../report/formats/terminal/terminal-reporter.js';
import { prepareSuite } from '../../run/prepare-run.js';
import { runSuite } from '../../run/run-suite.js';
import type { SuiteSettings } from '../../run/suite-settings.js';
import { type ConformanceRun, disagreements, flagsFor, selectionOf } from './conformance-run.js';

type RunHere = Pick<ConformanceRun, 'exitCode' | 'stdout' | 'report' | 'reportText' | 'junitText'>;
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
  const settings = await settingsIn([...flagsFor(origin), ...selectionOf(args), ...args]);
  const suite = await prepareSuite(settings, { env });
  let stdout = '';
  const print = (text: string): void => {
    stdout += text;
  };
  const terminal = terminalReporter(print, { tty: false, colour: false, width: 100, quiet: true });
  const document = await runSuite({
    ...suite,
    reportFile: 'reports/report.json',
    emit: (event) => void terminal.event(event),
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
async function settingsIn(args: readonly string[]): Promise<SuiteSettings> {
  let settings: SuiteSettings | undefined;
  const command = runCommand()
    .exitOverride()
    .action(async (options) => {
      settings = runSettings(await withProfileOptions(options, command), command);
    });
  await command.parseAsync(args, { from: 'user' });
  if (settings === undefined) throw new Error(`no run: ${args.join(' ')}`);
  return settings;
}
