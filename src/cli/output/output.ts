import type { WriteStream } from 'node:tty';
import { exitCodes } from '../../gate/exit-code.js';
import type { ReportDocument } from '../../report/document/document.js';
import type { Reporter } from '../../report/document/reporter.js';
import { terminalReporter } from '../../report/formats/terminal/terminal-reporter.js';
import { visible } from '../../report/text/visible.js';
import { type Multiplexer, multiplex } from '../../report/write/multiplexer.js';
import { standardOutput } from '../../report/write/report-format.js';
import type { ReportTarget } from '../../report/write/report-target.js';
import { writeReports } from '../../report/write/write-reports.js';

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
  const stream = reports.some(({ path }) => path === standardOutput) ? process.stderr : process.stdout;
  const reporters = multiplex([terminalOf(stream, process.env)]);
  return {
    event: reporters.event,
    heading(text) {
      stream.write(`${visible(text)}\n\n`);
    },
    async finish(document) {
      try {
        const written = await writeReports(document, reports, (text) => process.stdout.write(text));
        if (written.length > 0) stream.write(`reports ${written.join(', ')}\n`);
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
  process.stderr.write(`error: the ${failure.reporter} report failed: ${String(failure.error)}\n`);
  return exitCodes.defect;
}

/** Columns where the stream does not say: what pagers and logs expect. */
const usualWidth = 100;

/** A terminal reporter for a stream: colours and progress only on a terminal. */
export function terminalOf(stream: NodeJS.WriteStream | WriteStream, env: NodeJS.ProcessEnv): Reporter {
  const tty = stream.isTTY === true;
  const write = (text: string): void => {
    stream.write(text);
  };
  return terminalReporter(write, {
    tty,
    colour: tty && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
    width: stream.columns ?? usualWidth,
    quiet: (env.CI ?? '') !== '',
  });
}
