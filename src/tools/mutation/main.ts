import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../report/write/write-whole.js';
import { explainSurvivor, readExplanations } from './explained.js';
import { type MutationReport, mutantsOf } from './mutant.js';
import { mutationPage } from './page.js';
import { problemsOf } from './problems.js';

const root = new URL('../../../', import.meta.url);
const text = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

/** Writes reports/published/mutation.md from what Stryker left for each folder that is named. */
const folders = process.argv.slice(2);
const reports = await Promise.all(folders.map((folder) => text(`reports/mutation/${folder}.json`)));
const mutants = reports.flatMap((report) => mutantsOf(JSON.parse(report) as MutationReport));
const explaining = explainSurvivor(mutants, readExplanations(await text('src/tools/mutation/survivors.yaml')));
await writeWhole(
  fileURLToPath(new URL('reports/published/mutation.md', root)),
  mutationPage(mutants, explaining.explained),
);
const problems = problemsOf(mutants, explaining);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
