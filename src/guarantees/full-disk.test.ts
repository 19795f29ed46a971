import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deviations } from '../testing/store/tiny-deviations.js';
import { type TinyDeviation, type TinyStore, withTinyStore } from '../testing/store/tiny-store.js';
import { flagsFor } from '../testing/suite/conformance-run.js';
import { type CliResult, runLine } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';

/** In bytes, as shells count the largest file. */
const block = 512;

interface Disk {
  readonly folder: string;
  readonly store: TinyStore;
  /** A run whose files may have so many blocks; the disk is full for each of them that is longer. */
  run(blocks: number, args: string, env?: Readonly<Record<string, string>>): Promise<CliResult>;
}

const withDisk = (use: (disk: Disk) => Promise<void>, deviation: TinyDeviation = {}) =>
  withFolder((folder) =>
    withTinyStore(deviation, (store) =>
      use({
        folder,
        store,
        run: (blocks, args, env = {}) =>
          runLine(`ulimit -f ${blocks}; oss-range run ${flagsFor(store.origin).join(' ')} ${args}`, {
            cwd: folder,
            env,
          }),
      }),
    ),
  );

/** More than what is tried before a run, and less than the reports and the recording of a topic. */
const someBlocks = 160;

const verdictOf = ({ stdout, stderr }: CliResult): string | undefined =>
  /^verdict ([a-z]+), exit code/m.exec(stdout + stderr)?.[1];

/** No stack, no defect; what is said in lines of errors, hints and warnings. */
function told({ stderr }: CliResult): string[] {
  expect(stderr).not.toMatch(/^ {4}at |defect/m);
  return stderr.split('\n').filter((line) => /^(?:error|warning): /.test(line));
}

describe.concurrent('a disk that is full in the midst of a run takes neither verdict nor objects', {
  timeout: 40_000,
}, () => {
  test.each([
    ['none', 0],
    ['its first lines', 1],
  ])('the journal first: %s written', (_, blocks) =>
    withDisk(async ({ folder, store, run }) => {
      const result = await run(blocks, '--case end-past-eof --report github');
      expect([result.exitCode, verdictOf(result), store.objects.size]).toEqual([0, 'conforms', 0]);
      expect(told(result)).toEqual([
        expect.stringMatching(
          /^warning: cannot write the journal reports\/\.journal-\w+\.jsonl: EFBIG; after a kill, clean finds less$/,
        ),
      ]);
      expect(await readdir(folder)).toEqual([]);
    }),
  );

  test('the recording first', () =>
    withDisk(async ({ folder, store, run }) => {
      const result = await run(
        someBlocks,
        '--case end-past-eof --case property/end-past-eof --runs 40 --report github --record run.jsonl',
      );
      expect([result.exitCode, verdictOf(result), store.objects.size]).toEqual([3, 'conforms', 0]);
      expect(told(result)).toEqual(['error: cannot write the recording to run.jsonl: EFBIG: file too large']);
      expect(await readdir(folder)).toEqual([]);
    }));

  test('the report first: it is not there, the others are', () =>
    withDisk(async ({ folder, store, run }) => {
      await writeFile(join(folder, 'report.json'), 'that of yesterday');
      const result = await run(someBlocks, '--case end-past-eof --report json=report.json --report junit=junit.xml');
      expect([result.exitCode, verdictOf(result), store.objects.size]).toEqual([3, 'conforms', 0]);
      expect(told(result)).toEqual(['error: cannot write the json report to report.json: EFBIG: file too large']);
      expect([(await readdir(folder)).sort(), await readFile(join(folder, 'report.json'), 'utf8')]).toEqual([
        ['junit.xml', 'report.json'],
        'that of yesterday',
      ]);
    }));

  test('the rows first: the file has none of them', () =>
    withDisk(async ({ folder, run }) => {
      const comment = `# ${'x'.repeat(77)}\n`;
      const before = `${comment.repeat((someBlocks * block) / comment.length - 1)}topic: mine\nabout: Of a test.\ncases:\n${row}`;
      await writeFile(join(folder, 'rows.yaml'), before);
      const result = await run(
        someBlocks,
        '--case property/end-past-eof --runs 5 --seed 3 --report github --add-row rows.yaml',
      );
      expect([result.exitCode, verdictOf(result)]).toEqual([3, 'violates']);
      expect(told(result)).toEqual(['error: cannot write rows.yaml: EFBIG: file too large']);
      expect([await readdir(folder), await readFile(join(folder, 'rows.yaml'), 'utf8')]).toEqual([
        ['rows.yaml'],
        before,
      ]);
    }, deviations.clampsUnderDefault));

  test('the step summary first: what other steps wrote is as it was', () =>
    withDisk(async ({ folder, store, run }) => {
      const before = '# what another step wrote\n'.repeat(18);
      await writeFile(join(folder, 'summary.md'), before);
      const result = await run(1, '--case end-past-eof --report github', { GITHUB_STEP_SUMMARY: 'summary.md' });
      expect([result.exitCode, verdictOf(result), store.objects.size]).toEqual([3, 'conforms', 0]);
      expect(told(result)).toContain('error: cannot write the step summary to summary.md: EFBIG: file too large');
      expect(await readFile(join(folder, 'summary.md'), 'utf8')).toBe(before);
    }));

  test.runIf(existsSync('/dev/full'))(
    'standard output first: the reports are written, and the objects are removed',
    () =>
      withDisk(async ({ folder, store, run }) => {
        const result = await run(10_000, '--case end-past-eof --report json=report.json > /dev/full');
        const { verdict } = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
        expect([result.exitCode, verdict, store.objects.size]).toEqual([3, 'conforms', 0]);
        expect([told(result), await readdir(folder)]).toEqual([
          ['error: cannot write to standard output: ENOSPC'],
          ['report.json'],
        ]);
      }),
  );

  test.runIf(existsSync('/dev/full'))('a step summary that is full before is refused before anything is sent', () =>
    withDisk(async ({ run, store, folder }) => {
      const result = await run(10_000, '--report github', { GITHUB_STEP_SUMMARY: '/dev/full' });
      expect([result.exitCode, result.stdout, store.objects.size]).toEqual([3, '', 0]);
      expect(told(result)).toEqual([
        'error: cannot write the step summary to /dev/full: ENOSPC: no space left on device',
      ]);
      expect([await readdir(folder), (await stat('/dev/full')).isCharacterDevice()]).toEqual([[], true]);
    }),
  );
});

test('a journal that cannot be removed any more is told, and the verdict stays', { timeout: 40_000 }, () =>
  withFolder(async (folder) => {
    let isMoved = false;
    const answer: TinyDeviation['answer'] = (usual, { method }) => {
      if (method === 'GET' && !isMoved) {
        isMoved = true;
        renameSync(join(folder, 'reports'), join(folder, 'moved'));
        writeFileSync(join(folder, 'reports'), 'in the way');
      }
      return usual();
    };
    await withTinyStore({ answer }, async ({ origin, objects }) => {
      const line = `oss-range run ${flagsFor(origin).join(' ')} --case end-past-eof --report github`;
      const result = await runLine(line, { cwd: folder });
      expect([result.exitCode, verdictOf(result), objects.size]).toEqual([0, 'conforms', 0]);
      expect(told(result)).toEqual([
        expect.stringMatching(/^warning: cannot remove the journal reports\/\.journal-\w+\.jsonl: ENOTDIR$/),
      ]);
    });
  }),
);

const row = `  - id: mine/past
    title: a range that ends past the object
    object: bytes-1000
    range: bytes=500-2000
    expect:
      default: { status: 200, body: whole }
      standard: { status: 206, body: 500-999 }
    level: observed
    evidence: []
    why: it is for a test
`;
