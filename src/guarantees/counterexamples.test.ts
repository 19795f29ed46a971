import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PropertyReport } from '../report/document/document.js';
import { type PrintedViolation, printedViolations } from '../testing/readers/printed-violation.js';
import { deviations } from '../testing/store/tiny-deviations.js';
import { withTinyStore } from '../testing/store/tiny-store.js';
import { runAgainst } from '../testing/suite/conformance-run.js';
import { runLine } from '../testing/suite/run-cli.js';
import { runHere } from '../testing/suite/run-here.js';

/** The smallest question that breaks a law, and where the draws led to it. */
const found = ({ name, behaviour, counterexample }: PropertyReport) => {
  const { path, shrinks, request, received } = counterexample!;
  return { name, behaviour, size: request.objectSize, range: request.range, received, path, shrinks };
};

/** The row as printed, without the line that introduces it. */
const pasted = ({ row }: PrintedViolation): string => row.slice(1).join('\n');

describe.concurrent('a counterexample', { timeout: 60_000 }, () => {
  test('is the smallest, and the same for the same seed, whatever else is run', () =>
    withTinyStore(deviations.clampsUnderDefault, async ({ origin }) => {
      const alone = ['--case', 'property/end-past-eof', '--behaviour', 'default'];
      const amongOthers = ['--case', 'property/end-past-eof', '--case', 'property/open'];
      const runs = await Promise.all(
        [alone, amongOthers].map((selection) => runHere(origin, [...selection, '--runs', '30', '--seed', '99'])),
      );
      const [first, second] = runs.map(({ report }) =>
        report.properties.filter(({ verdict }) => verdict === 'violates').map(found),
      );
      expect(first).toEqual([
        expect.objectContaining({
          name: 'end-past-eof',
          behaviour: 'default',
          size: 1,
          range: ['bytes=0-1'],
          received: '206, the whole object (1 bytes), Content-Range: bytes 0-0/1',
        }),
      ]);
      expect(second).toEqual(first);
    }));

  test('with a number that no source shows is only expected, and decides under --strict', () =>
    withTinyStore(
      {
        decide: (usual, { range }) =>
          range?.kind === 'closed' && range.last > 2n ** 32n ? { kind: 'part', first: 0, last: 0 } : usual,
      },
      async ({ origin }) => {
        const selection = ['--case', 'property/end-past-eof', '--behaviour', 'default', '--runs', '60', '--seed', '3'];
        const [lenient, strict] = [await runHere(origin, selection), await runHere(origin, [...selection, '--strict'])];
        const [property] = lenient.report.properties;
        const levels = property?.counterexample?.aspects.filter(({ aspect }) => aspect === 'status');
        expect([lenient.exitCode, strict.exitCode, property?.verdict, levels?.map(({ level }) => level)]).toEqual([
          0,
          1,
          'violates',
          ['expected'],
        ]);
      },
    ));

  test('leads to the very position at which a fault begins', () =>
    withTinyStore(
      {
        decide: (usual, _, size) =>
          usual.kind === 'part' && size >= 1000 && usual.first > 700 ? { kind: 'whole' } : usual,
      },
      async ({ origin }) => {
        const selection = ['--case', 'property/open', '--behaviour', 'default', '--seed', '5'];
        const { exitCode, report } = await runHere(origin, selection);
        expect([exitCode, report.properties.map(found)]).toEqual([
          1,
          [
            expect.objectContaining({
              size: 1000,
              range: ['bytes=701-'],
              received: '200, the whole object (1000 bytes)',
            }),
          ],
        ]);
      },
    ));

  test('can be repeated by its command, as a check can, and pasted into a table as a row', () =>
    withTinyStore(deviations.clampsUnderDefault, async ({ origin }) => {
      const selection = ['--case', 'property/end-past-eof', '--case', 'end-past-eof/tail-of-ten'];
      const run = await runAgainst(origin, [...selection, '--runs', '1', '--seed', '3']);
      const violations = printedViolations(run.stdout);
      const [ofTable, drawn] = violations;
      const folder = await mkdtemp(join(tmpdir(), 'oss-range-specs-'));
      try {
        const file = join(folder, 'mine.yaml');
        const table = ['topic: end-past-eof', 'about: Found by drawing.', 'cases:', pasted(drawn!), ''];
        await writeFile(file, table.join('\n'));
        const [checkAgain, drawnAgain, byRow] = await Promise.all([
          runLine(ofTable!.repeat, { cwd: folder }),
          runLine(drawn!.repeat, { cwd: folder }),
          runHere(origin, ['--specs', file, '--case', 'end-past-eof/bytes-0-1-of-1']),
        ]);
        expect([violations.length, checkAgain.exitCode, drawnAgain.exitCode, byRow.exitCode]).toEqual([2, 1, 1, 1]);
        expect([...printedViolations(checkAgain.stdout), ...printedViolations(drawnAgain.stdout)]).toEqual(violations);
        expect(printedViolations(byRow.stdout).map(({ heading, row }) => [heading, row])).toEqual([
          ['end-past-eof/bytes-0-1-of-1 (default) violates, required', [`${file}:4`]],
        ]);
      } finally {
        await rm(folder, { recursive: true });
      }
    }));
});
