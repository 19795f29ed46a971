import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PropertyReport } from '../report/document.js';
import { runAgainst } from '../testing/conformance-run.js';
import { type PrintedViolation, printedViolations } from '../testing/printed-violation.js';
import { runLine } from '../testing/run-cli.js';
import { deviations } from '../testing/tiny-deviations.js';
import { withTinyStore } from '../testing/tiny-store.js';

/** The smallest question that breaks a law, and where the draws led to it. */
const found = ({ name, behaviour, counterexample }: PropertyReport) => {
  const { path, shrinks, request, received } = counterexample!;
  return { name, behaviour, size: request.objectSize, range: request.range, received, path, shrinks };
};

/** The row as printed, without the line that introduces it. */
const pasted = ({ row }: PrintedViolation): string => row.slice(1).join('\n');

describe.concurrent('a counterexample', () => {
  test('is the same for the same seed, whatever else is run', () =>
    withTinyStore(deviations.clampsUnderDefault, async ({ origin }) => {
      const one = ['--case', 'property/end-past-eof', '--behaviour', 'default'];
      const more = ['--case', 'property/end-past-eof', '--case', 'property/open'];
      const runs = await Promise.all(
        [one, one, more].map((selection) => runAgainst(origin, [...selection, '--runs', '30', '--seed', '99'])),
      );
      const [first, ...others] = runs.map(({ report }) =>
        report.properties.filter(({ verdict }) => verdict === 'violates').map(found),
      );
      expect(first).toHaveLength(1);
      expect(others).toEqual([first, first]);
    }));

  test.each([
    [
      'a clamped end under default',
      deviations.clampsUnderDefault,
      'end-past-eof',
      { size: 1, range: ['bytes=0-1'], received: '206, the whole object (1 bytes), Content-Range: bytes 0-0/1' },
    ],
    [
      'a fault from 1,000 bytes on',
      {
        decide: (usual, _, size) =>
          usual.kind === 'part' && size >= 1000 && usual.first > 700 ? { kind: 'whole' } : usual,
      },
      'open',
      { size: 1000, range: ['bytes=701-'], received: '200, the whole object (1000 bytes)' },
    ],
  ] satisfies [string, Parameters<typeof withTinyStore>[0], string, object][])(
    'is as small as can be: %s',
    (_, deviation, family, smallest) =>
      withTinyStore(deviation, async ({ origin }) => {
        const { exitCode, report } = await runAgainst(origin, ['--case', `property/${family}`, '--seed', '5']);
        const [violation] = report.properties.filter(({ verdict }) => verdict === 'violates').map(found);
        expect([exitCode, violation]).toEqual([1, expect.objectContaining({ name: family, ...smallest })]);
      }),
  );

  test('can be repeated by its command, and pasted into a table as a row', { timeout: 30_000 }, () =>
    withTinyStore(deviations.clampsUnderDefault, async ({ origin }) => {
      const run = await runAgainst(origin, ['--case', 'property/end-past-eof', '--runs', '1', '--seed', '3']);
      const [violation] = printedViolations(run.stdout);
      const folder = await mkdtemp(join(tmpdir(), 'oss-range-specs-'));
      try {
        const file = join(folder, 'mine.yaml');
        const table = ['topic: end-past-eof', 'about: Found by drawing.', 'cases:', pasted(violation!), ''];
        await writeFile(file, table.join('\n'));
        const selection = ['--specs', file, '--case', 'end-past-eof/bytes-0-1-of-1'];
        const [again, byRow] = await Promise.all([
          runLine(violation!.repeat, { cwd: folder }),
          runAgainst(origin, selection),
        ]);
        expect([again.exitCode, printedViolations(again.stdout)]).toEqual([1, [violation]]);
        expect([byRow.exitCode, printedViolations(byRow.stdout).map(({ heading, row }) => [heading, row])]).toEqual([
          1,
          [['end-past-eof/bytes-0-1-of-1 (default) violates, required', [`${file}:4`]]],
        ]);
      } finally {
        await rm(folder, { recursive: true });
      }
    }),
  );

  test('of the table can be repeated by its command, too', () =>
    withTinyStore(deviations.suffixAsPrefix, async ({ origin }) => {
      const folder = await mkdtemp(join(tmpdir(), 'oss-range-run-'));
      try {
        const run = await runAgainst(origin, ['--case', 'suffix/last-half', '--behaviour', 'standard']);
        const [violation] = printedViolations(run.stdout);
        const again = await runLine(violation!.repeat, { cwd: folder });
        expect([again.exitCode, printedViolations(again.stdout)]).toEqual([1, [violation]]);
      } finally {
        await rm(folder, { recursive: true });
      }
    }));
});
