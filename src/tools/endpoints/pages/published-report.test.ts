import { expect, test } from 'vitest';
import { readReport } from '../../../report/document/read-report.js';
import { checkReportFixture, everyVerdictDocument } from '../../../testing/builders/report-fixtures.js';
import { differences } from '../compare-runs.js';
import { publishedReport, publishedText } from './published-report.js';

const nginx = { name: 'nginx', version: '1.22.1', byCurl: 200 };
const measured = everyVerdictDocument();

test('a published report has every verdict, answer and violation of the measurement, under the name of the server', () => {
  const published = publishedReport(measured, nginx);
  expect(differences(measured, published)).toEqual([]);
  expect(published.target).toEqual({ ...measured.target, name: 'nginx 1.22.1' });
  expect(published.totals).toEqual(measured.totals);
  expect(published.checks.map(({ response, received }) => [response, received])).toEqual(
    measured.checks.map(({ response, received }) => [response, received]),
  );
  const violated = (report: typeof measured) =>
    report.checks.map(({ aspects }) => aspects.filter(({ verdict }) => verdict === 'violates'));
  expect(violated(published)).toEqual(violated(measured));
  expect(published.notices.slice(measured.notices.length)).toEqual([
    '200 requests with a single range were made again by curl, and answered alike.',
    expect.stringMatching(/^Shortened: /),
  ]);
});

test('a published report says nothing of the address that is gone but in the request itself', () => {
  const { checks, properties, gate } = publishedReport(measured, nginx);
  expect(gate).toEqual([]);
  expect(JSON.stringify(checks.map(({ request: _, ...rest }) => rest))).not.toContain(measured.target.endpoint);
  expect(JSON.stringify(properties.map(({ repro }) => repro))).not.toContain(measured.target.endpoint);
  const names = checks.flatMap(({ request }) => request.headers.map(([name]) => name.toLowerCase()));
  expect(new Set(names)).toEqual(new Set(['range']));
});

test('a published report is read as any other, and has one line a check', () => {
  const text = publishedText(publishedReport(measured, nginx));
  expect(readReport('nginx.json', text).checks.length).toBe(measured.checks.length);
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(publishedReport(measured, nginx))));
  const lines = text.split('\n').filter((line) => line.startsWith('{"id":'));
  expect(lines.length).toBe(measured.checks.length);
});

test('two runs differ where a verdict does, or where one asked more', () => {
  const [first] = measured.checks;
  const other = checkReportFixture({ ...first!, verdict: first!.verdict === 'conforms' ? 'violates' : 'conforms' });
  const name = `${first!.id} (${first!.behaviour})`;
  expect(differences(measured, { ...measured, checks: [other, ...measured.checks.slice(1)] })).toEqual([
    `${name}: ${first!.verdict}, then ${other.verdict}`,
  ]);
  expect(differences(measured, { ...measured, checks: measured.checks.slice(1) })).toEqual([
    `${name}: ${first!.verdict}, then not asked`,
  ]);
});
