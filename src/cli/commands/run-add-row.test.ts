import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deviations } from '../../testing/store/tiny-deviations.js';
import { type TinyDeviation, withTinyStore } from '../../testing/store/tiny-store.js';
import { flagsFor, runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { runHere } from '../../testing/suite/run-here.js';
import { withFolder } from '../../testing/suite/with-folder.js';

const properties = ['--case', 'property/end-past-eof', '--runs', '5', '--seed', '3'];

test.concurrent('--add-row keeps a counterexample as a row that can be read, once', { timeout: 40_000 }, ({ expect }) =>
  withTinyStore(deviations.clampsUnderDefault, ({ origin }) =>
    withFolder(async (folder) => {
      const file = join(folder, 'new', 'rows.yaml');
      const run = await runAgainst(origin, [...properties, '--add-row', file]);
      expect([run.exitCode, run.stderr]).toEqual([1, `1 row added to ${file}\n`]);
      const text = await readFile(file, 'utf8');
      const day = run.report.run.startedAt.slice(0, 10);
      expect(text.replace(origin, 'ORIGIN').replace(day, 'DAY').replace(/\s+/g, ' ').trim()).toMatchInlineSnapshot(
        `"topic: found-by-drawing about: Ranges that violated a law on some endpoint, found by property-based tests. cases: - id: found-by-drawing/end-past-eof-bytes-0-1-of-1 title: '"bytes=0-1" on 1 bytes, found by a property' object: bytes-1 range: "bytes=0-1" expect: default: oneOf: - { status: 200, body: whole } - { status: 206, body: whole } standard: { status: 206, body: 0-0 } level: { default: observed, standard: required } evidence: default: [ seed, range-guide-transcript ] standard: [ seed, range-guide-transcript, go-sdk-v1-test ] why: default: "Found by a property-based test at ORIGIN on DAY: 206, the whole object (1 bytes), Content-Range: bytes 0-0/1. The rule expects 200, the whole object.""`,
      );
      const id = 'found-by-drawing/end-past-eof-bytes-0-1-of-1';
      const [again, byRow] = await Promise.all([
        runAgainst(origin, [...properties, '--add-row', file, '--specs', file]),
        runHere(origin, ['--specs', file, '--case', id]),
      ]);
      expect([again.stderr, await readFile(file, 'utf8'), await readdir(join(folder, 'new'))]).toEqual([
        `0 rows added to ${file}\n`,
        text,
        ['rows.yaml'],
      ]);
      expect(byRow.report.checks.map(({ behaviour, level, verdict }) => [behaviour, level, verdict])).toEqual([
        ['default', 'observed', 'conforms'],
        ['standard', 'required', 'conforms'],
      ]);
    }),
  ),
);

test.concurrent(
  '--add-row appends to rows that are there, and leaves out an answer that no row can claim',
  { timeout: 40_000 },
  () =>
    withTinyStore(deviations.zeroFilledParts, ({ origin }) =>
      withFolder(async (folder) => {
        const file = join(folder, 'mine.yaml');
        const before = `# Mine.
topic: mine
about: Rows of a test.
cases:
    # The first.
    - id: mine/past
      title: a range that ends past the object
      object: bytes-1000
      range: bytes=500-2000
      expect:
        default: { status: 200, body: whole }
        standard: { status: 206, body: 500-999 }
      level: required
      evidence: [seed]
`;
        await writeFile(file, before);
        const args = ['--case', 'property/open', '--runs', '5', '--seed', '3', '--add-row', file];
        const run = await runAgainst(origin, args);
        const text = await readFile(file, 'utf8');
        expect([run.exitCode, text.startsWith(before)]).toEqual([1, true]);
        const rows = text.slice(before.length);
        expect(rows).toMatch(/^ {4}- id: mine\/open-bytes-0-of-\d+\n/);
        expect(rows).toContain('Found by a property-based test at');
        expect(rows).not.toContain('oneOf');
        const byRow = await runHere(origin, ['--specs', file, '--case', 'mine']);
        expect(byRow.report.checks.map(({ level }) => level)).toEqual(['required', 'required', 'observed', 'observed']);
      }),
    ),
);

test.concurrent('--add-row refuses a file that is no table before anything is asked', { timeout: 30_000 }, () => {
  let requests = 0;
  const counting: TinyDeviation = {
    answer: (usual) => {
      requests += 1;
      return usual();
    },
  };
  return withTinyStore(counting, ({ origin }) =>
    withFolder(async (folder) => {
      const file = join(folder, 'mine.yaml');
      await writeFile(file, 'topic: mine\n');
      const { exitCode, stderr } = await runCli(['run', ...flagsFor(origin), ...properties, '--add-row', file]);
      expect([exitCode, stderr.split('\n')[0], requests]).toEqual([3, 'error: 2 errors in the table of cases', 0]);
      expect(await readFile(file, 'utf8')).toBe('topic: mine\n');
    }),
  );
});

test.concurrent('--add-row leaves a file alone to which nothing can be appended', { timeout: 30_000 }, () =>
  withTinyStore(deviations.clampsUnderDefault, ({ origin }) =>
    withFolder(async (folder) => {
      const file = join(folder, 'mine.yaml');
      const before = `topic: mine
cases:
  - { id: mine/a, title: a, object: bytes-1, expect: { default: { status: 200, body: whole }, standard: { status: 200, body: whole } }, level: expected, evidence: [seed] }
about: Rows of a test.
`;
      await writeFile(file, before);
      const run = await runAgainst(origin, [...properties, '--add-row', file]).catch((error: unknown) => String(error));
      expect(run).toContain('exit code of the report: says 1, is 3');
      expect(run).toContain(`error: cannot append a row to ${file}: `);
      expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual([before, ['mine.yaml']]);
    }),
  ),
);
