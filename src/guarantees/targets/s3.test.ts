import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { runHere } from '../../testing/suite/run-here.js';
import { type Served, serve } from '../../testing/suite/serve.js';

const env = { AWS_ACCESS_KEY_ID: 'the-key-id', AWS_SECRET_ACCESS_KEY: 'the-secret', AWS_SESSION_TOKEN: 'the-token' };

let served: Served;
beforeAll(async () => {
  const [OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_SESSION_TOKEN] = Object.values(env) as [string, string, string];
  const pair = { OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_SESSION_TOKEN };
  served = await serve(['--acl', 'private', '--versioning'], pair);
});
afterAll(() => served.stop());

/** Copies, parts, versions, several ranges: what has a name of its own in S3, and what is sent as it is. */
const topics = ['object-kinds', 'part-copy', 'mode-header', 'special-keys', 'property/{agreement,freshness}'].flatMap(
  (topic) => ['--case', topic],
);

describe.concurrent('an endpoint that takes the signature of S3', { timeout: 60_000 }, () => {
  test('is asked everything that is not of OSS alone, and conforms', async () => {
    const { exitCode, report } = await runHere(served.origin, ['--auth', 'aws-v4', '--case', '**', '--runs', '0'], {
      env,
    });
    const { planned, conforms, notApplicable } = report.totals;
    expect([exitCode, report.target.auth, conforms + notApplicable]).toEqual([0, 'aws-v4', planned]);
    const reasons = new Set(report.checks.flatMap(({ reason }) => reason ?? []));
    expect([...reasons].sort()).toEqual([
      'the S3 protocol has no OSS signatures',
      'the S3 protocol has no appendable objects',
      'the S3 protocol has no compression of stored objects',
      'the S3 protocol has no directories',
      'the S3 protocol has no field x-oss-delete-marker',
      'the S3 protocol has no field x-oss-ec',
      'the S3 protocol has no field x-oss-err',
      'the S3 protocol has no field x-oss-hash-crc64ecma',
      'the S3 protocol has no field x-oss-object-type',
      'the S3 protocol has no field x-oss-request-id',
      'the S3 protocol has no field x-oss-storage-class',
      'the S3 protocol has no symbolic links',
    ]);
    const ofCopies = report.checks.find(({ id }) => id === 'part-copy/inside');
    expect(ofCopies?.request.headers).toContainEqual(['x-amz-copy-source-range', 'bytes=51200-102399']);
    const standard = report.checks.find(({ id, behaviour }) => id === 'open/from-zero' && behaviour === 'standard');
    expect(standard?.request.headers).toContainEqual(['x-oss-range-behavior', 'standard']);
    expect(report.leftovers).toEqual([]);
  });

  test('with the bucket in Host, too', async () => {
    const flags = ['--auth', 'aws-v4', '--addressing', 'virtual', ...topics, '--runs', '1'];
    const { exitCode, report } = await runHere(served.origin, flags, { env });
    expect([exitCode, report.totals.violates, report.totals.conforms > 40]).toEqual([0, 0, true]);
  });

  test.each<[what: string, flags: string[], env: Record<string, string>, message: string, hint: string]>([
    [
      'the secret is wrong',
      ['--region', 'cn-hangzhou'],
      { ...env, AWS_SECRET_ACCESS_KEY: 'another' },
      'ORIGIN rejects the signature (SignatureDoesNotMatch)',
      'OSS_ACCESS_KEY_SECRET (or AWS_SECRET_ACCESS_KEY) does not belong to OSS_ACCESS_KEY_ID (or AWS_ACCESS_KEY_ID); correct it',
    ],
    [
      'the token is another',
      ['--region', 'cn-hangzhou'],
      { ...env, AWS_SESSION_TOKEN: 'another' },
      'ORIGIN rejects the security token',
      'OSS_SESSION_TOKEN (or AWS_SESSION_TOKEN) must belong to OSS_ACCESS_KEY_ID (or AWS_ACCESS_KEY_ID)',
    ],
    [
      'nobody said the region',
      [],
      env,
      'ORIGIN rejects the signature for region us-east-1 (AuthorizationHeaderMalformed)',
      'use --region cn-hangzhou',
    ],
  ])('and a probe where %s', async (_, flags, own, message, hint) => {
    const place = ['--endpoint', served.origin, '--bucket', 'conformance', '--auth', 'aws-v4', ...flags];
    const { exitCode, stdout, stderr } = await runCli(['probe', 'bytes=0-1', ...place], { env: own });
    const said = stderr.replaceAll(served.origin, 'ORIGIN');
    expect([exitCode, stdout, said]).toEqual([2, '', `error: ${message}\nhint: ${hint}\n`]);
  });

  test('a run with the wrong secret ends with 2 and says why', async () => {
    const flags = ['--auth', 'aws-v4', '--case', 'open'];
    const run = await runAgainst(served.origin, flags, { env: { ...env, AWS_SECRET_ACCESS_KEY: 'another' } });
    expect([run.exitCode, run.report.run.requests, run.report.gate]).toEqual([
      2,
      1,
      [expect.stringContaining('rejects the signature (SignatureDoesNotMatch)')],
    ]);
  });
});
