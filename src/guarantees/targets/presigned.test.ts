import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runHere } from '../../testing/suite/run-here.js';
import { type Served, serve } from '../../testing/suite/serve.js';

const env = { OSS_ACCESS_KEY_ID: 'the-key-id', OSS_ACCESS_KEY_SECRET: 'the-secret', OSS_SESSION_TOKEN: 'the-token' };

let served: Served;
beforeAll(async () => {
  served = await serve(['--acl', 'private', '--versioning'], env);
});
afterAll(() => served.stop());

/** The mode header in every form, keys and queries that need escaping, objects of every kind, and rows with a signature of their own. */
const selection = [
  ...[
    'mode-header',
    'special-keys',
    'object-kinds',
    'part-copy',
    'presigned',
    'signed-header',
    'answer-fields',
    'head',
  ],
  ...['property/agreement', 'property/spelling', 'property/freshness'],
].flatMap((topic) => ['--case', topic]);

describe.concurrent('a run by presigned URLs conforms', { timeout: 60_000 }, () => {
  test.each([
    ['oss-v4-presigned', 'x-oss-expires=3600', 'x-oss-signature=<redacted>'],
    ['oss-v1-presigned', 'OSSAccessKeyId=<redacted>', 'Signature=<redacted>'],
    ['aws-v4-presigned', 'X-Amz-Expires=3600', 'X-Amz-Signature=<redacted>'],
  ])('%s', async (auth, ...shown) => {
    const flags = ['--auth', auth, ...selection, '--runs', '5'];
    const { exitCode, report, reportText } = await runHere(served.origin, flags, { env });
    const { planned, conforms, notApplicable } = report.totals;
    expect([exitCode, conforms + notApplicable, report.leftovers, report.target.auth]).toEqual([0, planned, [], auth]);
    // Rows with a signature of their own keep it, and a copy of a part is signed in the header.
    const asked = report.checks.filter(({ topic, response }) => response && !/signed|copy/.test(topic));
    const inHeader = asked.filter(({ request }) => request.headers.some(([name]) => /^authorization$/i.test(name)));
    const elsewhere = asked.filter(
      ({ request, id }) => !shown.every((part) => request.url.includes(part)) && !id.endsWith('-anonymous'),
    );
    expect([asked.length > 80, inHeader.map(({ id }) => id), elsewhere.map(({ id }) => id)]).toEqual([true, [], []]);
    const standard = asked.find(({ behaviour, id }) => behaviour === 'standard' && id.startsWith('special-keys/'));
    expect(standard?.request.headers).toContainEqual(['x-oss-range-behavior', 'standard']);
    for (const secret of Object.values(env)) expect(reportText).not.toContain(secret);
  });
});

test('what is wrong with presigned URLs alone shows in such a run, and in no other', async () => {
  const broken = await serve(['--acl', 'private', '--fault', 'presigned-mode-ignored'], env);
  try {
    const flags = ['--case', 'end-past-eof/from-the-middle', '--runs', '0'];
    const runs = ['oss-v4-presigned', 'oss-v1-presigned', 'oss-v4'].map(async (auth) => {
      const { exitCode } = await runHere(broken.origin, [...flags, '--auth', auth], { env });
      return exitCode;
    });
    expect(await Promise.all(runs)).toEqual([1, 1, 0]);
  } finally {
    await broken.stop();
  }
}, 60_000);
