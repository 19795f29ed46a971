import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tinyErrorAnswer } from '../../testing/store/tiny-answer.js';
import { withTinyStore } from '../../testing/store/tiny-store.js';
import { type ConformanceRun, flagsFor, runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { type Served, serve } from '../../testing/suite/serve.js';

const credentials = { OSS_ACCESS_KEY_ID: 'the-key-id', OSS_ACCESS_KEY_SECRET: 'the-key-secret' };
let served: Served;
beforeAll(async () => {
  served = await serve(['--bucket', 'conformance', '--acl', 'private'], credentials);
});
afterAll(() => served.stop());

/** In ms, without the start of the process; a newcomer who waits longer looks elsewhere for the mistake. */
const patience = 5_000;

/** All that a run tells about a target that cannot be used. */
const inShort = ({ exitCode, stderr, report }: ConformanceRun, origin: string) => ({
  exitCode,
  stderr,
  gate: report.gate.map((line) => line.replaceAll(origin, 'ORIGIN')),
  reported: [...report.checks, ...report.properties].length,
  isAllNotRun: report.totals.notRun === report.totals.planned && report.totals.planned > 300,
  leftovers: report.leftovers,
});

const unusable = (line: string): ReturnType<typeof inShort> => ({
  exitCode: 2,
  stderr: '',
  gate: [line],
  reported: 0,
  isAllNotRun: true,
  leftovers: [],
});

describe.concurrent('a target that cannot be used ends the run at once, with one line that says what to fix', () => {
  test('nothing listens', async () => {
    const origin = await unusedOrigin();
    const run = await runAgainst(origin);
    const line =
      'ORIGIN cannot be reached: connection refused while connecting (connect ECONNREFUSED ORIGIN); start the server, or correct --endpoint; then check again: oss-range doctor'.replace(
        'ECONNREFUSED ORIGIN',
        `ECONNREFUSED ${new URL(origin).host}`,
      );
    expect(inShort(run, origin)).toEqual(unusable(line));
    expect(run.stdout.split('\n').filter((text) => text.includes('cannot be reached'))).toHaveLength(1);
    expect(run.report.run.durationMs).toBeLessThan(patience);
  });

  test.each<[name: string, flags: string[], env: Record<string, string>, line: string]>([
    [
      'the bucket does not exist',
      ['--bucket', 'elsewhere'],
      credentials,
      'bucket elsewhere does not exist at ORIGIN; choose another with --bucket, or create it with --create-bucket',
    ],
    [
      'the secret is wrong',
      [],
      { ...credentials, OSS_ACCESS_KEY_SECRET: 'another-secret' },
      'ORIGIN rejects the signature (SignatureDoesNotMatch); OSS_ACCESS_KEY_SECRET does not belong to OSS_ACCESS_KEY_ID; correct it',
    ],
  ])('%s', async (_, flags, env, line) => {
    const run = await runAgainst(served.origin, flags, { env });
    expect(inShort(run, served.origin)).toEqual(unusable(line));
    expect(run.report.run.requests).toBe(1);
    expect(run.report.run.durationMs).toBeLessThan(patience);
  });

  test.each<[name: string, flags: string[], env: Record<string, string>, message: string, hint: string]>([
    [
      'the key id is unknown',
      [],
      { ...credentials, OSS_ACCESS_KEY_ID: 'another-id' },
      'ORIGIN does not know the access key (InvalidAccessKeyId)',
      'correct OSS_ACCESS_KEY_ID; temporary keys need OSS_SESSION_TOKEN too',
    ],
    [
      'nobody may write without credentials',
      [],
      {},
      'ORIGIN does not allow anyone to PUT objects of bucket conformance without credentials (AccessDenied)',
      'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or name a public object: --object KEY; if the bucket is meant to be public, check its ACL and Block Public Access, which overrides it',
    ],
    [
      'the region is another',
      ['--region', 'cn-beijing'],
      credentials,
      'ORIGIN does not accept signatures for region cn-beijing (InvalidArgument)',
      'set --region to the region of the bucket, for instance --region cn-hangzhou',
    ],
  ])('and a probe: %s', async (_, flags, env, message, hint) => {
    const args = ['probe', 'bytes=0-1', ...flagsFor(served.origin), ...flags];
    const { exitCode, stdout, stderr } = await runCli(args, { env });
    const said = stderr.replaceAll(served.origin, 'ORIGIN');
    expect([exitCode, stdout, said]).toEqual([2, '', `error: ${message}\nhint: ${hint}\n`]);
  });

  test('what was stored does not come back, and cannot be removed: the key is told', () =>
    withTinyStore(
      {
        answer: (usual, { method }) => {
          if (method === 'DELETE') return tinyErrorAnswer(403, 'AccessDenied', 'No.');
          return method === 'GET' ? { ...usual(), body: Buffer.from('x') } : usual();
        },
      },
      async ({ origin, objects }) => {
        const run = await runAgainst(origin);
        const line =
          "ORIGIN does not return what was stored: GET KEY: the control was answered 200 with other bytes than the object's; find out what is missing: oss-range doctor";
        const keys = [...objects.keys()];
        expect(inShort(run, origin)).toEqual({
          ...unusable(line.replace('KEY', keys[0] ?? '')),
          leftovers: keys,
        });
        const probe = await runCli(['probe', 'bytes=0-1', ...flagsFor(origin)]);
        const last = [...objects.keys()].at(-1);
        expect([probe.exitCode, probe.stderr]).toEqual([2, expect.stringContaining(`; left behind: ${last}\n`)]);
      },
    ));
});

describe.concurrent('a mistake of the user ends with 3, before anything is sent', () => {
  test('a file of rows with a typo is refused with file and line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oss-range-specs-'));
    try {
      const file = join(folder, 'mine.yaml');
      const rows = [
        'topic: mine',
        'about: My rows.',
        'cases:',
        '  - id: mine/one',
        '    title: one',
        '    objct: bytes-1',
      ];
      await writeFile(file, `${rows.join('\n')}\n`);
      const { exitCode, stdout, stderr } = await runCli(['run', '--specs', file]);
      expect([exitCode, stdout, stderr.split('\n').filter((line) => line.includes('objct'))]).toEqual([
        3,
        '',
        [expect.stringContaining(`${file}:6:`)],
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('a scheme that needs credentials without any', async () => {
    const { exitCode, stdout, stderr } = await runCli(['run', '--auth', 'oss-v4', '--endpoint', served.origin]);
    expect([exitCode, stdout, stderr]).toEqual([3, '', expect.stringMatching(/^error: .+\nhint: .+\n$/)]);
  });
});

/** Of a port that was free a moment ago. */
async function unusedOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return `http://127.0.0.1:${address.port}`;
}
