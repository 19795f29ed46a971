import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReportDocument } from '../../report/document/document.js';
import { flagsFor } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { serve } from '../../testing/suite/serve.js';

const pair = { OSS_ACCESS_KEY_ID: 'the-key-id', OSS_ACCESS_KEY_SECRET: 'the-key-secret' };

/** A signature knows nothing of the Range: all rows once will do. */
const topics = ['--case', 'suffix*/*', '--case', 'start-past-eof', '--case', 'list'];

describe.concurrent('the endpoint of this package conforms', { timeout: 60_000 }, () => {
  test.each<[name: string, flags: string[], env: Record<string, string>, auth: string]>([
    ['V4', ['--case', '*/*', '--runs', '0', '--capability', 'hierarchical-namespace=true'], pair, 'oss-v4'],
    ['V1', ['--auth', 'oss-v1', ...topics], pair, 'oss-v1'],
    ['V4 with a security token', topics, { ...pair, OSS_SESSION_TOKEN: 'the-token' }, 'oss-v4'],
    [
      'V1 with a security token',
      ['--auth', 'oss-v1', ...topics],
      { ...pair, OSS_SESSION_TOKEN: 'the-token' },
      'oss-v1',
    ],
  ])('served, and asked with %s', async (_, flags, env, auth) => {
    const served = await serve(['--acl', 'private', '--versioning'], env);
    const folder = await mkdtemp(join(tmpdir(), 'oss-range-run-'));
    try {
      const file = join(folder, 'deep', 'report.json');
      const args = ['run', ...flagsFor(served.origin), ...flags, '--report', `json=${file}`];
      const { exitCode, stdout, stderr } = await runCli(args, { env });
      const report = JSON.parse(await readFile(file, 'utf8')) as ReportDocument;
      const { planned, conforms } = report.totals;
      expect({ exitCode, stderr, schema: report.schema, auth: report.target.auth, conforms }).toEqual({
        exitCode: 0,
        stderr: '',
        schema: 'oss-range-report/1',
        auth,
        conforms: planned,
      });
      expect(stdout).toContain('\nverdict conforms, exit code 0\n');
    } finally {
      await rm(folder, { recursive: true });
      await served.stop();
    }
  });

  test('embedded; a report on standard output leaves nothing else there', async () => {
    const { exitCode, stdout, stderr } = await runCli(['run', '--case', 'suffix-zero', '--report', 'json=-']);
    const { verdict, totals } = JSON.parse(stdout) as ReportDocument;
    expect([exitCode, verdict, totals.planned, stderr.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      'conforms',
      6,
      'verdict conforms, exit code 0',
    ]);
  });
});
