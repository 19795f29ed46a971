import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignedRequest } from '../../reference/auth/signed-request.js';
import type { FaultHooks } from '../../reference/faults/fault.js';
import { createReferenceEndpoint, type ReferenceEndpoint } from '../../reference/server/server.js';
import type { StorageRequest } from '../../reference/server/storage-request.js';
import { refuse } from '../../reference/wire/oss-error.js';
import { flagsFor } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { runHere } from '../../testing/suite/run-here.js';
import { withFolder } from '../../testing/suite/with-folder.js';

const env = { OSS_ACCESS_KEY_ID: 'the-key-id', OSS_ACCESS_KEY_SECRET: 'the-key-secret' };
const foreign = /^(?:if-(?:none-)?match|if-(?:un)?modified-since|x-oss-multi-range-behavior)$/i;

const isV1 = ({ headers, query }: SignedRequest): boolean =>
  headers.some(([name, value]) => name.toLowerCase() === 'authorization' && value.startsWith('OSS ')) ||
  query.some(([name]) => name === 'OSSAccessKeyId');

/** Says of conditions, several ranges and the V1 signature that it has them not. */
const refusing: FaultHooks = {
  identify: (usual, request) => {
    if (isV1(request)) throw refuse('InvalidArgument', { message: 'The signature version is not supported.' });
    return usual(request);
  },
  request: (request: StorageRequest) => {
    if (request.headers.some(([name]) => foreign.test(name))) throw refuse('NotImplemented');
    return request;
  },
};

/** Takes them, and gets them wrong. */
const misbehaving: FaultHooks = {
  identify: (usual, request) => {
    if (isV1(request)) throw refuse('SignatureDoesNotMatch');
    return usual(request);
  },
  request: (request) => ({ ...request, headers: request.headers.filter(([name]) => !foreign.test(name)) }),
};

const endpoints: ReferenceEndpoint[] = [];
beforeAll(async () => {
  const credentials = [{ accessKeyId: env.OSS_ACCESS_KEY_ID, accessKeySecret: env.OSS_ACCESS_KEY_SECRET }];
  const place = { bucket: 'conformance', region: 'cn-hangzhou', acl: 'private', credentials } as const;
  for (const hooks of [refusing, misbehaving]) {
    const fault = { name: 'lacks', sentence: 'Lacks something.', because: 'Not everybody has it.', hooks };
    endpoints.push(await createReferenceEndpoint({ ...place, fault }));
  }
});
afterAll(() => Promise.all(endpoints.map((endpoint) => endpoint.close())));

const topics = ['conditions', 'multi-range', 'presigned', 'signed-header'];
const selection = [...topics.flatMap((topic) => ['--case', topic]), '--runs', '0'];

const withProfile = <T>(lines: readonly string[], use: (file: string) => Promise<T>): Promise<T> =>
  withFolder(async (folder) => {
    const file = join(folder, 'mine.yaml');
    await writeFile(file, ['capabilities:', ...lines.map((line) => `  ${line}`), ''].join('\n'));
    return use(file);
  });

describe.concurrent('what a target lacks of ways to ask', { timeout: 60_000 }, () => {
  test('is not applicable where it says so itself, told once each, and everything else is judged', async () => {
    const { exitCode, report } = await runHere(endpoints[0]!.url, selection, { env });
    const { planned, conforms, notApplicable } = report.totals;
    const needy = report.checks.filter(({ verdict }) => verdict === 'not-applicable');
    expect([exitCode, conforms + notApplicable, conforms > 20]).toEqual([0, planned, true]);
    expect(report.notices).toEqual([
      'The target lacks conditions (GET with If-None-Match was answered 501 NotImplemented); checks that need it are not applicable.',
      'The target lacks multi-range (GET of two ranges with x-oss-multi-range-behavior was answered 501 NotImplemented); checks that need it are not applicable.',
      'The target lacks v1 (GET with a V1 signature was answered 400 InvalidArgument); checks that need it are not applicable.',
    ]);
    const inVain = needy.filter(({ id }) => !/^(?:conditions|multi-range)\/|\/v1|\/twice$/.test(id));
    expect(inVain.map(({ id }) => id)).toEqual([]);
  });

  test('is a violation where it takes the request and gets it wrong', async () => {
    const { exitCode, report } = await runHere(endpoints[1]!.url, selection, { env });
    const violated = new Set(report.checks.filter(({ verdict }) => verdict === 'violates').map(({ topic }) => topic));
    expect([exitCode, report.totals.notApplicable, [...violated].sort()]).toEqual([1, 0, [...topics].sort()]);
  });

  test('is not applicable where declared in its profile, and nobody asks for it', () =>
    withProfile(['conditions: a cache', 'multi-range: false', 'v1: switched off'], async (file) => {
      const { exitCode, report } = await runHere(endpoints[1]!.url, ['--target', file, ...selection], { env });
      expect([exitCode, report.totals.violates, report.notices]).toEqual([
        0,
        0,
        [
          'The target lacks conditions (a cache); checks that need it are not applicable.',
          'The target lacks multi-range (declared in its profile); checks that need it are not applicable.',
          'The target lacks v1 (switched off); checks that need it are not applicable.',
        ],
      ]);
    }));

  test('is never skipped where its profile claims it', () =>
    withProfile(['conditions: true'], async (file) => {
      const flags = ['--target', file, '--case', 'conditions', '--runs', '0'];
      const { exitCode, report } = await runHere(endpoints[0]!.url, flags, { env });
      const causes = new Set(report.checks.map(({ cause }) => cause?.message));
      expect([exitCode, report.totals.inconclusive, [...causes]]).toEqual([
        2,
        report.totals.planned,
        ['the target is declared to have conditions, and GET with If-None-Match was answered 501 NotImplemented'],
      ]);
    }));

  test('is in the table of the doctor', async () => {
    const { exitCode, stdout } = await runCli(['doctor', ...flagsFor(endpoints[0]!.url)], { env });
    expect([exitCode, stdout.trimEnd().split('\n').slice(-8)]).toEqual([
      0,
      [
        'note    conditions       not supported: GET with If-None-Match was answered 501 NotImplemented',
        'note    multi-range      not supported: GET of two ranges with x-oss-multi-range-behavior was answered 501 NotImplemented',
        'ok      v4               supported',
        'note    v1               not supported: GET with a V1 signature was answered 400 InvalidArgument',
        'ok      presign, v4      supported',
        'note    presign, v1      not supported: GET of a V1 presigned URL was answered 400 InvalidArgument',
        'ok      private-objects  supported',
        'ok      virtual-host     supported',
      ],
    ]);
  });

  test.each([
    ['v4: false', [], '--auth oss-v4 needs v4, which is declared as missing'],
    [
      'presign: there is a proxy',
      ['--auth', 'oss-v1-presigned'],
      '--auth oss-v1-presigned needs presign, which is declared as missing',
    ],
    [
      'virtual-host: false',
      ['--addressing', 'virtual'],
      '--addressing virtual needs virtual-host, which is declared as missing',
    ],
  ])('ends a run that is to ask for everything so: %s', (line, flags, message) =>
    withProfile([line], async (file) => {
      const { exitCode, stderr } = await runCli(['run', ...flagsFor(endpoints[0]!.url), '--target', file, ...flags], {
        env,
      });
      expect([exitCode, stderr]).toEqual([3, expect.stringMatching(new RegExp(`^error: ${message}\nhint: .+\n$`))]);
    }),
  );
});
