import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { disagreements, flagsFor, runAgainst } from '../testing/conformance-run.js';
import { runCli } from '../testing/run-cli.js';
import { deviations } from '../testing/tiny-deviations.js';
import { type Deviation, errorAnswer, withTinyStore } from '../testing/tiny-store.js';

describe.concurrent('a report that cannot be written', () => {
  test.each<[verdict: string, exitCode: number, deviation: Deviation]>([
    ['conforms', 0, {}],
    ['violates', 1, deviations.errorAsJson],
  ])('ends a run that %s with 3, after its verdict is told', async (verdict, exitCode, deviation) => {
    const folder = await mkdtemp(join(tmpdir(), 'oss-range-run-'));
    try {
      const out = join(folder, 'in-the-way');
      await writeFile(out, 'a file');
      const run = await withTinyStore(deviation, ({ origin }) =>
        runCli(['run', ...flagsFor(origin), '--case', 'suffix-zero', '--out', out]),
      );
      expect([run.exitCode, run.stdout.trimEnd().split('\n').at(-1), run.stderr]).toEqual([
        3,
        `verdict ${verdict}, exit code ${exitCode}`,
        expect.stringMatching(
          /^error: cannot write the json report to \S+in-the-way\/report\.json: .+; cannot write the junit report to .+\nhint: choose a folder that can be written with --out DIR, or a file with --report FORMAT=PATH\n$/,
        ),
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('does not keep the others from being written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oss-range-run-'));
    try {
      const reports = ['--report', `json=${folder}/report.json`, '--report', `junit=${folder}/report.json/junit.xml`];
      const { exitCode } = await runCli(['run', '--case', 'suffix-zero', ...reports], { cwd: folder });
      expect([exitCode, await readdir(folder)]).toEqual([3, ['report.json']]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe.concurrent('terminal, JSON and JUnit agree', () => {
  /** Violations that decide, violations that only warn, answers that cannot be judged, and answers that conform. */
  const mixed: Deviation = {
    answer: (usual, { ranges }) =>
      ranges[0] === 'bytes=-6' ? errorAnswer(429, 'TooManyRequests', 'Slow down.') : usual(),
    decide: (usual, { range, standard }) => {
      if (range?.kind !== 'suffix') return usual;
      if (range.length === 500n) return { kind: 'part', first: 0, last: 499 };
      return range.length === 0n && standard ? { kind: 'whole' } : usual;
    },
  };

  test.each([[[]], [['--strict']]])('about a run of every verdict (%s)', (flags) =>
    withTinyStore(mixed, async ({ origin }) => {
      const run = await runAgainst(origin, ['--case', 'suffix', '--case', 'suffix-zero', ...flags]);
      const { planned, conforms, violates, inconclusive } = run.report.totals;
      expect([run.exitCode, planned, conforms, violates, inconclusive]).toEqual([1, 24, 17, 5, 2]);
    }),
  );

  test('and a run in which they do not is told apart', ({ expect }) =>
    withTinyStore({}, async ({ origin }) => {
      const run = await runAgainst(origin, ['--case', 'suffix-zero']);
      const { report } = run;
      const lost = { ...report, totals: { ...report.totals, planned: 7 } };
      const green = { ...report, verdict: 'violates' as const };
      expect([
        disagreements(run),
        disagreements({ ...run, report: lost }),
        disagreements({ ...run, report: green }),
      ]).toMatchInlineSnapshot(`
        [
          [],
          [
            "sum of the totals: says 6, is 7",
            "not run: says 0, is 1",
            "accounting on the terminal: says planned 6 = 6 conforms + 0 violates + 0 known + 0 inconclusive + 0 not-applicable + 0 not-run, is planned 7 ≠ 6 conforms + 0 violates + 0 known + 0 inconclusive + 0 not-applicable + 0 not-run",
          ],
          [
            "exit code for the verdict: says false, is true",
            "last line of the terminal: says verdict conforms, exit code 0, is verdict violates, exit code 0",
          ],
        ]
      `);
    }));
});

test('two runs at the same time do not disturb each other', { timeout: 30_000 }, () =>
  withTinyStore({}, async ({ origin, objects }) => {
    const runs = await Promise.all([1, 2].map(() => runAgainst(origin, ['--runs', '1'])));
    const prefixes = new Set(runs.map(({ report }) => report.run.prefix));
    expect([runs.map(({ exitCode }) => exitCode), prefixes.size, [...objects.keys()]]).toEqual([[0, 0], 2, []]);
  }),
);

test('the selection is what is run', () =>
  withTinyStore({}, async ({ origin }) => {
    const flags = ['--case', 'suffix*/*', '--case', 'property/open', '--level', 'required', '--behaviour', 'standard'];
    const { report } = await runAgainst(origin, [...flags, '--runs', '1', '--prefix', 'mine']);
    expect({
      topics: [...new Set(report.checks.map(({ topic }) => topic))],
      levels: [...new Set(report.checks.map(({ level }) => level))],
      behaviours: [...new Set([...report.checks, ...report.properties].map(({ behaviour }) => behaviour))],
      properties: report.properties.map(({ name }) => name),
      prefix: report.run.prefix,
    }).toEqual({
      topics: ['suffix-longer', 'suffix'],
      levels: ['required'],
      behaviours: ['standard'],
      properties: ['open'],
      prefix: expect.stringMatching(/^mine\/[0-9a-f]{12}\/$/),
    });
  }));
