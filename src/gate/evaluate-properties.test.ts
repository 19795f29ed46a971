import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levels } from '../spec/model/vocabulary.js';
import { type GateEntry, gateOf } from './evaluate.js';
import type { VerdictName } from './totals.js';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));

const names: readonly VerdictName[] = ['conforms', 'violates', 'known', 'inconclusive', 'not-applicable', 'not-run'];
const runs = fc
  .array(
    fc.record<Omit<GateEntry, 'id'>>({
      behaviour: fc.constantFrom('default', 'standard'),
      verdict: fc.constantFrom(...names),
      aspects: fc.array(
        fc.record({
          aspect: fc.constant('status' as const),
          verdict: fc.constantFrom('conforms' as const, 'violates' as const),
          level: fc.constantFrom(...levels),
          expected: fc.constant('200'),
          actual: fc.constant('206'),
        }),
        { maxLength: 3 },
      ),
      cause: fc.option(fc.constant('time-out')),
      defect: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((entries) => entries.map((entry, index): GateEntry => ({ ...entry, id: `t/${index}` })));
const situations = fc.record({
  entries: runs,
  missing: fc.nat({ max: 3 }),
  strict: fc.boolean(),
  at: fc.nat({ max: 8 }),
});

const deciding: GateEntry = {
  id: 'u/deciding',
  behaviour: 'default',
  verdict: 'violates',
  aspects: [{ aspect: 'status', verdict: 'violates', level: 'required', expected: '200', actual: '206' }],
  cause: null,
};

const settings = { seed, numRuns: 1000 };

describe(`whatever a run brings (seed ${seed}; FC_SEED repeats)`, () => {
  test('nothing that was planned is lost: every entry is counted once, and the rest was not run', () => {
    fc.assert(
      fc.property(situations, ({ entries, missing, strict }) => {
        const { totals } = gateOf({ planned: entries.length + missing, entries, strict });
        const of = (name: VerdictName): number => entries.filter((entry) => entry.verdict === name).length;
        expect(totals).toEqual({
          planned: entries.length + missing,
          conforms: of('conforms'),
          violates: of('violates'),
          known: of('known'),
          inconclusive: of('inconclusive'),
          notApplicable: of('not-applicable'),
          notRun: of('not-run') + missing,
        });
      }),
      settings,
    );
  });

  test('one more violation that decides is red, wherever it comes and however it is counted', () => {
    fc.assert(
      fc.property(situations, fc.boolean(), ({ entries, missing, strict, at }, planned) => {
        const more = entries.toSpliced(at, 0, deciding);
        const { verdict, exitCode } = gateOf({
          planned: entries.length + missing + (planned ? 1 : 0),
          entries: more,
          strict,
        });
        expect({ verdict, exitCode }).toEqual({ verdict: 'violates', exitCode: 1 });
      }),
      settings,
    );
  });

  test('only what was wholly judged is green', () => {
    fc.assert(
      fc.property(situations, ({ entries, missing, strict }) => {
        const { exitCode } = gateOf({ planned: entries.length + missing, entries, strict });
        const judged = entries.filter(({ verdict }) => ['conforms', 'violates', 'known'].includes(verdict));
        const open = entries.filter(({ verdict }) => ['inconclusive', 'not-run'].includes(verdict));
        if (judged.length === 0 || open.length > 0 || missing > 0) expect(exitCode).not.toBe(0);
        else expect([0, 1]).toContain(exitCode);
      }),
      settings,
    );
  });

  test('an entry that is lost, or counted twice, is never green', () => {
    fc.assert(
      fc.property(situations, ({ entries, strict, at }) => {
        fc.pre(entries.length > 0);
        const index = at % entries.length;
        const lost = entries.toSpliced(index, 1);
        const twice = entries.toSpliced(index, 0, entries[index]!);
        const swapped = lost.length === 0 ? lost : [...lost, lost[0]!];
        for (const reported of [lost, twice, swapped]) {
          expect(gateOf({ planned: entries.length, entries: reported, strict }).exitCode).not.toBe(0);
        }
      }),
      settings,
    );
  });

  test('to be strict never turns red into green, nor open into green', () => {
    fc.assert(
      fc.property(situations, ({ entries, missing }) => {
        const tolerant = gateOf({ planned: entries.length + missing, entries, strict: false });
        const strict = gateOf({ planned: entries.length + missing, entries, strict: true });
        if (tolerant.exitCode !== 0) expect(strict.exitCode).not.toBe(0);
        if (tolerant.exitCode === 1) expect(strict.exitCode).toBe(1);
        expect(strict.totals).toEqual(tolerant.totals);
      }),
      settings,
    );
  });

  test('what is not green says why', () => {
    fc.assert(
      fc.property(situations, ({ entries, missing, strict }) => {
        const { exitCode, lines } = gateOf({ planned: entries.length + missing, entries, strict });
        if (exitCode !== 0) expect(lines).not.toEqual([]);
        for (const line of lines) expect(line).toMatch(/: oss-range [a-z][^\n]*$/);
      }),
      settings,
    );
  });
});
