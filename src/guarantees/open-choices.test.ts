import { expect, test } from 'vitest';
import { createReferenceEndpoint } from '../reference/server/server.js';
import type { UnsettledChoices } from '../reference/server/unsettled.js';
import { runHere } from '../testing/suite/run-here.js';

/** The other answer to every question about several ranges, conditions, fields and the mode header that no source settles. */
const otherChoices: Partial<UnsettledChoices> = {
  multiRangeOrder: 'merged',
  multiRangeFailedStatus: 416,
  multiRangeUnderStandard: 'standard',
  standardList: 'refuse',
  standardEmptyObjectSuffix: 'refuse',
  defaultEmptyObjectZeroSuffix: 'whole',
  modeValue: 'any-value',
  repeatedMode: 'last',
  modeInQuery: 'honoured',
  headRange: 'honoured',
  ifRange: 'honoured',
  contentRangeOf416: 'present',
  contentMd5Of206: 'present',
  overridesOf206: 'ignored',
  symlinkRange: 'ignored',
  gzipWithRange: 'compressed',
  standardCopyRange: 'cut',
  typeOverride: 'refused',
  copySuffix: 'whole',
};
const key = { accessKeyId: 'a-key', accessKeySecret: 'a-secret' };

/** Runs everything but properties, strictly, with signed requests. */
async function runOn(unsettled: Partial<UnsettledChoices>) {
  const endpoint = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [key],
    acl: 'private',
    versioning: true,
    unsettled,
  });
  try {
    const env = { OSS_ACCESS_KEY_ID: key.accessKeyId, OSS_ACCESS_KEY_SECRET: key.accessKeySecret };
    const flags = ['--strict', '--case', '*/*', '--runs', '0', '--capability', 'hierarchical-namespace=true'];
    const { exitCode, report } = await runHere(endpoint.url, flags, { env });
    return { exitCode, totals: report.totals, checks: report.checks };
  } finally {
    await endpoint.close();
  }
}

test('endpoints that differ only where no source decides conform in every row', { timeout: 60_000 }, async () => {
  const [one, other] = await Promise.all([runOn({}), runOn(otherChoices)]);
  expect([one, other].map(({ exitCode, totals }) => [exitCode, totals.conforms])).toEqual([
    [0, one.totals.planned],
    [0, one.totals.planned],
  ]);
  const different = one.checks.filter(({ received }, index) => received !== other.checks[index]?.received);
  const topics = new Set(different.filter(({ level }) => level === 'observed').map(({ topic }) => topic));
  expect([...topics]).toEqual(
    expect.arrayContaining([
      'empty-object',
      'head-fields',
      'if-range',
      'mode-header',
      'multi-range',
      'object-kinds',
      'part-copy',
    ]),
  );
});
