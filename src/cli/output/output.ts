import { exitCodes } from '../../gate/exit-code.js';
import type { ReportDocument } from '../../report/document/document.js';
import type { ReportTarget } from '../../report/text/report-target.js';
import { visible } from '../../report/text/visible.js';
import { type Multiplexer, multiplex } from '../../report/write/multiplexer.js';
import { standardOutput } from '../../report/write/standard-output.js';
import { writeReports } from '../../report/write/write-reports.js';
import { appendStepSummary } from './step-summary.js';
import { terminalOf } from './terminal-of.js';

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
        if (reports.some(({ format }) => format === 'github')) await appendStepSummary(document, process.env);
      }
      return exitCodeAfter(document, reporters);
    },
  };
}

/** Where the JSON report will lie; undefined where there is none, or it goes to standard output. */
export const jsonFile = (reports: readonly ReportTarget[]): string | undefined =>
  reports.find(({ format, path }) => format === 'json' && path !== standardOutput)?.path;

/** A reporter that failed is a defect of this program, whatever the verdict. */
async function exitCodeAfter(document: ReportDocument, reporters: Multiplexer): Promise<number> {
  const [failure] = await reporters.end();
  if (failure === undefined) return document.exitCode;
  process.stderr.write(`error: the ${failure.reporter} report failed: ${String(failure.error)}\n`);
  return exitCodes.defect;
}
