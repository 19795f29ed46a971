import { expect, test } from 'vitest';
import { withMangledEndpoint } from '../testing/store/mangled-endpoint.js';
import { runAgainst } from '../testing/suite/conformance-run.js';

const missing = { status: 404, body: Buffer.from('<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>') };

test('what another process removes during a run is inconclusive, and never a violation', {
  timeout: 60_000,
}, async () => {
  let reads = 0;
  const mangling = {
    before: ({ method, target }: { method: string; target: string }) => {
      const isRead = (method === 'GET' || method === 'HEAD') && !/^\/conformance\/?\?/.test(target);
      if (isRead) reads += 1;
      return isRead && reads > 60 ? missing : null;
    },
  };
  await withMangledEndpoint(mangling, async (origin) => {
    const { exitCode, report } = await runAgainst(origin, ['--case', 'suffix', '--case', 'property/**', '--runs', '5']);
    expect([exitCode, report.totals.violates, report.totals.inconclusive > 0]).toEqual([2, 0, true]);
    expect(JSON.stringify(report)).toContain('the object was removed during the run');
  });
});

test('a store that answers 404 only for some ranges violates', { timeout: 60_000 }, async () => {
  const mangling = {
    before: ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
      `${headers.range}`.startsWith('bytes=-') ? missing : null,
  };
  await withMangledEndpoint(mangling, async (origin) => {
    const { exitCode, report } = await runAgainst(origin, ['--case', 'suffix', '--runs', '0']);
    expect([exitCode, report.totals.violates > 0]).toEqual([1, true]);
  });
});
