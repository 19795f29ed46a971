import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matrixHtml } from '../../../report/comparison/matrix-html.js';
import { writeWhole } from '../../../report/write/write-whole.js';
import { planSuite } from '../../../run/prepare-run.js';
import { suiteBinary } from '../measure.js';
import { runProgram } from '../programs/run-program.js';
import type { MeasuredServer } from './measurement-table.js';
import { deviationsOf, publishedFolder, reportOf } from './published-files.js';
import { publishedReport, publishedText } from './published-report.js';
import { type PublishedServer, pageTitle, serversPage } from './servers-page.js';

/**
 * Writes the reports of all servers, what is known of each, and the pages about them.
 *
 * @throws Error where one was not measured, or curl or a second run told otherwise: half a publication would mix
 *   measurements
 */
export async function publish(measured: readonly MeasuredServer[], names: readonly string[]): Promise<void> {
  const missing = measured.flatMap((one) => (isSound(one) ? [] : [one.server.name]));
  if (missing.length > 0) throw new Error(`nothing is published without sound measurements of ${missing.join(', ')}`);
  if (names.length > 0) throw new Error('all servers are published together: leave the names out');
  const all: PublishedServer[] = [];
  for (const one of measured) {
    if (one.kind !== 'measured') continue;
    const { server, version, measurement, agreement } = one;
    const report = publishedReport(measurement.report, { name: server.name, version, byCurl: agreement.compared });
    await writeWhole(reportOf(server.name), publishedText(report));
    await writeDeviations(one);
    all.push({ server, report });
  }
  const { plan } = await planSuite({});
  const documents = all.map(({ report }) => ({ name: report.target.name, document: report }));
  await writeWhole(join(publishedFolder, 'servers.md'), serversPage(all, plan.estimate));
  await writeWhole(join(publishedFolder, 'servers.html'), matrixHtml(documents, pageTitle));
}

const isSound = (one: MeasuredServer): boolean =>
  one.kind === 'measured' && one.differences.length + one.agreement.disagreements.length === 0;

/** By the command that users have. */
async function writeDeviations({ server, version, measurement }: MeasuredServer & { kind: 'measured' }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-deviations-'));
  try {
    const report = join(folder, 'report.json');
    const list = join(folder, 'list.yaml');
    await writeFile(report, JSON.stringify(measurement.report));
    const reason = `${server.about} ${version} answers so`;
    await runProgram(process.execPath, [
      ...[suiteBinary, 'deviations', 'update', report, '--deviations', list, '--reason', reason],
    ]);
    const day = measurement.report.run.startedAt.slice(0, 10);
    const heading = `# What ${server.about} ${version} is known to do otherwise, measured ${day} by npm run endpoints -- --publish.\n`;
    await writeWhole(deviationsOf(server.name), heading + (await readFile(list, 'utf8')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
