import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli, runLine } from '../../testing/suite/run-cli.js';
import { runHere } from '../../testing/suite/run-here.js';
import { type Served, serve } from '../../testing/suite/serve.js';

const env = { OSS_ACCESS_KEY_ID: 'the-key-id', OSS_ACCESS_KEY_SECRET: 'the-key-secret' };
let served: Served;
beforeAll(async () => {
  served = await serve(['--acl', 'private', '--request-payer'], env);
});
afterAll(() => served.stop());

/** Copies are signed in another place than reads, rows with a signature of their own in yet another. */
const topics = ['object-kinds', 'part-copy', 'presigned', 'signed-header', 'property/freshness'];
const selection = [...topics.flatMap((topic) => ['--case', topic]), '--runs', '1'];

describe.concurrent('a bucket for which whoever asks pays', { timeout: 60_000 }, () => {
  test('refuses who does not agree to, and the run says how', async () => {
    const { exitCode, report } = await runAgainst(served.origin, ['--case', 'open'], { env });
    expect([exitCode, report.run.requests, report.gate]).toEqual([
      2,
      1,
      ['bucket conformance is a requester-pays bucket (AccessDenied); accept the cost with --request-payer'],
    ]);
  });

  test.each(['oss-v4', 'oss-v1-presigned', 'aws-v4'])('conforms for who agrees, in each request (%s)', async (auth) => {
    const run = await runHere(served.origin, ['--request-payer', '--auth', auth, ...selection], { env });
    const { planned, conforms, notApplicable } = run.report.totals;
    expect([run.exitCode, conforms + notApplicable, conforms > 20, run.report.leftovers]).toEqual([
      0,
      planned,
      true,
      [],
    ]);
    expect(run.report.target.requestPayer).toBe(true);
    const field = auth === 'aws-v4' ? 'x-amz-request-payer' : 'x-oss-request-payer';
    const asked = run.report.checks.filter(({ response }) => response);
    expect(
      asked.filter(({ request }) => !request.headers.some(([name]) => name === field)).map(({ id }) => id),
    ).toEqual([]);
    if (auth !== 'oss-v4') return;
    const { command } = asked.find(({ id }) => id === 'part-copy/inside')!.repro;
    expect((await runLine(`${command} --report json=-`, { env })).exitCode).toBe(0);
  });

  test('is looked at by doctor, too', async () => {
    const place = ['--endpoint', served.origin, '--bucket', 'conformance', '--region', 'cn-hangzhou'];
    const { exitCode, stdout } = await runCli(['doctor', ...place, '--request-payer'], { env });
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^ok +write /m)]);
  });
});
