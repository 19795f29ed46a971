import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type TinyDeviation, withTinyStore } from '../testing/store/tiny-store.js';
import { flagsFor } from '../testing/suite/conformance-run.js';
import { type CliOptions, runCli, runLine } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';

/** A folder with a file and a folder in the way, and a store that counts what it is sent. */
const withObstacles = (use: (folder: string, origin: string, sent: () => number) => Promise<void>) =>
  withFolder(async (folder) => {
    await writeFile(join(folder, 'file'), 'what was there before');
    await mkdir(join(folder, 'folder'));
    let sent = 0;
    const answer: TinyDeviation['answer'] = (usual) => {
      sent += 1;
      return usual();
    };
    await withTinyStore({ answer }, ({ origin }) => use(folder, origin, () => sent));
  });

const inTheWay = /is not a folder|it is a folder|it is not a regular file|ENOSPC|EACCES|EPERM|EROFS|ENOENT/;

describe.concurrent('a path that cannot be written ends with 3 before anything is sent', { timeout: 30_000 }, () => {
  const isFull = existsSync('/dev/full');
  test.each<readonly string[]>([
    ['run', '--out', 'file'],
    ['run', '--out', 'file/below'],
    ['run', '--out', '/proc/no-such-folder'],
    ['run', '--report', 'json', '--out', 'file'],
    ['run', '--report', 'json=reports.json', '--out', 'file'],
    ['run', '--report', 'html=folder'],
    ['run', '--report', 'json=good.json', '--report', 'junit=file/junit.xml'],
    ['run', '--record', 'folder'],
    ['run', '--record', 'file/run.jsonl'],
    ['run', '--add-row', 'folder'],
    ['run', '--add-row', 'file/rows.yaml'],
    ['run', '--object', 'key', '--out', 'file'],
    ['probe', 'bytes=0-1', '--out', 'file'],
    ['doctor', '--out', 'file/below'],
    ...(isFull
      ? [
          ['run', '--report', 'json=/dev/full'],
          ['run', '--report', 'ctrf=/dev/full'],
          ['run', '--record', '/dev/full'],
          ['run', '--add-row', '/dev/full'],
        ]
      : []),
  ])('%s %s %s %s %s', (...args) =>
    withObstacles(async (folder, origin, sent) => {
      const { exitCode, stdout, stderr } = await runCli([...args, ...flagsFor(origin)], { cwd: folder });
      const [error, hint, ...rest] = stderr.split('\n');
      expect([exitCode, stdout, sent(), rest]).toEqual([3, '', 0, ['']]);
      expect([error, hint]).toEqual([
        expect.stringMatching(/^error: cannot (?:write|be)/),
        expect.stringMatching(/^hint: /),
      ]);
      expect(error).toMatch(inTheWay);
      // Nothing is left of the attempt, and nothing that was there has changed.
      expect([(await readdir(folder)).sort(), await readFile(join(folder, 'file'), 'utf8')]).toEqual([
        ['file', 'folder'],
        'what was there before',
      ]);
      if (isFull) expect(lstatSync('/dev/full').isCharacterDevice()).toBe(true);
    }),
  );

  test('and so does a score, which takes long', () =>
    withObstacles(async (folder) => {
      const score = (...args: string[]) => runCli(['score', ...args], { cwd: folder });
      const results = await Promise.all([score('--json', 'file/score.json'), score('--page', 'folder')]);
      expect(results.map(({ exitCode, stdout, stderr }) => [exitCode, stdout, stderr.split(': ').slice(0, 2)])).toEqual(
        [
          [3, '', ['error', 'cannot write file/score.json']],
          [3, '', ['error', 'cannot write folder']],
        ],
      );
    }));

  test('and so does a summary of the step, of which nothing says that it can be made', () =>
    withObstacles(async (folder, origin, sent) => {
      const run = (path: string) => {
        const options: CliOptions = { cwd: folder, env: { GITHUB_STEP_SUMMARY: path } };
        return runCli(['run', '--report', 'github', ...flagsFor(origin)], options);
      };
      const results = await Promise.all([run('folder'), run('nowhere/summary.md'), run('file/summary.md')]);
      expect([results.map(({ exitCode, stdout }) => [exitCode, stdout]), sent()]).toEqual([
        [
          [3, ''],
          [3, ''],
          [3, ''],
        ],
        0,
      ]);
    }));
});

describe.concurrent('what is no plain file is written to as it is', { timeout: 60_000 }, () => {
  const run = 'oss-range run --case suffix-zero';

  test('a device, standard output by its name, and a link', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'real.jsonl'), 'old');
      await symlink('real.jsonl', join(folder, 'link.jsonl'));
      const args = '--report json=/dev/stdout --report junit=/dev/null --record link.jsonl';
      const { stdout, stderr, exitCode } = await runLine(`${run} ${args}`, { cwd: folder });
      expect([exitCode, JSON.parse(stdout).verdict]).toEqual([0, 'conforms']);
      expect(stderr).toContain('verdict conforms, exit code 0\n');
      expect([(await readdir(folder)).sort(), lstatSync(join(folder, 'link.jsonl')).isSymbolicLink()]).toEqual([
        ['link.jsonl', 'real.jsonl'],
        true,
      ]);
      expect(await readFile(join(folder, 'real.jsonl'), 'utf8')).toMatch(/^\{"kind":"head"/);
      const replaced = ['/dev/null', '/dev/full'].filter(
        (path) => existsSync(path) && !lstatSync(path).isCharacterDevice(),
      );
      expect(replaced).toEqual([]);
    }));

  test('standard output that goes to a file, which keeps both its texts', () =>
    withFolder(async (folder) => {
      const { exitCode } = await runLine(`{ echo before; ${run} --report json=/dev/stdout; } > out.txt`, {
        cwd: folder,
      });
      const text = await readFile(join(folder, 'out.txt'), 'utf8');
      expect([exitCode, text.startsWith('before\n{\n'), await readdir(folder)]).toEqual([0, true, ['out.txt']]);
    }));

  test('a pipe, for a report and for a recording', () =>
    withFolder(async (folder) => {
      execFileSync('mkfifo', [join(folder, 'pipe'), join(folder, 'lines')]);
      const line = `cat pipe > report.json & cat lines > run.jsonl & ${run} --report json=pipe --record lines; code=$?; wait; exit $code`;
      const { exitCode } = await runLine(line, { cwd: folder });
      const judged = await runCli(['judge', 'run.jsonl', '--report', 'json=again.json'], { cwd: folder });
      const [report, again] = await Promise.all(
        ['report.json', 'again.json'].map((name) => readFile(join(folder, name), 'utf8')),
      );
      expect([exitCode, judged.exitCode, again]).toEqual([0, 0, report]);
      expect((await readdir(folder)).sort()).toEqual(['again.json', 'lines', 'pipe', 'report.json', 'run.jsonl']);
    }));
});
