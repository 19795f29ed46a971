import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';

const readers: readonly (readonly [name: string, args: (file: string) => readonly string[]])[] = [
  ['rows', (file) => ['run', '--specs', file]],
  ['a list of known deviations', (file) => ['run', '--deviations', file]],
  ['a profile', (file) => ['doctor', '--target', file]],
];

/** As long as 20,000 entries, each of them right. */
const tooLong = `- check: a/b\n${'# a line of a comment that is long enough\n'.repeat(60_000)}`;

describe.concurrent('a file of a user that is no readable YAML ends the command at once', { timeout: 30_000 }, () => {
  test.each(readers)('%s', (_, args) =>
    withFolder(async (folder) => {
      const at = (name: string) => join(folder, name);
      await writeFile(at('long'), tooLong);
      await writeFile(at('nul'), '- check: a\0b\n');
      await writeFile(at('latin1'), Buffer.from('- check: \xe9\n', 'latin1'));
      const reasons = [];
      for (const file of [at('long'), '/dev/zero', at('nul'), at('latin1')]) {
        const { exitCode, stdout, stderr } = await runCli([...args(file), '--out', folder]);
        reasons.push([exitCode, stdout, /cannot be read: ([^\n]+)\nhint: /.exec(stderr)?.[1]]);
      }
      expect(reasons).toEqual([
        [3, '', 'it has more than 2097152 bytes'],
        [3, '', 'it contains a NUL byte; it must be a text file'],
        [3, '', 'it contains a NUL byte; it must be a text file'],
        [3, '', 'it is not UTF-8'],
      ]);
    }),
  );

  test('a pipe that has no writer, as a report', () =>
    withFolder(async (folder) => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const { exitCode, stderr } = await runCli(['diff', pipe, pipe]);
      expect([exitCode, stderr]).toEqual([3, expect.stringContaining('the pipe brought nothing within 10000 ms')]);
    }));
});
