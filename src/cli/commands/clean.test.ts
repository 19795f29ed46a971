import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReferenceEndpoint, type ReferenceEndpoint } from '../../reference/server/server.js';
import { flagsFor } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { rawRequest } from '../../testing/wire/raw-request.js';

let endpoint: ReferenceEndpoint;
beforeAll(async () => {
  endpoint = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [],
    acl: 'public-read-write',
  });
});
afterAll(() => endpoint.close());

/** Keys as interrupted runs leave them. */
const leftovers = [
  'oss-range-conformance/0123456789ab/bytes-1',
  'oss-range-conformance/0123456789ab/bytes-4194304',
  'oss-range-conformance/fedcba987654/bytes-0',
];

/** Keys of somebody else, as near as can be. */
const neighbours = [
  'oss-range-conformance',
  'oss-range-conformance/readme',
  'oss-range-conformance/abc/bytes-1',
  'oss-range-conformance/0123456789ab/bytes-1x',
  'oss-range-conformance/0123456789ab/bytes-',
  'oss-range-conformance/0123456789ab/deeper/bytes-1',
  'oss-range-conformance/0123456789AB/bytes-1',
  'oss-range-conformance2/0123456789ab/bytes-1',
  'other/0123456789ab/bytes-1',
  'other/oss-range-conformance/0123456789ab/bytes-1',
  '0123456789ab/bytes-1',
];

/** What is told of them. */
const alone =
  'left alone 7 keys below oss-range-conformance/ that no run writes: "oss-range-conformance/0123456789AB/bytes-1", "oss-range-conformance/0123456789ab/bytes-", "oss-range-conformance/0123456789ab/bytes-1x", …';

const put = (key: string) =>
  rawRequest({ port: endpoint.port, method: 'PUT', target: `/conformance/${key}`, body: 'x' });

/** What a run that was killed between the beginning and the end of an upload in parts leaves, and somebody else's. */
const begunByRuns = ['oss-range-conformance/0123456789ab/named/two-parts'];
const begunByOthers = ['oss-range-conformance/movie', 'other/named/two-parts'];

const begin = (key: string) =>
  rawRequest({ port: endpoint.port, method: 'POST', target: `/conformance/${key}?uploads`, body: '' });

/** Every key of a listing. */
async function keys(of = 'max-keys=1000'): Promise<string[]> {
  const { body } = await rawRequest({ port: endpoint.port, target: `/conformance/?${of}` });
  return [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key).sort();
}

test('what runs left behind is removed, and nothing else', { timeout: 30_000 }, async () => {
  await Promise.all([...leftovers, ...neighbours].map(put));
  for (const key of [...begunByRuns, ...begunByOthers]) await begin(key);
  const flags = flagsFor(endpoint.url);

  const look = await runCli(['clean', '--dry-run', '--older-than', '0s', ...flags]);
  expect([look.exitCode, look.stdout.replace(/upload [0-9A-F]{32}/, 'upload ID')]).toEqual([
    0,
    [
      alone,
      ...leftovers.map((key) => `would remove ${key}`),
      `would remove ${begunByRuns[0]} (upload ID)`,
      '4 found below oss-range-conformance/, 0 removed',
      '',
    ].join('\n'),
  ]);
  expect(await keys()).toEqual([...leftovers, ...neighbours].sort());

  const young = await runCli(['clean', ...flags]);
  expect([young.exitCode, young.stdout]).toEqual([
    0,
    [
      'kept 4 objects in 2 folders, younger than 24 h and in no journal on this machine: a run elsewhere may need them; if not, use --older-than 0s',
      alone,
      '0 found below oss-range-conformance/, 0 removed',
      '',
    ].join('\n'),
  ]);

  const clean = await runCli(['clean', '--older-than', '0s', ...flags]);
  expect([clean.exitCode, clean.stdout, clean.stderr]).toEqual([
    0,
    `${alone}\n4 found below oss-range-conformance/, 4 removed\n`,
    '',
  ]);
  expect(await keys()).toEqual([...neighbours].sort());
  expect(await keys('uploads')).toEqual(begunByOthers);

  const other = await runCli(['clean', '--prefix', '/other', '--older-than', '0s', ...flags]);
  expect([other.stdout, await keys()]).toEqual([
    'left alone 2 keys below other/ that no run writes: "other/oss-range-conformance/0123456789ab/bytes-1", "other/named/two-parts"\n1 found below other/, 1 removed\n',
    neighbours.filter((key) => key !== 'other/0123456789ab/bytes-1').sort(),
  ]);
});

test('deleted keys of which versions are left are removed for good, and young ones only if asked', {
  timeout: 30_000,
}, async () => {
  const versioned = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [],
    acl: 'public-read-write',
    versioning: true,
  });
  try {
    const ask = (method: string, target: string, body = '') =>
      rawRequest({ port: versioned.port, method, target: `/conformance/${target}`, ...(body ? { body } : {}) });
    const mine = 'oss-range-conformance/0123456789ab/bytes-1';
    for (const key of [mine, 'oss-range-conformance/readme']) {
      await ask('PUT', key, 'a');
      await ask('PUT', key, 'b');
      await ask('DELETE', key);
    }
    const flags = flagsFor(versioned.url);
    const young = await runCli(['clean', ...flags, '--older-than', '1h']);
    expect(young.stdout).toBe(
      [
        'kept 1 object in 1 folder, younger than 1 h and in no journal on this machine: a run elsewhere may need them; if not, use --older-than 0s',
        '0 found below oss-range-conformance/, 0 removed',
        '',
      ].join('\n'),
    );
    const clean = await runCli(['clean', '--older-than', '0s', ...flags]);
    expect([clean.exitCode, clean.stdout]).toEqual([0, '3 found below oss-range-conformance/, 3 removed\n']);
    const { body } = await ask('GET', '?versions&max-keys=1000');
    expect([...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key)).toEqual([
      ...Array(3).fill('oss-range-conformance/readme'),
    ]);
  } finally {
    await versioned.close();
  }
});
