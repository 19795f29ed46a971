import { describe, expect, test } from 'vitest';
import { type Mangling, refusal, withMangledEndpoint } from '../../testing/store/mangled-endpoint.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { runHere } from '../../testing/suite/run-here.js';

const run = (mangling: Mangling) =>
  withMangledEndpoint(mangling, (origin) => runHere(origin, ['--large', '--case', 'large-objects']));

/** Reads positions of more than so many bits as their lowest bits. */
const wrapping = (bits: bigint): Mangling => ({
  before: ({ headers }) => {
    const fields = headers as Record<string, string | undefined>;
    if (fields.range !== undefined) {
      fields.range = fields.range.replace(/\d+/g, (digits) => String(BigInt.asUintN(Number(bits), BigInt(digits))));
    }
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(fields.range ?? '') ?? [];
    // An inverted range, and an open one from the wrong position, bring back gigabytes.
    const isHuge = first !== undefined && (last === '' || Number(last) < Number(first));
    return isHuge ? { status: 206, body: Buffer.alloc(10) } : null;
  },
});

const verdicts = ({ report }: Awaited<ReturnType<typeof run>>, verdict: string): string[] => [
  ...new Set(report.checks.filter((check) => check.verdict === verdict).map(({ id }) => id.replace(/^.*\//, ''))),
];

describe.concurrent('an object past 4 GiB', { timeout: 60_000 }, () => {
  test('is read across positions of 2^31 and 2^32, and little is sent for it', async () => {
    const done = await run({});
    expect([done.exitCode, verdicts(done, 'conforms').length, done.report.leftovers]).toEqual([0, 8, []]);
    expect(done.report.run.bytesSent).toBeLessThan(20 * 2 ** 20);
    expect(done.report.run.bytesReceived).toBeLessThan(2 ** 20);
  });

  test.each([
    [32n, ['across-4-gib', 'last-byte', 'open-tail', 'thousand-past-4-gib']],
    [31n, ['across-2-gib', 'across-4-gib', 'first-past-2-gib', 'last-byte', 'open-tail', 'thousand-past-4-gib']],
  ])('shows a store that knows positions of %d bits', async (bits, wrong) => {
    const done = await run(wrapping(bits));
    expect([done.exitCode, verdicts(done, 'violates').sort()]).toEqual([1, wrong]);
  });

  test('cannot be asked for where the store copies no parts', async () => {
    const done = await run({
      before: ({ headers }) => (headers['x-oss-copy-source'] === undefined ? null : refusal(501, 'NotImplemented')),
    });
    expect([verdicts(done, 'not-applicable').length, done.report.checks[0]?.reason]).toEqual([
      8,
      'the target lacks part-copy: PUT ?uploadId with x-oss-copy-source was answered 501 NotImplemented',
    ]);
  });

  test('is asked for only on demand', async () => {
    const { exitCode, stderr } = await runCli(['run', '--case', 'large-objects']);
    expect([exitCode, stderr]).toEqual([
      3,
      `error: the selected checks need objects over 4 GiB
hint: add --large, which sends 16 MiB
`,
    ]);
  });
});
