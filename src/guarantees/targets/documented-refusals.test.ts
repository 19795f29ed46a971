import { describe, expect, test } from 'vitest';
import type { SignedRequest } from '../../reference/auth/signed-request.js';
import type { FaultHooks } from '../../reference/faults/fault.js';
import { createReferenceEndpoint } from '../../reference/server/server.js';
import { refuse } from '../../reference/wire/oss-error.js';
import { runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { runHere } from '../../testing/suite/run-here.js';

const key = { accessKeyId: 'a-key', accessKeySecret: 'a-secret' };
const env = { OSS_ACCESS_KEY_ID: key.accessKeyId, OSS_ACCESS_KEY_SECRET: key.accessKeySecret };

async function withStore<T>(hooks: FaultHooks, use: (origin: string) => Promise<T>): Promise<T> {
  const endpoint = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [key],
    acl: 'private',
    versioning: true,
    fault: { name: 'other', sentence: 'Differs.', because: 'Documents say so.', hooks },
  });
  try {
    return await use(endpoint.url);
  } finally {
    await endpoint.close();
  }
}

const isV1 = ({ headers, query }: SignedRequest): boolean =>
  headers.some(([name, value]) => name.toLowerCase() === 'authorization' && value.startsWith('OSS ')) ||
  query.some(([name]) => name === 'OSSAccessKeyId');

/** Refuses V1 signatures with the number of the vendor's page on that, or with no more than a code. */
const withoutV1 = (refusal: () => Error): FaultHooks => ({
  identify: (usual, request) => {
    if (isV1(request)) throw refusal();
    return usual(request);
  },
});
const closedToV1 = withoutV1(() =>
  refuse('AccessDenied', {
    message: 'OSS no longer supports V1 signatures.',
    details: [['EC', '0002-00000080']],
    headers: [['x-oss-ec', '0002-00000080']],
  }),
);

/** Answers a plain GET of an object with a key like this one by other bytes. */
const garbled = (path: RegExp, isMeant: (query: readonly string[]) => boolean): FaultHooks => ({
  answer: (usual, { request }) =>
    usual.status === 200 &&
    request.method === 'GET' &&
    path.test(request.path) &&
    isMeant(request.query.map(([name]) => name))
      ? {
          ...usual,
          body: [Buffer.alloc(Number(usual.headers.find(([name]) => name === 'Content-Length')?.[1] ?? 0), '.')],
        }
      : usual,
});

const everything = ['--case', '*/*', '--runs', '0', '--strict'];

describe.concurrent('a store that does what the vendor documents passes, whichever of the ways it takes', {
  timeout: 60_000,
}, () => {
  test.for<[what: string, hooks: FaultHooks, notApplicable: RegExp]>([
    ['response-content-type is refused with 400', { choices: { typeOverride: 'refused' } }, /^directory\//],
    ['response-content-type is applied', { choices: { typeOverride: 'by-domain' } }, /^directory\//],
    ['folders are plain empty objects', {}, /^directory\//],
    ['V1 is refused by name', closedToV1, /^directory\/|\/v1|\/twice$/],
  ])('%s', async ([, hooks, notApplicable]) =>
    withStore(hooks, async (origin) => {
      const { exitCode, report } = await runHere(origin, everything, { env });
      const skipped = report.checks.filter(({ verdict }) => verdict === 'not-applicable').map(({ id }) => id);
      const inVain = skipped.filter((id) => !notApplicable.test(id));
      expect([exitCode, report.totals.violates, report.totals.inconclusive, inVain]).toEqual([0, 0, 0, []]);
    }),
  );

  test('by the profile of the public service, whose address a flag replaces', () =>
    withStore(closedToV1, async (origin) => {
      const profile = [
        '--target',
        'fixtures/targets/oss-public.yaml',
        '--addressing',
        'path',
        '--region',
        'cn-hangzhou',
      ];
      const { exitCode, report } = await runHere(origin, [...profile, '--case', 'signed-header', '--runs', '0'], {
        env,
      });
      const skipped = report.checks.filter(({ verdict }) => verdict === 'not-applicable').map(({ id }) => id);
      expect([exitCode, report.target.name, new Set(skipped)]).toEqual([
        0,
        'Alibaba Cloud OSS, public endpoint',
        new Set([
          'signed-header/v1-mode-unsigned',
          'signed-header/twice',
          'signed-header/v1',
          'signed-header/v1-wrong-signature',
        ]),
      ]);
    }));

  test('all of it at once, by the program', () =>
    withStore({ ...closedToV1, choices: { typeOverride: 'refused' } }, async (origin) => {
      const topics = ['answer-fields', 'folder-object', 'presigned', 'signed-header'].flatMap((topic) => [
        '--case',
        topic,
      ]);
      const { exitCode, report } = await runAgainst(origin, [...topics, '--runs', '0'], { env });
      const reasons = new Set(report.checks.flatMap(({ reason }) => reason ?? []));
      expect([exitCode, [...reasons], report.notices]).toEqual([
        0,
        ['the target lacks v1: GET with a V1 signature was answered 403 AccessDenied (EC 0002-00000080)'],
        [
          'The target lacks v1 (GET with a V1 signature was answered 403 AccessDenied (EC 0002-00000080)); checks that need it are not applicable.',
        ],
      ]);
    }));
});

describe.concurrent('a wrong answer beside each of these is a violation', { timeout: 60_000 }, () => {
  test.for<[what: string, topic: string, hooks: FaultHooks, violated: string]>([
    [
      'other bytes beside response-content-type',
      'answer-fields',
      {
        choices: { typeOverride: 'by-domain' },
        ...garbled(/text\.txt$/, (query) => query.includes('response-content-type')),
      },
      'answer-fields/override-type-of-all required',
    ],
    [
      'another code for it, which is only observed, but a response-cache-control that does nothing',
      'answer-fields',
      { request: (request) => ({ ...request, query: request.query.filter(([name]) => !/cache-control/.test(name)) }) },
      'answer-fields/override-cache-control required',
    ],
    [
      'a folder that is not found',
      'folder-object',
      {
        answer: (usual, { request, range }) =>
          range !== null && request.path.endsWith('/') ? { ...usual, status: 404, body: [] } : usual,
      },
      'folder-object/open expected',
    ],
    [
      'a V1 signature that is called wrong',
      'signed-header',
      withoutV1(() => refuse('SignatureDoesNotMatch')),
      'signed-header/v1 expected',
    ],
    [
      'a V1 URL with a range that is not applied',
      'presigned',
      {
        request: (request) =>
          request.query.some(([name]) => name === 'OSSAccessKeyId')
            ? { ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== 'range') }
            : request,
      },
      'presigned/v1-range required',
    ],
  ])('%s', async ([, topic, hooks, violated]) =>
    withStore(hooks, async (origin) => {
      const { exitCode, report } = await runHere(origin, ['--case', topic, '--runs', '0', '--strict'], { env });
      const found = report.checks.filter(({ verdict }) => verdict === 'violates');
      const shown = found.map(
        ({ id, aspects }) => `${id} ${aspects.find(({ verdict }) => verdict === 'violates')?.level}`,
      );
      expect([exitCode, shown]).toEqual([1, expect.arrayContaining([violated])]);
    }),
  );
});

describe.concurrent('a target that takes no V1 signatures', { timeout: 60_000 }, () => {
  test('is told to a run that signs by V1, with what to use instead', () =>
    withStore(closedToV1, async (origin) => {
      const { exitCode, report } = await runHere(origin, ['--auth', 'oss-v1', '--case', 'suffix'], { env });
      expect([exitCode, report.gate]).toEqual([
        2,
        [
          `${origin} does not accept V1 signatures for this bucket (AccessDenied, EC 0002-00000080); sign with V4: --auth oss-v4, with --region if the endpoint does not name it`,
        ],
      ]);
    }));

  test('is told by the doctor, for either way of asking', () =>
    withStore(closedToV1, async (origin) => {
      const flags = ['doctor', '--endpoint', origin, '--bucket', 'conformance', '--region', 'cn-hangzhou'];
      const [v4, v1] = await Promise.all([
        runCli(flags, { env }),
        runCli([...flags, '--auth', 'oss-v1-presigned'], { env }),
      ]);
      expect(v4.stdout).toContain(
        'note    v1               not supported: GET with a V1 signature was answered 403 AccessDenied (EC 0002-00000080)\n',
      );
      expect([v4.exitCode, v1.exitCode]).toEqual([0, 2]);
      expect(v1.stdout).toContain('does not accept V1 signatures for this bucket (AccessDenied, EC 0002-00000080)');
      expect(v1.stdout).toContain('sign with V4: --auth oss-v4-presigned');
    }));
});
