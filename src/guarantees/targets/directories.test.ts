import { describe, expect, test } from 'vitest';
import { faultNamed } from '../../reference/faults/faults.js';
import { createReferenceEndpoint } from '../../reference/server/server.js';
import { withTinyStore } from '../../testing/store/tiny-store.js';
import { runHere } from '../../testing/suite/run-here.js';

const declared = ['--case', 'directory', '--runs', '0', '--capability', 'hierarchical-namespace=true'];

/** Requests as `POST /conformance/…?x-oss-dir`, and what a run made of an endpoint with a fault. */
async function runOn(flags: readonly string[], fault?: string) {
  const requests: string[] = [];
  const endpoint = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [],
    acl: 'public-read-write',
    ...(fault === undefined ? {} : { fault: faultNamed(fault) }),
    onRequest: ({ method, path, query }) => void requests.push(`${method} ${path}?${query}`),
  });
  try {
    const { exitCode, report } = await runHere(endpoint.url, flags);
    const listing = await (await fetch(`${endpoint.url}/conformance?prefix=`)).text();
    return { exitCode, report, requests, isEmpty: !listing.includes('<Contents>') };
  } finally {
    await endpoint.close();
  }
}

describe.concurrent('directories of a hierarchical namespace', { timeout: 60_000 }, () => {
  test('are neither made nor read where that namespace is not declared', async () => {
    const { exitCode, report, requests } = await runOn([
      '--case',
      'directory',
      '--case',
      'folder-object',
      '--runs',
      '0',
    ]);
    const reasons = new Set(report.checks.flatMap(({ topic, reason }) => (reason ? [`${topic}: ${reason}`] : [])));
    expect([exitCode, [...reasons], requests.filter((line) => line.includes('x-oss-dir'))]).toEqual([
      0,
      [
        'directory: the target lacks hierarchical-namespace: it is not declared (--capability hierarchical-namespace=true declares it)',
      ],
      [],
    ]);
  });

  test('conform where it is, and are removed by an operation of their own', async () => {
    const { exitCode, report, requests, isEmpty } = await runOn(declared);
    const made = requests.filter((line) => line.endsWith('?x-oss-dir'));
    const removed = requests.filter((line) => line.endsWith('?x-oss-delete'));
    expect([exitCode, report.totals.conforms, report.leftovers, isEmpty]).toEqual([0, 12, [], true]);
    expect(made.length).toBe(1);
    expect(removed).toEqual(made.map((line) => line.replace('x-oss-dir', 'x-oss-delete')));
  });

  test.each(['directory-is-called-an-object', 'directory-range-refused'])(
    'violate with the fault %s',
    async (fault) => {
      const { exitCode, report } = await runOn(declared, fault);
      const levels = report.checks
        .filter(({ verdict, behaviour }) => verdict === 'violates' && behaviour === 'default')
        .map(({ level }) => level);
      expect([exitCode, new Set(levels)]).toEqual([1, new Set(['required'])]);
    },
  );

  test('are inconclusive at a store that is said to have them and makes none', () =>
    withTinyStore({}, async ({ origin }) => {
      const { exitCode, report } = await runHere(origin, declared);
      const causes = new Set(report.checks.map(({ cause }) => cause?.message));
      expect([exitCode, [...causes]]).toEqual([
        2,
        ['the target is declared to have hierarchical-namespace, and POST ?x-oss-dir was answered 404 NoSuchKey'],
      ]);
    }));
});
