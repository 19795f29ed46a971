import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ReportDocument } from '../../report/document/document.js';
import { reasonOf } from '../../report/write/write-reports.js';
import { appendWhole, checkWritable } from '../../report/write/write-whole.js';
import { SuiteError } from '../../suite-error.js';

/**
 * Finds out whether the summary could be appended to, and changes nothing.
 *
 * @throws SuiteError `report-unwritable`
 */
export async function checkStepSummary(env: NodeJS.ProcessEnv): Promise<void> {
  const { GITHUB_STEP_SUMMARY: path = '' } = env;
  if (path === '') return;
  try {
    const kind = await stat(path).catch(() => null);
    // Nothing makes the folder of the summary where it lacks.
    if (kind === null) await stat(dirname(path));
    if (!kind?.isFile()) return await checkWritable(path);
    await (await open(path, 'a')).close();
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/**
 * Appends the report as Markdown to the summary of a step of GitHub Actions, where this is one.
 *
 * @throws SuiteError `report-unwritable`
 */
export async function appendStepSummary(document: ReportDocument, env: NodeJS.ProcessEnv): Promise<void> {
  const { GITHUB_STEP_SUMMARY: path = '' } = env;
  if (path === '') return;
  const { stepSummarySize, toMarkdown } = await import('../../report/formats/markdown/markdown.js');
  try {
    await appendWhole(path, `${toMarkdown(document, stepSummarySize)}\n`);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

const unwritable = (path: string, cause: unknown): SuiteError =>
  new SuiteError('report-unwritable', `cannot write the step summary to ${path}: ${reasonOf(cause)}`, {
    hint: 'GITHUB_STEP_SUMMARY names that file; unset it outside GitHub Actions',
    cause,
  });
