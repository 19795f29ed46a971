import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceEndpoint, type ReferenceEndpoint } from '../../reference/server/server.js';
import { openSender } from '../../run/sender/open-sender.js';
import { readOwnKey } from '../../run/sender/own-key.js';
import { runAgainst } from '../../testing/suite/conformance-run.js';
import { runHere } from '../../testing/suite/run-here.js';

const credentials = { accessKeyId: 'the-key-id', accessKeySecret: 'the-key-secret' };
const bytes = randomBytes(12_345);
const object = 'pub/0123456789ab/named/file.bin';
let endpoint: ReferenceEndpoint;

beforeAll(async () => {
  const place = { bucket: 'conformance', region: 'cn-hangzhou' };
  endpoint = await createReferenceEndpoint({ ...place, credentials: [credentials], acl: 'public-read' });
  const target = { ...place, name: '', endpoint: new URL(endpoint.url), capabilities: {} };
  const owner = openSender(
    { ...target, addressing: 'path', auth: 'oss-v4', credentials },
    { concurrency: 1, timeoutMs: 4_000, prefix: 'pub/' },
  );
  await owner.send({
    method: 'PUT',
    key: readOwnKey(object, 'pub/')!,
    body: { length: bytes.length, chunks: () => [bytes] },
  });
  await owner.close();
});
afterAll(() => endpoint.close());

describe.concurrent('a bucket that anybody may read and nobody may write', { timeout: 60_000 }, () => {
  test('cannot be tested without credentials as it is, and the run says how it can', async () => {
    const { exitCode, report } = await runAgainst(endpoint.url);
    expect([exitCode, report.run.requests, report.gate]).toEqual([
      2,
      1,
      [
        `${endpoint.url} does not allow anyone to PUT objects of bucket conformance without credentials (AccessDenied); set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or name a public object: --object KEY; if the bucket is meant to be public, check its ACL and Block Public Access, which overrides it`,
      ],
    ]);
  });

  test('conforms by one of its objects, with signatures and overrides not applicable', async () => {
    const flags = ['--auth', 'anonymous', '--object', object, '--case', '**', '--runs', '5', '--strict'];
    const { exitCode, report } = await runHere(endpoint.url, flags);
    const reasons = new Set(report.checks.flatMap(({ reason }) => reason ?? []));
    expect([exitCode, report.totals.violates, report.totals.conforms > 350, [...reasons].sort()]).toEqual([
      0,
      0,
      true,
      [
        'the row signs its request, but there is no access key',
        'the target lacks private-objects: GET without credentials was answered 200',
        'unsigned requests cannot override response fields',
      ],
    ]);
    // A row about that very refusal is asked.
    const refused = report.checks.filter(({ id }) => id === 'answer-fields/override-anonymous');
    expect(refused.map(({ verdict }) => verdict)).toEqual(['conforms', 'conforms']);
  });
});
