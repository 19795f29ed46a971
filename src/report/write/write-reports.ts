import { SuiteError } from '../../suite-error.js';
import type { ReportDocument } from '../document/document.js';
import type { Printable } from '../text/outside-text.js';
import { isReportFormat, type ReportFormat, reportFormats, standardOutput } from './report-format.js';
import { type ReportTarget, unknownFormat } from './report-target.js';
import { checkFolder, checkWritable, writeWhole } from './write-whole.js';

/**
 * Writes the reports of a run. A file appears whole or not at all, and a report that fails does not keep the others
 * from being written.
 *
 * @param stdout takes the report whose path is `-`.
 * @returns the paths of the files written, in the order of `targets`.
 * @throws SuiteError `report-unwritable` when a report could not be written; `internal` when one could not be made.
 */
export async function writeReports(
  document: ReportDocument,
  targets: readonly ReportTarget[],
  stdout: (text: Printable) => void,
): Promise<readonly string[]> {
  const results = await Promise.allSettled(targets.map((target) => writeReport(document, target, stdout)));
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as SuiteError] : []));
  const [first, ...others] = errors;
  if (first === undefined) return targets.map(({ path }) => path).filter((path) => path !== standardOutput);
  if (others.length === 0) throw first;
  throw new SuiteError(first.code, errors.map(({ message }) => message).join('; '), {
    hint: first.hint,
    cause: new AggregateError(errors),
  });
}

/**
 * Finds out whether the reports could be written, before there are any. Nothing is changed.
 *
 * @param folder where reports without a path go, if the user chose it: it must be writable even if no report goes there,
 *   since the journal of a run does
 * @throws SuiteError `report-unwritable`
 */
export async function checkReportTargets(targets: readonly ReportTarget[], folder?: string): Promise<void> {
  for (const { format, path } of targets) {
    if (path === standardOutput) continue;
    await checkWritable(path).catch((cause: unknown) => {
      throw unwritable(format, path, cause);
    });
  }
  if (folder !== undefined) await checkOutFolder(folder);
}

/** @throws SuiteError `report-unwritable` */
export async function checkOutFolder(folder: string): Promise<void> {
  await checkFolder(folder).catch((cause: unknown) => {
    throw new SuiteError('report-unwritable', `cannot write to the folder ${folder}: ${reasonOf(cause)}`, {
      hint: 'choose a writable folder with --out DIR',
      cause,
    });
  });
}

const unwritable = (format: string, path: string, cause: unknown): SuiteError =>
  new SuiteError('report-unwritable', `cannot write the ${format} report to ${path}: ${reasonOf(cause)}`, {
    hint: 'choose a writable folder with --out DIR, or a file with --report FORMAT=PATH',
    cause,
  });

async function writeReport(
  document: ReportDocument,
  { format, path }: ReportTarget,
  stdout: (text: Printable) => void,
): Promise<void> {
  const text = await renderReport(document, format);
  if (path === standardOutput) return stdout(text);
  try {
    await writeWhole(path, text);
  } catch (cause) {
    throw unwritable(format, path, cause);
  }
}

/**
 * Renders a report in one of the formats of `oss-range run --report`.
 *
 * @param document the report of a run
 * @param format `json`, `junit`, `html`, `markdown`, `github` or `ctrf`
 * @returns the whole text of the file
 * @throws {@link SuiteError} `usage` for a format that does not exist
 *
 * @example
 * ```ts
 * import { renderReport, runConformance } from 'oss-range-conformance';
 *
 * const report = await runConformance({ target: 'embedded', cases: ['suffix-zero'] });
 * const xml = await renderReport(report, 'junit');
 *
 * console.log(xml.slice(0, 38)); // <?xml version="1.0" encoding="UTF-8"?>
 * ```
 */
export async function renderReport(document: ReportDocument, format: ReportFormat): Promise<Printable> {
  if (!isReportFormat(format)) throw unknownFormat(format);
  try {
    return await reportFormats[format].render(document);
  } catch (cause) {
    throw new SuiteError('internal', `cannot create the ${format} report: ${reasonOf(cause)}`, {
      hint: 'this is a defect of this program; the other reports are not affected',
      cause,
    });
  }
}

/** The first line of an error; of one of the file system, what it is, without the call and the temporary file. */
export function reasonOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return /^E[A-Z]+: [^,]+/.exec(line)?.[0] ?? line;
}
