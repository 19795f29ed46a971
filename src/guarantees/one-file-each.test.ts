import { spawnSync } from 'node:child_process';
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deviations } from '../testing/store/tiny-deviations.js';
import { withTinyStore } from '../testing/store/tiny-store.js';
import { flagsFor } from '../testing/suite/conformance-run.js';
import { runCli, runLine } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';

describe.concurrent('one file is not written twice, nor over what is read', { timeout: 30_000 }, () => {
  test.each<[args: readonly string[], error: string]>([
    [
      ['--report', 'json=link', '--report', 'junit=list.yaml'],
      '--report junit and --report json name the same file, list.yaml',
    ],
    [
      ['--report', 'json=a', '--record', './folder/../a'],
      '--record and --report json name the same file, ./folder/../a',
    ],
    [['--record', 'link', '--report', 'json=list.yaml'], '--record and --report json name the same file, link'],
    [['--record', 'link', '--deviations', 'list.yaml'], '--record and --deviations name the same file, link'],
    [['--specs', 'list.yaml', '--report', 'html=list.yaml'], '--report html and --specs name the same file, list.yaml'],
    [['--report', 'json=dangling', '--add-row', 'nothing'], '--add-row and --report json name the same file, nothing'],
    [['--client', './list.yaml', '--record', 'link'], '--record and --client name the same file, link'],
    [['--ca', 'list.yaml', '--report', 'ctrf=link'], '--report ctrf and --ca name the same file, link'],
    [
      ['--report', 'github=folder/../summary', '--report', 'github'],
      'GITHUB_STEP_SUMMARY and --report github name the same file, summary',
    ],
  ])('run %s', (args, error) =>
    withFolder(async (folder) => {
      await mkdir(join(folder, 'folder'));
      await writeFile(join(folder, 'list.yaml'), 'what was there before');
      await symlink('list.yaml', join(folder, 'link'));
      await symlink('nothing', join(folder, 'dangling'));
      const env = { GITHUB_STEP_SUMMARY: 'summary' };
      const { exitCode, stdout, stderr } = await runCli(['run', ...args], { cwd: folder, env });
      expect([exitCode, stdout, stderr.split('\n')[0]]).toEqual([3, '', `error: ${error}`]);
      expect([(await readdir(folder)).sort(), await readFile(join(folder, 'list.yaml'), 'utf8')]).toEqual([
        ['dangling', 'folder', 'link', 'list.yaml'],
        'what was there before',
      ]);
    }),
  );
});

describe.concurrent('of every command', { timeout: 30_000 }, () => {
  test.each<[line: string, error: string]>([
    ['judge kept --report json=kept', '--report json and the recording name the same file, kept'],
    ['judge nothing --deviations link --report html=kept', '--report html and --deviations name the same file, kept'],
    ['judge kept --specs other --report junit=./other', '--report junit and --specs name the same file, ./other'],
    ['matrix kept other --html link', '--html and a report name the same file, link'],
    ['matrix A=kept B=other --markdown ./other', '--markdown and a report name the same file, ./other'],
    ['matrix kept other --html new --markdown ./new', '--html and --markdown name the same file, new'],
    ['matrix kept other --html - --markdown -', '--html and --markdown both write to standard output'],
    ['score --json new --page folder/../new', '--page and --json name the same file, folder/../new'],
    ['score --json - --page -', '--page and --json both write to standard output'],
    ['deviations update kept --deviations link', '--deviations and the report name the same file, link'],
    ['deviations update kept --deviations other --specs other', '--deviations and --specs name the same file, other'],
  ])('%s', (line, error) =>
    withFolder(async (folder) => {
      const at = (name: string) => join(folder, name);
      await mkdir(at('folder'));
      await writeFile(at('kept'), 'what was there before');
      await writeFile(at('other'), 'also');
      await symlink('kept', at('link'));
      const { exitCode, stdout, stderr } = await runCli(line.split(' '), { cwd: folder });
      expect([exitCode, stdout, stderr.split('\n')[0]]).toEqual([3, '', `error: ${error}`]);
      const texts = await Promise.all(['kept', 'other'].map((name) => readFile(at(name), 'utf8')));
      expect([texts, (await readdir(folder)).sort()]).toEqual([
        ['what was there before', 'also'],
        ['folder', 'kept', 'link', 'other'],
      ]);
    }),
  );

  test.each([
    ['matrix nothing --html folder', 'cannot write folder: it is a folder'],
    ['matrix nothing --markdown kept/page.md', `cannot write kept/page.md: kept is not a folder`],
    ['deviations update nothing --deviations folder', 'cannot write folder: it is a folder'],
    ['score --page kept/page.md', 'cannot write kept/page.md: kept is not a folder'],
  ])('%s is refused before its reports are read', (line, error) =>
    withFolder(async (folder) => {
      await mkdir(join(folder, 'folder'));
      await writeFile(join(folder, 'kept'), 'what was there before');
      const { exitCode, stdout, stderr } = await runCli(line.split(' '), { cwd: folder });
      const [first] = stderr.replaceAll(`${realpathSync(folder)}/`, '').split('\n');
      expect([exitCode, stdout, first]).toEqual([3, '', `error: ${error}`]);
    }),
  );
});

const isRoot = process.getuid?.() === 0;
const canMount = isRoot && spawnSync('/usr/bin/unshare', ['-m', 'true']).status === 0;
const drawn = ['--case', 'property/end-past-eof', '--runs', '5', '--seed', '3'];

describe.concurrent('what stands at a path stays as it was but for its text', { timeout: 40_000 }, () => {
  test('a link to nothing stays, and a file that is replaced keeps its mode', () =>
    withFolder(async (folder) => {
      const at = (name: string) => join(folder, name);
      await symlink('real.json', at('report'));
      await symlink('real.jsonl', at('recording'));
      await writeFile(at('page.html'), 'old');
      await chmod(at('page.html'), 0o600);
      const outputs = ['--report', 'json=report', '--report', 'html=page.html', '--record', 'recording'];
      const { exitCode } = await runCli(['run', '--case', 'suffix-zero', ...outputs], { cwd: folder });
      expect([exitCode, ...['report', 'recording'].map((name) => lstatSync(at(name)).isSymbolicLink())]).toEqual([
        0,
        true,
        true,
      ]);
      expect([statSync(at('page.html')).mode & 0o777, (await readdir(folder)).sort()]).toEqual([
        0o600,
        ['page.html', 'real.json', 'real.jsonl', 'recording', 'report'],
      ]);
    }));

  test('every kind of output keeps mode and owner of the file it replaces, and a link into a folder that lacks', () =>
    withTinyStore(deviations.clampsUnderDefault, ({ origin }) =>
      withFolder(async (folder) => {
        const at = (name: string) => join(folder, name);
        const names = ['report.json', 'run.jsonl', 'rows.yaml', 'list.yaml', 'page.html', 'page.md'];
        const rows = `topic: mine\nabout: Rows of a test.\ncases:\n${row}`;
        for (const name of names) {
          await writeFile(at(name), name === 'rows.yaml' ? rows : name === 'list.yaml' ? '[]\n' : 'old');
          await chmod(at(name), 0o640);
          if (isRoot) await chown(at(name), 1234, 2345);
        }
        await symlink('lacks/deeper/junit.xml', at('junit'));
        await symlink('lacks/rows.yaml', at('new-rows'));
        const run = (...more: string[]) => runCli(['run', ...drawn, ...flagsFor(origin), ...more], { cwd: folder });
        const first = await run(
          ...[
            '--report',
            'json=report.json',
            '--report',
            'junit=junit',
            '--record',
            'run.jsonl',
            '--add-row',
            'rows.yaml',
          ],
        );
        const second = await run('--report', 'json=again.json', '--add-row', 'new-rows');
        const others = await Promise.all([
          runCli(['deviations', 'update', 'report.json', '--deviations', 'list.yaml', '--reason', 'a test'], {
            cwd: folder,
          }),
          runCli(['matrix', 'report.json', '--html', 'page.html', '--markdown', 'page.md'], { cwd: folder }),
        ]);
        expect([first, second, ...others].map(({ exitCode }) => exitCode)).toEqual([1, 1, 0, 0]);
        expect(names.map((name) => stateOf(at(name)))).toEqual(
          names.map(() => [0o640, ...(isRoot ? [1234, 2345] : [])]),
        );
        const texts = await Promise.all(names.map((name) => readFile(at(name), 'utf8')));
        expect(texts.map((text) => ['old', '[]\n', rows].includes(text))).toEqual(names.map(() => false));
        expect(['junit', 'new-rows'].map((name) => lstatSync(at(name)).isSymbolicLink())).toEqual([true, true]);
        expect((await readdir(folder, { recursive: true })).sort()).toEqual(
          [
            ...names,
            'again.json',
            'junit',
            'new-rows',
            'lacks',
            'lacks/deeper',
            'lacks/deeper/junit.xml',
            'lacks/rows.yaml',
          ].sort(),
        );
      }),
    ));

  test.skipIf(!canMount)('a file that is mounted by itself is written where it is', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'host.json'), 'old');
      await writeFile(join(folder, 'report.json'), '');
      const run = 'oss-range run --case suffix-zero --report json=report.json';
      const { exitCode, stderr } = await runLine(`unshare -m sh -c 'mount --bind host.json report.json && ${run}'`, {
        cwd: folder,
      });
      expect([exitCode, stderr, (await readdir(folder)).sort()]).toEqual([0, '', ['host.json', 'report.json']]);
      expect(JSON.parse(await readFile(join(folder, 'host.json'), 'utf8')).verdict).toBe('conforms');
    }),
  );
});

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

/** Its mode, and its owner where this user can give files away. */
function stateOf(path: string): number[] {
  const { mode, uid, gid } = statSync(path);
  return [mode & 0o777, ...(isRoot ? [uid, gid] : [])];
}
