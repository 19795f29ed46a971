import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli, runLine } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe.concurrent('a file of no end, no text or no bottom ends the command with one error', {
  timeout: 60_000,
}, () => {
  test.each<[name: string, line: string, error: string | RegExp]>([
    [
      'a recording that is a device',
      'judge /dev/zero',
      '/dev/zero cannot be read: it contains a NUL byte; it must be a text file',
    ],
    ['a recording of one line', 'judge one-line', 'the recording has a line of more than 33554432 characters'],
    ['a recording of deep JSON', 'judge deep', 'deep:1: this is not a recording'],
    ['a recording that is no text', 'judge latin1', 'latin1 cannot be read: it is not UTF-8'],
    ['a recording cut in a character', 'judge cut', 'cut cannot be read: it is not UTF-8'],
    ['a report of deep JSON', 'diff deep deep', 'deep: this is not a JSON report'],
    ['a report with a deep field', 'matrix deep-field', /^deep-field: tool: /],
    ['a report whose prototype is a key', 'replay proto', /^proto: run: /],
    [
      'certificates that are a device',
      'doctor --endpoint https://127.0.0.1:1 --bucket bucket --region cn-hangzhou --ca /dev/zero',
      '/dev/zero cannot be read: it contains a NUL byte; it must be a text file',
    ],
    [
      'certificates that are too long',
      'doctor --endpoint https://127.0.0.1:1 --bucket bucket --region cn-hangzhou --ca one-line',
      'one-line cannot be read: it has more than 4194304 bytes',
    ],
    [
      'rows to append to that are a device',
      'run --add-row /dev/zero',
      'cannot write /dev/zero: it is not a regular file',
    ],
    [
      'rows to append to that are too long',
      'run --add-row one-line',
      'one-line cannot be read: it has more than 2097152 bytes',
    ],
  ])('%s', (_, line, error) =>
    withFolder(async (folder) => {
      const at = (name: string) => join(folder, name);
      await writeFile(at('one-line'), 'x'.repeat(40 * 1024 * 1024));
      await writeFile(at('deep'), deep(500_000));
      await writeFile(at('deep-field'), `{"schema":"oss-range-report/1","checks":${deep(500_000)}}`);
      await writeFile(
        at('proto'),
        '{"schema":"oss-range-report/1","__proto__":{"run":1},"constructor":{"prototype":{"run":1}}}',
      );
      await writeFile(at('latin1'), Buffer.from('\xe9t\xe9\n', 'latin1'));
      await writeFile(at('cut'), Buffer.from('{"a":"\u20ac').subarray(0, -1));
      const { exitCode, stdout, stderr } = await runCli(line.split(' '), {
        cwd: folder,
        env: { NODE_OPTIONS: '--max-old-space-size=256' },
      });
      expect([exitCode, stdout]).toEqual([3, '']);
      const [first = '', hint, ...rest] = stderr.split('\n');
      expect([first.replace(/^error: /, ''), hint, rest]).toEqual([
        typeof error === 'string' ? error : expect.stringMatching(error),
        expect.stringMatching(/^hint: /),
        [''],
      ]);
    }),
  );

  test('keys from a configuration of ossutil that has no end', async () => {
    const env = { OSSUTIL_CONFIG_FILE: '/dev/zero' };
    const args = [
      'doctor',
      '--endpoint',
      'http://127.0.0.1:1',
      '--bucket',
      'b',
      '--region',
      'r',
      '--credentials',
      'ossutil',
    ];
    const { exitCode, stdout, stderr } = await runCli(args, { env });
    expect([exitCode, stdout, stderr.split('\n')[0]]).toEqual([
      3,
      '',
      'error: no keys from ossutil: /dev/zero cannot be read: it contains a NUL byte; it must be a text file',
    ]);
  });

  test('a recording in a pipe is judged, and a pipe that no one writes to is given up', () =>
    withFolder(async (folder) => {
      execFileSync('mkfifo', [join(folder, 'pipe'), join(folder, 'silent')]);
      const run = 'oss-range run --case suffix-zero --report json=first.json --record run.jsonl > /dev/null';
      const judge = '{ sleep 1; cat run.jsonl; } > pipe & oss-range judge pipe --report json=second.json > /dev/null';
      const { exitCode } = await runLine(`${run} && { ${judge}; } && cmp first.json second.json`, { cwd: folder });
      const silent = await runCli(['judge', 'silent'], { cwd: folder });
      expect([exitCode, silent.exitCode, silent.stderr.split('\n')[0]]).toEqual([
        0,
        3,
        'error: silent cannot be read: the pipe brought nothing within 10000 ms',
      ]);
    }));
});
