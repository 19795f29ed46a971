import type { ReportDocument } from '../../report/document/document.js';
import { type ReadReport, readDocument, readReport } from '../../report/document/read-report.js';
import { readInputFile } from '../../spec/read/input-file.js';
import { SuiteError } from '../../suite-error.js';

/**
 * Reads what is needed of the JSON report of a run to replay it.
 *
 * @throws SuiteError `report-invalid`
 */
export async function readReportFile(file: string): Promise<ReadReport> {
  return readReport(file, await textOf(file));
}

/**
 * Reads the whole JSON report of a run.
 *
 * @throws SuiteError `report-invalid`
 */
export async function readDocumentFile(file: string): Promise<ReportDocument> {
  return readDocument(file, await textOf(file));
}

/** In bytes. The largest published report has 1.1 MB; one of a run with `--exhaustive` has some ten times as many. */
const largestReport = 128 * 1024 * 1024;

async function textOf(file: string): Promise<string> {
  try {
    return await readInputFile(file, largestReport);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new SuiteError('report-invalid', `${file} cannot be read: ${code ?? (cause as Error).message}`, {
      hint: 'give the JSON report of a run, by default reports/report.json',
      cause,
    });
  }
}
