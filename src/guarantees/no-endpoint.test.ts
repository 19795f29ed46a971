import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withTinyStore } from '../testing/store/tiny-store.js';
import { runCli } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';

const commands: readonly (readonly string[])[] = [['run'], ['probe', 'bytes=0-1'], ['doctor'], ['clean']];

describe.concurrent('a target without an endpoint ends with 3 before anything is sent', { timeout: 30_000 }, () => {
  test.each(commands)('%s', async (...command) => {
    const asked = (args: readonly string[], env: Record<string, string> = {}) => runCli([...command, ...args], { env });
    const results = await Promise.all([
      asked(['--bucket', 'my-bucket']),
      asked([], { OSS_BUCKET: 'my-bucket' }),
      asked([], { OSS_ENDPOINT: '' }),
      asked(['--bucket', 'my-bucket'], { OSS_ENDPOINT: ' ' }),
      asked(['--endpoint', '']),
    ]);
    expect(results.map(({ exitCode, stdout, stderr }) => [exitCode, stdout, stderr.split('\n')[0]])).toEqual([
      [3, '', 'error: no endpoint is given, but --bucket describes a target'],
      [3, '', 'error: no endpoint is given, but OSS_BUCKET describes a target'],
      [3, '', 'error: OSS_ENDPOINT is set but empty'],
      [3, '', 'error: OSS_ENDPOINT is set but empty'],
      [3, '', 'error: --endpoint needs a value'],
    ]);
  });

  test('a profile that names no endpoint', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'mine.yaml'), 'bucket: my-bucket\n');
      expect(await runCli(['run', '--target', 'mine.yaml'], { cwd: folder })).toMatchObject({
        exitCode: 3,
        stdout: '',
        stderr: `error: no endpoint is given, and mine.yaml has none
hint: add endpoint: URL to the profile, or set --endpoint or OSS_ENDPOINT
`,
      });
    }));

  test('a replay of the embedded endpoint, and one with an empty variable', () =>
    withFolder(async (folder) => {
      const run = await runCli(['run', '--case', 'suffix-zero'], { cwd: folder });
      const replay = (args: readonly string[], env: Record<string, string> = {}) =>
        runCli(['replay', 'reports/report.json', 'suffix-zero/of-a-thousand', ...args], { cwd: folder, env });
      const bucket = { OSS_BUCKET: 'my-bucket' };
      const results = await Promise.all([replay([]), replay([], bucket), replay(['--bucket', 'b']), replay([], empty)]);
      expect([run.exitCode, ...results.map(({ exitCode, stderr }) => [exitCode, stderr.split('\n')[0]])]).toEqual([
        0,
        [0, ''],
        [0, ''],
        [3, 'error: no endpoint is given, but --bucket describes a target'],
        [3, 'error: OSS_ENDPOINT is set but empty'],
      ]);
    }));
});

const empty = { OSS_ENDPOINT: '' };

describe.concurrent('--embedded', { timeout: 30_000 }, () => {
  test('asks for the embedded endpoint, whatever the environment names', () =>
    withTinyStore({}, async ({ origin, objects }) => {
      const env = { OSS_ENDPOINT: origin, OSS_BUCKET: 'conformance', OSS_REGION: 'cn-hangzhou' };
      const run = await runCli(['run', '--embedded', '--case', 'suffix-zero', '--report', 'json=/dev/null'], { env });
      expect([run.exitCode, run.stdout.split('\n')[0], objects.size]).toEqual([
        0,
        'OSS range conformance of embedded endpoint',
        0,
      ]);
      const probe = await runCli(['probe', '--embedded', 'bytes=0-1'], { env: empty });
      expect([probe.exitCode, probe.stdout.split('\n')[0]]).toEqual([
        0,
        'Range: "bytes=0-1" on 1000 bytes, target embedded endpoint',
      ]);
    }));

  test('contradicts what describes another target', async () => {
    expect(await runCli(['run', '--embedded', '--endpoint', 'http://127.0.0.1:9', '--bucket', 'b'])).toMatchObject({
      exitCode: 3,
      stdout: '',
      stderr: `error: --embedded tests the embedded endpoint, but --endpoint and --bucket another target
hint: leave out --embedded, or leave out --endpoint and --bucket
`,
    });
  });
});
