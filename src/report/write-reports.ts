import { SuiteError } from '../suite-error.js';
import type { ReportDocument } from './document.js';
import { reportFormats } from './report-format.js';
import type { ReportTarget } from './report-target.js';
import { standardOutput } from './standard-output.js';
import { writeWhole } from './write-whole.js';

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
  stdout: (text: string) => void,
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

async function writeReport(
  document: ReportDocument,
  { format, path }: ReportTarget,
  stdout: (text: string) => void,
): Promise<void> {
  const text = await renderReport(document, format);
  if (path === standardOutput) return stdout(text);
  try {
    await writeWhole(path, text);
  } catch (cause) {
    throw new SuiteError('report-unwritable', `cannot write the ${format} report to ${path}: ${reasonOf(cause)}`, {
      hint: 'choose a folder that can be written with --out DIR, or a file with --report FORMAT=PATH',
      cause,
    });
  }
}

async function renderReport(document: ReportDocument, format: ReportTarget['format']): Promise<string> {
  try {
    return await reportFormats[format].render(document);
  } catch (cause) {
    throw new SuiteError('internal', `cannot make the ${format} report: ${reasonOf(cause)}`, {
      hint: 'this is a defect of this program; the other reports are not concerned',
      cause,
    });
  }
}

/** The first line of an error. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
