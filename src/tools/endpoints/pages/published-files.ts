import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReportDocument } from '../../../report/document/document.js';
import { readReport } from '../../../report/document/read-report.js';

/** The relative path holds in `src/` and in `dist/`. */
const root = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

export const publishedFolder: string = root('reports/published/');
const deviationsFolder: string = root('fixtures/deviations/');

/** Where the list of known deviations of a server lies. */
export const deviationsOf = (name: string): string => join(deviationsFolder, `${name}.yaml`);

/** Where the report of a server lies. */
export const reportOf = (name: string): string => join(publishedFolder, 'servers', `${name}.json`);

/** @throws SuiteError `report-invalid` */
export async function publishedReportOf(name: string): Promise<ReportDocument> {
  const text = await readFile(reportOf(name), 'utf8');
  readReport(reportOf(name), text);
  return JSON.parse(text) as ReportDocument;
}
