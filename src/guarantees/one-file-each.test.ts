import { lstatSync, statSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../testing/suite/run-cli.js';
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
  ])('%s', (args, error) =>
    withFolder(async (folder) => {
      await mkdir(join(folder, 'folder'));
      await writeFile(join(folder, 'list.yaml'), 'what was there before');
      await symlink('list.yaml', join(folder, 'link'));
      await symlink('nothing', join(folder, 'dangling'));
      const { exitCode, stdout, stderr } = await runCli(['run', ...args], { cwd: folder });
      expect([exitCode, stdout, stderr.split('\n')[0]]).toEqual([3, '', `error: ${error}`]);
      expect([(await readdir(folder)).sort(), await readFile(join(folder, 'list.yaml'), 'utf8')]).toEqual([
        ['dangling', 'folder', 'link', 'list.yaml'],
        'what was there before',
      ]);
    }),
  );
});

test('a link to nothing stays, and a file that is replaced keeps its mode', { timeout: 30_000 }, () =>
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
  }),
);
