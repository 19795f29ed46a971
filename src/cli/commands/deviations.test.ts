import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tinyErrorAnswer } from '../../testing/store/tiny-answer.js';
import { deviations } from '../../testing/store/tiny-deviations.js';
import { type TinyDeviation, withTinyStore } from '../../testing/store/tiny-store.js';
import { flagsFor, runAgainst } from '../../testing/suite/conformance-run.js';
import { type CliResult, runCli } from '../../testing/suite/run-cli.js';
import { runHere } from '../../testing/suite/run-here.js';
import { withFolder } from '../../testing/suite/with-folder.js';

/** Files of a test: where a run writes its report, and the list. */
const filesIn = (folder: string) => ({ report: join(folder, 'report.json'), list: join(folder, 'known.yaml') });

const selection = ['--case', 'end-past-eof', '--case', 'property/end-past-eof', '--runs', '5'];

interface Files {
  readonly report: string;
  readonly list: string;
}

/** A run with its report where an update finds it. */
async function run(store: TinyDeviation, { report, list }: Files, args: readonly string[] = selection) {
  return withTinyStore(store, async ({ origin }) => {
    const known = (await readdir(dirname(list))).includes('known.yaml') ? ['--deviations', list] : [];
    const start = args.includes('--record') ? runAgainst : runHere;
    const done = await start(origin, [...args, ...known]);
    await writeFile(report, done.reportText);
    const verdicts = Object.fromEntries(
      done.report.checks.map(({ id, behaviour, verdict }) => [`${id} ${behaviour}`, verdict]),
    );
    return { ...done, verdicts };
  });
}

const update = ({ report, list }: Files, ...args: string[]): Promise<CliResult> =>
  runCli(['deviations', 'update', report, '--deviations', list, ...args]);

const entry = (keys: Readonly<Record<string, string>>): string =>
  `- ${Object.entries({
    check: 'end-past-eof/from-the-middle',
    behaviour: 'default',
    aspect: 'status',
    symptom: '"206"',
    reason: 'a test',
    ...keys,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n  ')}\n`;

/** Every violation of one check of a store that clamps under the default behaviour. */
const clampedFromTheMiddle = [
  entry({}),
  entry({ aspect: 'body-bytes', symptom: 'bytes 500-999 of the object' }),
  entry({ aspect: 'body-length', symptom: '500 bytes' }),
  entry({ aspect: 'content-range', symptom: 'bytes 500-999/1000' }),
  entry({ aspect: 'content-length', symptom: '"500"' }),
].join('');
const oneCheck = ['--case', 'end-past-eof/from-the-middle', '--behaviour', 'default'];

/** The lines of the gate without the folder of the test. */
const gateOf = ({ report }: { report: { readonly gate: readonly string[] } }, folder: string): string[] =>
  report.gate.map((line) =>
    line.replaceAll(`${folder}/`, '').replace(/reports?\/?\S*report\.json|\S+\/report\.json/g, 'REPORT'),
  );

describe.concurrent('a list of known deviations', { timeout: 60_000 }, () => {
  test('that is made from a report lets the same store pass, and fails once the fault is repaired', () =>
    withFolder(async (folder) => {
      const files = filesIn(folder);
      const before = await run(deviations.clampsUnderDefault, files);
      const refused = await update(files);
      const made = await update(files, '--reason', 'cuts as S3 does');
      expect([before.exitCode, refused.exitCode, made.exitCode, await readdir(folder)]).toEqual([
        1,
        3,
        0,
        ['known.yaml', 'report.json'],
      ]);
      expect(refused.stderr).toMatch(/^error: \d+ to add without a reason, first end-past-eof\//);
      const list = await readFile(files.list, 'utf8');
      expect(list).toContain(clampedFromTheMiddle.replaceAll('a test', 'cuts as S3 does'));

      const again = await run(deviations.clampsUnderDefault, files);
      const { violates, known } = again.report.totals;
      expect([again.exitCode, again.report.verdict, violates, known]).toEqual([
        0,
        'conforms',
        0,
        before.report.totals.violates,
      ]);
      expect(again.report.properties.map(({ verdict }) => verdict)).toEqual(['known', 'conforms']);
      expect(again.stdout).toContain(`${known} known deviations\n  end-past-eof/`);
      expect(again.junitText).toContain('a known deviation, accepted by the list of known deviations');
      expect(again.junitText).toMatch(/Known deviation, \S+known\.yaml:1: cuts as S3 does/);

      const repaired = await run({}, files);
      expect([repaired.exitCode, repaired.report.verdict, repaired.report.totals.violates]).toEqual([1, 'violates', 0]);
      expect(gateOf(repaired, folder)).toEqual([
        expect.stringMatching(
          /^\d+ listed deviations no longer occur \(known\.yaml:1, .* and \d+ more\), the first is end-past-eof\/from-the-middle \(default\) status: listed 206, now as required; remove it from the list: oss-range deviations update REPORT --deviations known\.yaml$/,
        ),
      ]);
      expect([(await update(files)).exitCode, await readFile(files.list, 'utf8')]).toEqual([0, '[]\n']);
      expect((await run({}, files)).exitCode).toBe(0);
    }));

  test('excuses nothing that it does not list', () =>
    withFolder(async (folder) => {
      const files = filesIn(folder);
      await writeFile(files.list, clampedFromTheMiddle);
      const done = await run(deviations.clampsUnderDefault, files);
      const { 'end-past-eof/from-the-middle default': listed, ...others } = done.verdicts;
      expect([done.exitCode, listed, Object.values(others).includes('known')]).toEqual([1, 'known', false]);
      expect(gateOf(done, folder).at(-1)).toMatch(
        /^\d+ violations are not listed; to accept them: oss-range deviations update REPORT --deviations known\.yaml --reason TEXT$/,
      );
      // What is listed already stays as it is.
      await update(files, '--reason', 'of a test');
      expect((await readFile(files.list, 'utf8')).startsWith(clampedFromTheMiddle)).toBe(true);
      expect((await run(deviations.clampsUnderDefault, files)).exitCode).toBe(0);
    }));

  test('never excuses what could not be judged', () =>
    withFolder(async (folder) => {
      const files = filesIn(folder);
      const throttled: TinyDeviation = {
        ...deviations.clampsUnderDefault,
        answer: (usual, { ranges }) =>
          ranges[0] === 'bytes=500-2000' ? tinyErrorAnswer(429, 'TooManyRequests', 'Slow down.') : usual(),
      };
      await writeFile(files.list, clampedFromTheMiddle);
      const done = await run(throttled, files, oneCheck);
      expect([done.exitCode, Object.values(done.verdicts)]).toEqual([2, ['inconclusive']]);
      // Nor does it count as repaired.
      const updated = await update(files);
      expect([updated.exitCode, await readFile(files.list, 'utf8')]).toEqual([0, clampedFromTheMiddle]);
    }));

  test('has to say what came', () =>
    withFolder(async (folder) => {
      const files = filesIn(folder);
      const commented = `# Seen in May.\n\n${clampedFromTheMiddle.replace('"206"', '"207" # as of version 3')}`;
      await writeFile(files.list, commented);
      const done = await run(deviations.clampsUnderDefault, files, oneCheck);
      expect([done.exitCode, Object.values(done.verdicts)]).toEqual([1, ['violates']]);
      expect(gateOf(done, folder).slice(1)).toEqual([
        '1 listed deviation occurs differently (known.yaml:3), the first is end-past-eof/from-the-middle (default) status: listed 207, now 206; update the list: oss-range deviations update REPORT --deviations known.yaml',
        '1 violation is not listed; to accept them: oss-range deviations update REPORT --deviations known.yaml --reason TEXT',
      ]);
      const updated = await update(files);
      expect(updated.stdout.replaceAll(`${folder}/`, '')).toBe(
        [
          'changed  known.yaml:3: end-past-eof/from-the-middle (default) status: 207 -> end-past-eof/from-the-middle (default) status: 206',
          '5 entries in known.yaml: 4 kept, 1 changed, 0 added; 0 dropped',
          '',
        ].join('\n'),
      );
      expect(await readFile(files.list, 'utf8')).toBe(commented.replace('"207"', '"206"'));
      expect((await run(deviations.clampsUnderDefault, files, oneCheck)).exitCode).toBe(0);
    }));

  test.each([
    [
      'an entry that expired',
      { expires: '2020-01-31' },
      'a listed deviation expired on 2020-01-31: end-past-eof/from-the-middle status; extend or remove it in known.yaml:1',
    ],
    [
      'an entry that names no check',
      { check: 'end-past-eof/from-the-midle' },
      'a listed deviation matches no check: "end-past-eof/from-the-midle" (did you mean "end-past-eof/from-the-middle"?); correct or remove it in known.yaml:1',
    ],
    [
      'a glob that names too many checks',
      { check: "'*/**'" },
      expect.stringMatching(
        /^a listed deviation matches \d{3} checks, more than 20: \*\/\*\*; narrow it or set "broad: true" in known\.yaml:1$/,
      ),
    ],
  ])('fails for %s, which accepts nothing', (_, keys, line) =>
    withFolder(async (folder) => {
      const files = filesIn(folder);
      await writeFile(files.list, clampedFromTheMiddle.replace(entry({}), entry(keys as Record<string, string>)));
      const done = await run(deviations.clampsUnderDefault, files, oneCheck);
      expect([done.exitCode, Object.values(done.verdicts), gateOf(done, folder)[1]]).toEqual([1, ['violates'], line]);
    }),
  );

  test('may name many checks where it says so, and each of them has to violate', () =>
    withFolder(async (folder) => {
      const files = filesIn(folder);
      const broad = entry({ check: "'{end-past-eof,suffix}/**'", behaviour: 'both', broad: 'true', ticket: 'T-1' });
      await writeFile(files.list, clampedFromTheMiddle.replace(entry({}), broad));
      const done = await run(deviations.clampsUnderDefault, files, oneCheck);
      expect([done.exitCode, Object.values(done.verdicts)]).toEqual([0, ['known']]);
      // Under the standard behaviour this store is right, and it is in suffixes.
      const all = await run(deviations.clampsUnderDefault, files, ['--case', 'end-past-eof', '--case', 'suffix']);
      expect([all.exitCode, all.report.gate.filter((line) => line.includes('no longer occur'))]).toEqual([
        1,
        [expect.stringContaining('end-past-eof/from-the-middle (standard) status: listed 206, now as required')],
      ]);
      await update(files, '--reason', 'of a test');
      const list = await readFile(files.list, 'utf8');
      expect(list).not.toContain('broad');
      expect(list.startsWith(entry({ ticket: 'T-1' }))).toBe(true);
      expect((await run(deviations.clampsUnderDefault, files)).exitCode).toBe(1);
      expect(
        (await run(deviations.clampsUnderDefault, files, ['--case', 'end-past-eof', '--case', 'suffix'])).exitCode,
      ).toBe(0);
    }));

  test('is what a recording is judged by, too', () =>
    withFolder(async (folder) => {
      const files = filesIn(folder);
      const recording = join(folder, 'run.jsonl');
      await run(deviations.clampsUnderDefault, files, [...oneCheck, '--record', recording]);
      await writeFile(files.list, clampedFromTheMiddle);
      const judged = await runCli(['judge', recording, '--deviations', files.list, '--out', folder]);
      expect([judged.exitCode, judged.stdout.includes('1 known')]).toEqual([0, true]);
      const without = await runCli(['judge', recording, '--out', folder]);
      expect(without.exitCode).toBe(1);
    }));

  test.each([
    ['a key that is misspelt', entry({}).replace('aspect', 'aspekt'), ':3:3: a known deviation has the keys '],
    ['a number without quotes', entry({ symptom: '206' }), ':4:12: symptom must be a quoted text such as "206"'],
    ['a reason that says nothing', entry({ reason: '…' }), ':5:11: reason must be a text that says why, not "…"'],
    [
      'a day that does not exist',
      entry({ expires: '2026-02-30' }),
      ':6:12: expires must be a day such as 2030-12-31, but 2026-02-30',
    ],
    ['an entry that stands twice', entry({}) + entry({ behaviour: 'both' }), ':6:3: duplicate of line 1'],
    [
      'a pattern that is none',
      entry({ symptom: '{ matches: "(" }' }),
      ':4:23: matches must be a regular expression of RE2: ',
    ],
    ['no list', 'check: x\n', ':1:1: a file of known deviations must be a list, not a mapping'],
  ])('is refused with its line before anything is asked: %s', (_, text, message) => {
    let requests = 0;
    const counting: TinyDeviation = {
      answer: (usual) => {
        requests += 1;
        return usual();
      },
    };
    return withTinyStore(counting, ({ origin }) =>
      withFolder(async (folder) => {
        const { list } = filesIn(folder);
        await writeFile(list, text);
        const { exitCode, stderr } = await runCli(['run', ...flagsFor(origin), '--deviations', list, '--out', folder]);
        expect([exitCode, stderr.includes(`${list}${message}`), requests, stderr]).toEqual([3, true, 0, stderr]);
        expect(stderr).toContain('hint: correct the list of known deviations; specs/schema/deviations.schema.json');
      }),
    );
  });

  test('that cannot be read or written is told so, and a report that is none', () =>
    withFolder(async (folder) => {
      const files = filesIn(folder);
      await run(deviations.clampsUnderDefault, files, oneCheck);
      const inFile = await update({ ...files, list: join(files.report, 'known.yaml') });
      // Longer than a file system allows.
      const long = `${'k'.repeat(256)}.yaml`;
      const unwritable = await update({ ...files, list: join(folder, long) }, '--reason', 'a test');
      await writeFile(files.report, '{}');
      const noReport = await update(files);
      expect(
        [inFile, unwritable, noReport].map(({ exitCode, stderr }) => [
          exitCode,
          stderr.replaceAll(`${folder}/`, '').split('\n')[0],
        ]),
      ).toEqual([
        [3, 'error: cannot write report.json/known.yaml: report.json is not a folder'],
        [3, expect.stringMatching(new RegExp(`^error: cannot write ${long}: ENAMETOOLONG`))],
        [3, 'error: report.json: this is not a JSON report'],
      ]);
      expect(await readdir(folder)).toEqual(['report.json']);
    }));

  test('that does not exist is told how to make', () =>
    withFolder(async (folder) => {
      const { list } = filesIn(folder);
      const { exitCode, stderr } = await runCli(['run', '--deviations', list, '--out', folder]);
      expect([exitCode, stderr.split('\n')]).toEqual([
        3,
        [
          `error: no list of known deviations at ${list}`,
          `hint: create one from a report: oss-range deviations update REPORT --deviations ${list} --reason TEXT`,
          '',
        ],
      ]);
    }));
});
