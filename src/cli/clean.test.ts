import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReferenceEndpoint, type ReferenceEndpoint } from '../reference/server.js';
import { flagsFor } from '../testing/conformance-run.js';
import { rawRequest } from '../testing/raw-request.js';
import { runCli } from '../testing/run-cli.js';

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

/** Keys as an interrupted run leaves them, more than one page of a listing has. */
const leftovers = [
  'oss-range-conformance/0123456789ab/bytes-1',
  'oss-range-conformance/0123456789ab/bytes-4194304',
  ...Array.from({ length: 1_001 }, (_, index) => `oss-range-conformance/fedcba987654/bytes-${index}`),
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

const put = (key: string) =>
  rawRequest({ port: endpoint.port, method: 'PUT', target: `/conformance/${key}`, body: 'x' });

/** Every key that is there. */
async function keys(): Promise<string[]> {
  const found: string[] = [];
  for (let after = ''; ; after = found.at(-1) ?? '') {
    const target = `/conformance/?list-type=2&max-keys=1000&start-after=${encodeURIComponent(after)}`;
    const { body } = await rawRequest({ port: endpoint.port, target });
    const page = [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
    if (page.length === 0) return found;
    found.push(...page);
  }
}

test('what runs left behind is removed, and nothing else', { timeout: 30_000 }, async () => {
  await Promise.all([...leftovers, ...neighbours].map(put));
  const flags = flagsFor(endpoint.url);

  const look = await runCli(['clean', '--dry-run', ...flags]);
  expect([look.exitCode, look.stdout.split('\n').filter((line) => line.startsWith('would remove')).length]).toEqual([
    0,
    leftovers.length,
  ]);
  expect(look.stdout.trimEnd().split('\n').at(-1)).toBe('1003 found below oss-range-conformance/, 0 removed');
  expect((await keys()).sort()).toEqual([...leftovers, ...neighbours].sort());

  const clean = await runCli(['clean', ...flags]);
  expect([clean.exitCode, clean.stdout, clean.stderr]).toEqual([
    0,
    '1003 found below oss-range-conformance/, 1003 removed\n',
    '',
  ]);
  expect((await keys()).sort()).toEqual([...neighbours].sort());

  const other = await runCli(['clean', '--prefix', '/other', ...flags]);
  expect([other.stdout, (await keys()).includes('other/0123456789ab/bytes-1')]).toEqual([
    '1 found below other/, 1 removed\n',
    false,
  ]);
});
