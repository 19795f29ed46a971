import { exitCodes } from '../../gate/exit-code.js';
import type { ReportDocument } from '../../report/document/document.js';
import type { Reporter } from '../../report/document/reporter.js';
import { terminalReporter } from '../../report/formats/terminal/terminal-reporter.js';
import { visible } from '../../report/text/outside-text.js';
import { type Multiplexer, multiplex } from '../../report/write/multiplexer.js';
import { standardOutput } from '../../report/write/report-format.js';
import type { ReportTarget } from '../../report/write/report-target.js';
import { writeReports } from '../../report/write/write-reports.js';
import { isTerminal, print, printText, type StandardStream, widthOf } from './print.js';

/** Where a command that makes a report document tells of it. */
export interface Output {
  readonly event: Multiplexer['event'];
  /** One line in front of what reporters print. */
  heading(text: string): void;
  /**
   * Writes the reports, when the last event was told.
   *
   * @returns the exit code
   * @throws SuiteError `report-unwritable`, `internal`
   */
  finish(document: ReportDocument): Promise<number>;
}

/** The terminal reporter moves to standard error where a report takes standard output. */
export function openOutput(reports: readonly ReportTarget[]): Output {
  const stream = reports.some(({ path }) => path === standardOutput) ? 'stderr' : 'stdout';
  const reporters = multiplex([terminalOf(stream, process.env)]);
  return {
    event: reporters.event,
    heading(text) {
      printText(stream, `${visible(text)}\n\n`);
    },
    async finish(document) {
      try {
        const written = await writeReports(document, reports, (text) => print('stdout', text));
        if (written.length > 0) printText(stream, `reports ${visible(written.join(', '))}\n`);
      } finally {
        if (reports.some(({ format }) => format === 'github')) {
          const { appendStepSummary } = await import('./step-summary.js');
          await appendStepSummary(document, process.env);
        }
      }
      return exitCodeAfter(document, reporters);
    },
  };
}

/** Where the JSON report will lie; undefined where there is none, or it goes to standard output. */
export const jsonFile = (reports: readonly ReportTarget[]): string | undefined =>
  reports.find(({ format, path }) => format === 'json' && path !== standardOutput)?.path;

/** A reporter that failed is a defect of this program, for any verdict. */
async function exitCodeAfter(document: ReportDocument, reporters: Multiplexer): Promise<number> {
  const [failure] = await reporters.end();
  if (failure === undefined) return document.exitCode;
  printText('stderr', `error: the ${failure.reporter} report failed: ${String(failure.error)}\n`);
  return exitCodes.defect;
}

/** A terminal reporter for a stream: colours and progress only on a terminal. */
function terminalOf(stream: StandardStream, env: NodeJS.ProcessEnv): Reporter {
  const tty = isTerminal(stream);
  return terminalReporter((text) => print(stream, text), {
    tty,
    colour: tty && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
    width: widthOf(stream),
    quiet: (env.CI ?? '') !== '',
  });
}
