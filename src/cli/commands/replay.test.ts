import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReportDocument } from '../../report/document/document.js';
import { checkReportFixture, reportDocumentFixture } from '../../testing/builders/report-fixtures.js';
import { deviations } from '../../testing/store/tiny-deviations.js';
import { type TinyDeviation, type TinyRequest, withTinyStore } from '../../testing/store/tiny-store.js';
import { flagsFor, runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';

/** The report of a run against a store, in a file. */
async function withReport<T>(report: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-replay-'));
  try {
    const file = join(folder, 'report.json');
    await writeFile(file, report);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const past = ['end-past-eof/from-the-middle', 'property/end-past-eof'];
const selection = ['--case', past[0]!, '--case', past[1]!, '--behaviour', 'default', '--runs', '5', '--seed', '3'];

/** A row that is put by a PUT. */
const copied = 'part-copy/inside';

describe.concurrent('replay', () => {
  test('repeats violations with the same requests, says what is fixed and what differs', { timeout: 60_000 }, () => {
    let now: TinyDeviation = deviations.clampsUnderDefault;
    const asked: TinyRequest[] = [];
    const store: TinyDeviation = {
      decide: (usual, request, size) => {
        asked.push(request);
        return now.decide?.(usual, request, size) ?? usual;
      },
    };
    return withTinyStore(store, async ({ origin, objects }) => {
      const { reportText, report } = await runAgainst(origin, selection);
      const { seed, counterexample } = report.properties[0]!;
      await withReport(reportText, async (file) => {
        const drawn = `seed ${seed}, path ${counterexample?.path}`;
        const lines = (outcome: string, first: string, second: string): string[] => [
          `${outcome}  ${past[0]} (default): "bytes=500-2000" of 1000 bytes: ${first}`,
          `${outcome}  ${past[1]} (default): "bytes=0-1" of 1 bytes: ${drawn}: ${second}`,
        ];
        asked.length = 0;
        const repeated = await runCli(['replay', file]);
        const [clamped, clampedDraw] = [report.checks[0]!.received, counterexample!.received];
        expect([repeated.exitCode, repeated.stdout]).toEqual([
          1,
          `${lines('repeated    ', clamped, clampedDraw).join('\n')}\n`,
        ]);
        const sent = asked
          .filter(({ ranges }) => ranges.length > 0)
          .map(({ ranges, standard }) => [...ranges, standard]);
        expect(sent.sort()).toEqual([
          ['bytes=0-1', false],
          ['bytes=500-2000', false],
        ]);

        now = {};
        const fixed = await runCli(['replay', file]);
        expect([fixed.exitCode, fixed.stdout]).toEqual([
          0,
          `${lines('fixed       ', '200, the whole object (1000 bytes)', '200, the whole object (1 bytes)').join('\n')}\n`,
        ]);

        now = { decide: () => ({ kind: 'refused' }) };
        const differs = await runCli(['replay', file, past[0]!, '--endpoint', origin, ...flagsFor(origin).slice(2)]);
        // Without a range the object cannot be read either, so that nothing could be stored.
        expect(differs.exitCode).toBe(2);
        now = { decide: (usual, { ranges }) => (ranges[0] === 'bytes=500-2000' ? { kind: 'refused' } : usual) };
        const other = await runCli(['replay', file, past[0]!]);
        expect([other.exitCode, other.stdout.split('\n').slice(0, 2)]).toEqual([
          1,
          [
            lines('differs     ', '416, InvalidRange', '')[0],
            'end-past-eof/from-the-middle (default) violates, required',
          ],
        ]);
        expect([...objects.keys()]).toEqual([]);
      });
    });
  });

  test('asks the embedded endpoint again where the report is of that', { timeout: 60_000 }, () =>
    withReport('', async (file) => {
      const run = await runCli(['run', '--case', past[0]!, '--case', copied, '--report', `json=${file}`]);
      const copy = await runCli(['replay', file, copied]);
      const { exitCode, stdout } = await runCli(['replay', file, past[0]!]);
      const none = await runCli(['replay', file]);
      expect([run.exitCode, exitCode, stdout.split('\n').length]).toEqual([0, 0, 3]);
      expect([copy.exitCode, copy.stdout.replace(/standard|default/g, 'BEHAVIOUR').split('\n')[0]]).toEqual([
        0,
        expect.stringMatching(/^conforms {6}part-copy\/inside \(BEHAVIOUR\): no range of 204800 bytes: /),
      ]);
      expect([none.exitCode, none.stderr.split('\n')[0]]).toEqual([
        3,
        'error: the report contains no violation and no inconclusive check',
      ]);
    }),
  );

  test('ends with 2 where nothing violates and something cannot be judged', { timeout: 30_000 }, () => {
    let failing = false;
    const store: TinyDeviation = {
      answer: (usual, { ranges }) => {
        const isTold = ranges[0] === 'bytes=500-2000';
        return failing && isTold ? { status: 429, headers: {}, body: Buffer.alloc(0) } : usual();
      },
    };
    return withTinyStore({ ...store, ...deviations.clampsUnderDefault }, async ({ origin }) => {
      const { reportText } = await runAgainst(origin, ['--case', past[0]!, '--behaviour', 'default']);
      await withReport(reportText, async (file) => {
        failing = true;
        const { exitCode, stdout } = await runCli(['replay', file]);
        expect([exitCode, stdout]).toEqual([2, expect.stringMatching(/^inconclusive {2}end-past-eof.+throttled: /)]);
      });
    });
  });

  test('says of what could not be judged in the report that it conforms now, not that it is fixed', () => {
    let failing = true;
    const store: TinyDeviation = {
      answer: (usual, { ranges }) =>
        failing && ranges[0] === 'bytes=500-2000' ? { status: 429, headers: {}, body: Buffer.alloc(0) } : usual(),
    };
    return withTinyStore(store, async ({ origin }) => {
      const { reportText } = await runAgainst(origin, ['--case', past[0]!, '--behaviour', 'default']);
      await withReport(reportText, async (file) => {
        failing = false;
        const { exitCode, stdout } = await runCli(['replay', file]);
        expect([exitCode, stdout]).toEqual([
          0,
          'conforms      end-past-eof/from-the-middle (default): "bytes=500-2000" of 1000 bytes: 200, the whole object (1000 bytes)\n',
        ]);
      });
    });
  });

  test.each<[string, (report: ReportDocument) => unknown, readonly string[], string]>([
    ['a text that is no JSON', () => undefined, [], 'FILE: this is not a JSON report'],
    ['another schema', () => ({ schema: 'ctrf' }), [], 'FILE: schema: "ctrf"'],
    [
      'a missing field',
      ({ target: _, ...report }) => report,
      [],
      'FILE: target: Invalid key: Expected "target" but received undefined',
    ],
    [
      'a field of another type',
      (report) => ({ ...report, checks: [{ ...report.checks[0], behaviour: 'odd' }] }),
      [],
      'FILE: checks.0.behaviour: Invalid type: Expected ("default" | "standard") but received "odd"',
    ],
    [
      'an id that it does not have',
      (report) => report,
      ['end-past-eof/from-the-midle'],
      'the report has no "end-past-eof/from-the-midle" (did you mean "end-past-eof/from-the-middle"?)',
    ],
    [
      'a row that is not at hand',
      (report) => ({
        ...report,
        checks: [{ ...report.checks[0], id: 'mine/a', spec: { file: 'mine.yaml', line: 4 } }],
      }),
      ['mine/a'],
      'the current table has no row mine/a, which the report uses',
    ],
    [
      'a row that asks something else by now',
      (report) => {
        const check = report.checks[0]!;
        return { ...report, checks: [{ ...check, request: { ...check.request, range: ['bytes=1-2000'] } }] };
      },
      ['end-past-eof/from-the-middle'],
      'the current table has no row end-past-eof/from-the-middle with its request, which the report uses',
    ],
  ])('refuses %s with 3, and says what is wrong', { timeout: 30_000 }, async (_, change, args, message) => {
    const changed = change(conforming);
    await withReport(changed === undefined ? 'no JSON' : JSON.stringify(changed), async (file) => {
      const { exitCode, stderr } = await runCli(['replay', file, ...args]);
      expect([exitCode, stderr.split('\n')[0]?.replace(file, 'FILE')]).toEqual([3, `error: ${message}`]);
    });
  });
});

const conforming = reportDocumentFixture({ checks: [checkReportFixture()], properties: [] });
