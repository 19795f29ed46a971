import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tinyErrorAnswer } from '../../testing/store/tiny-answer.js';
import { type TinyDeviation, withTinyStore } from '../../testing/store/tiny-store.js';
import { disagreements, flagsFor, runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { withFolder } from '../../testing/suite/with-folder.js';

describe.concurrent('the reports of a run', { timeout: 30_000 }, () => {
  test('a report that cannot be written any more ends the run with 3, after its verdict is told and the others are written', () =>
    withFolder(async (folder) => {
      const place = join(folder, 'in-the-way');
      // While the run goes on, a file takes the place of the folder.
      const answer: TinyDeviation['answer'] = (usual) => {
        writeFileSync(place, 'a file');
        return usual();
      };
      await withTinyStore({ answer }, async ({ origin }) => {
        const reports = ['--out', folder, '--report', `json=${place}/report.json`, '--report', 'junit'];
        const { exitCode, stdout, stderr } = await runCli([
          ...['run', '--case', 'suffix-zero', ...flagsFor(origin)],
          ...reports,
        ]);
        expect([exitCode, stdout.trimEnd().split('\n').at(-1), stderr, (await readdir(folder)).sort()]).toEqual([
          3,
          'verdict conforms, exit code 0',
          `error: cannot write the json report to ${place}/report.json: EEXIST: file already exists
hint: choose a writable folder with --out DIR, or a file with --report FORMAT=PATH
`,
          ['in-the-way', 'junit.xml'],
        ]);
      });
    }));

  /** Violations that decide, violations that only warn, answers that cannot be judged, and answers that conform. */
  const mixed: TinyDeviation = {
    answer: (usual, { ranges }) =>
      ranges[0] === 'bytes=-6' ? tinyErrorAnswer(429, 'TooManyRequests', 'Slow down.') : usual(),
    decide: (usual, { range, standard }) => {
      if (range?.kind !== 'suffix') return usual;
      if (range.length === 500n) return { kind: 'part', first: 0, last: 499 };
      return range.length === 0n && standard ? { kind: 'whole' } : usual;
    },
  };

  test('terminal, JSON and JUnit agree about a run of every verdict', ({ expect }) =>
    withTinyStore(mixed, async ({ origin }) => {
      const run = await runAgainst(origin, ['--case', 'suffix', '--case', 'suffix-zero']);
      const { report } = run;
      const { planned, conforms, violates, inconclusive } = report.totals;
      expect([run.exitCode, planned, conforms, violates, inconclusive]).toEqual([1, 24, 17, 5, 2]);
      // What makes `runAgainst` refuse a run, shown on documents that were tampered with.
      const lost = { ...report, totals: { ...report.totals, planned: 25 } };
      const green = { ...report, verdict: 'conforms' as const };
      expect([
        disagreements({ ...run, report: lost }),
        disagreements({ ...run, report: green }),
      ]).toMatchInlineSnapshot(`
        [
          [
            "sum of the totals: says 24, is 25",
            "not run: says 0, is 1",
            "accounting on the terminal: says planned 24 = 17 conforms + 5 violates + 0 known + 2 inconclusive + 0 not-applicable + 0 not-run, is planned 25 ≠ 17 conforms + 5 violates + 0 known + 2 inconclusive + 0 not-applicable + 0 not-run",
          ],
          [
            "exit code for the verdict: says false, is true",
            "verdict on the terminal: says verdict violates, exit code 1, is verdict conforms, exit code 1",
          ],
        ]
      `);
    }));

  test('two runs at the same time do not disturb each other, and each asks what is selected', () =>
    withTinyStore({}, async ({ origin, objects }) => {
      const suffixes = ['--case', 'suffix*/*', '--level', 'required', '--behaviour', 'standard', '--prefix', 'mine'];
      const openRanges = ['--case', 'open/*-of-eighty', '--case', 'property/open', '--runs', '1', '--prefix', 'mine/'];
      const runs = await Promise.all([suffixes, openRanges].map((flags) => runAgainst(origin, flags)));
      const summaries = runs.map(({ exitCode, report }) => ({
        exitCode,
        topics: [...new Set(report.checks.map(({ topic }) => topic))],
        levels: [...new Set(report.checks.map(({ level }) => level))],
        behaviours: [...new Set([...report.checks, ...report.properties].map(({ behaviour }) => behaviour))],
        properties: report.properties.map(({ name }) => name),
        prefix: report.run.prefix,
      }));
      const shared = { exitCode: 0, levels: ['required'], prefix: expect.stringMatching(/^mine\/[0-9a-f]{12}\/$/) };
      expect(summaries).toEqual([
        { ...shared, topics: ['suffix-longer', 'suffix'], behaviours: ['standard'], properties: [] },
        { ...shared, topics: ['open'], behaviours: ['default', 'standard'], properties: ['open', 'open'] },
      ]);
      expect([summaries[0]?.prefix === summaries[1]?.prefix, [...objects.keys()]]).toEqual([false, []]);
    }));
});
