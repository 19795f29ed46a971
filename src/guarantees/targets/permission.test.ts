import { describe, expect, test } from 'vitest';
import { faultNamed } from '../../reference/faults/faults.js';
import type { AccessControl } from '../../reference/objects/store.js';
import { createReferenceEndpoint } from '../../reference/server/server.js';
import { runHere } from '../../testing/suite/run-here.js';

const key = { accessKeyId: 'a-key', accessKeySecret: 'a-secret' };
const env = { OSS_ACCESS_KEY_ID: key.accessKeyId, OSS_ACCESS_KEY_SECRET: key.accessKeySecret };
const flags = ['--case', 'errors/no-permission*', '--runs', '0'];

async function verdictsOf(acl: AccessControl, fault = 'as-it-is') {
  const endpoint = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [key],
    acl,
    fault: faultNamed(fault),
  });
  try {
    const { report } = await runHere(endpoint.url, flags, { env });
    return report.checks.map(({ id, behaviour, verdict, reason }) => [
      id.replace('errors/', ''),
      behaviour,
      verdict,
      ...(reason ? [reason] : []),
    ]);
  } finally {
    await endpoint.close();
  }
}

const rows = (...verdict: string[]) =>
  ['no-permission', 'no-permission-with-a-range'].flatMap((id) =>
    ['default', 'standard'].map((behaviour) => [id, behaviour, ...verdict]),
  );

describe.concurrent('a caller who may not read an object', { timeout: 60_000 }, () => {
  test('is refused where objects are private', async () => {
    expect(await verdictsOf('private')).toEqual(rows('conforms'));
  });

  test('is there nowhere where anyone may read them', async () => {
    expect(await verdictsOf('public-read')).toEqual(
      rows('not-applicable', 'the target lacks private-objects: GET without credentials was answered 200'),
    );
  });

  test('is told of no missing key', async () => {
    expect(await verdictsOf('private', 'private-objects-not-found')).toEqual(rows('violates'));
  });

  test('gets no part, either', async () => {
    const [whole, , part] = [...(await verdictsOf('private', 'private-parts-for-anyone'))].map(
      ([, , verdict]) => verdict,
    );
    expect([whole, part]).toEqual(['conforms', 'violates']);
  });
});
