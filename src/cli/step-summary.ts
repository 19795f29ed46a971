import { appendFile } from 'node:fs/promises';
import type { ReportDocument } from '../report/document.js';
import { reasonOf } from '../report/write-reports.js';
import { SuiteError } from '../suite-error.js';

/**
 * Appends the report as Markdown to the summary of a step of GitHub Actions, where this is one.
 *
 * @throws SuiteError `report-unwritable`
 */
export async function appendStepSummary(document: ReportDocument, env: NodeJS.ProcessEnv): Promise<void> {
  const { GITHUB_STEP_SUMMARY: path = '' } = env;
  if (path === '') return;
  const { stepSummarySize, toMarkdown } = await import('../report/markdown/markdown.js');
  try {
    await appendFile(path, `${toMarkdown(document, stepSummarySize)}\n`);
  } catch (cause) {
    throw new SuiteError('report-unwritable', `cannot write the summary of the step to ${path}: ${reasonOf(cause)}`, {
      hint: 'GITHUB_STEP_SUMMARY names that file; unset it where this is no step of GitHub Actions',
      cause,
    });
  }
}
