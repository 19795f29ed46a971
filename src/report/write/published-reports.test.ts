import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { openKnownDeviations } from '../../gate/deviations/known-deviations.js';
import { gateOf } from '../../gate/evaluate.js';
import type { Table } from '../../spec/model/table.js';
import { readTable } from '../../spec/read/read-table.js';
import { gateEntries } from '../build/report-document.js';
import type { ReportDocument } from '../document/document.js';
import { readReport } from '../document/read-report.js';

const root = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Servers of which only what was measured is published, and nothing that builds or starts them. */
const fromSource = [
  'aliyun-oss-emulator',
  'gamesofts-oss-emulator',
  'gofakes3',
  'iceberg-oss-mock',
  'kuojungwong-oss-emulator',
  'minio-2019',
  'moto',
  'thorntech-oss-emulator',
];

async function published(name: string): Promise<ReportDocument> {
  const file = root(`reports/published/servers/${name}.json`);
  const text = await readFile(file, 'utf8');
  readReport(file, text);
  return JSON.parse(text) as ReportDocument;
}

test('every one of them has a valid report, and stands on the page', async () => {
  const files = await readdir(root('reports/published/servers'));
  const page = await readFile(root('reports/published/servers-from-source.md'), 'utf8');
  for (const name of fromSource) {
    expect(files).toContain(`${name}.json`);
    expect(page).toContain(`(servers/${name}.json)`);
    const { target, checks, totals } = await published(name);
    expect([target.name, totals.inconclusive + totals.notRun]).toEqual([name, 0]);
    expect(checks.filter(({ verdict }) => verdict === 'violates').length).toBeGreaterThan(50);
  }
});

describe('the list of known deviations of each', () => {
  let table: Table;
  beforeAll(async () => {
    table = await readTable();
  });

  /** What the gate says of a report under a list. */
  async function gateUnder({ checks, properties, totals }: ReportDocument, list: string) {
    const known = await openKnownDeviations(root(`fixtures/deviations/${list}.yaml`), table);
    const entries = gateEntries({
      checks: checks.map((check) => known.check(check, false)),
      properties: properties.map((property) => known.property(property, false)),
    });
    return gateOf({ planned: totals.planned, entries, strict: false, listLines: known.gateLines(entries, false) });
  }

  test.each(fromSource)('%s: accepts what was measured', async (name) => {
    expect(await gateUnder(await published(name), name)).toMatchObject({ verdict: 'conforms', exitCode: 0 });
  });

  test('and of another server it does not', async () => {
    expect(await gateUnder(await published('minio-2019'), 'aliyun-oss-emulator')).toMatchObject({
      verdict: 'violates',
      exitCode: 1,
    });
  });
});

describe('what was measured of aliyun/oss-emulator', () => {
  /** Under each behaviour: verdict, what came, and which aspects are wrong. */
  const came = ({ checks }: ReportDocument, id: string) =>
    checks
      .filter((check) => check.id === id)
      .map(({ behaviour, verdict, response, aspects }) => [
        behaviour,
        verdict,
        response && `${response.status} ${response.body}, ${response.bodyLength} bytes, ${response.contentRange}`,
        aspects.map(({ aspect }) => aspect).join(' '),
      ]);

  test.each([
    [
      'a suffix is read from the front, with one byte too many',
      'suffix/last-half',
      '206 0-500, 501 bytes, bytes 0-500/1000',
      ['body-bytes body-length content-range content-length', 'body-bytes body-length content-range'],
    ],
    [
      '0-0 is read as having no end',
      'satisfiable-closed/first-byte',
      '206 whole, 1000 bytes, bytes 0-999/1000',
      ['body-bytes body-length content-range', 'body-bytes body-length content-range'],
    ],
    [
      'an end past the object stands in Content-Range as it was asked for',
      'end-past-eof/from-the-middle',
      '206 500-999, 500 bytes, bytes 500-2000/1000',
      ['status body-bytes body-length content-range', 'content-range content-length'],
    ],
    [
      'a start past the object is no 416',
      'start-past-eof/closed-from-the-end',
      '206 empty, 0 bytes, bytes 1000-2000/1000',
      ['status body-bytes body-length content-range content-length', 'status error-code content-range'],
    ],
  ])('%s', async (_, id, received, [byDefault, standard]) => {
    expect(came(await published('aliyun-oss-emulator'), id)).toEqual([
      ['default', 'violates', received, byDefault],
      ['standard', 'violates', received, standard],
    ]);
  });
});
