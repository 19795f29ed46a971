import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { account, addsUp } from './evaluate.js';
import type { Totals, VerdictName } from './totals.js';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));

const nothing: Totals = {
  planned: 0,
  conforms: 0,
  violates: 0,
  known: 0,
  inconclusive: 0,
  notApplicable: 0,
  notRun: 0,
};

describe('an account', () => {
  test.each<[VerdictName, keyof Totals]>([
    ['conforms', 'conforms'],
    ['violates', 'violates'],
    ['known', 'known'],
    ['inconclusive', 'inconclusive'],
    ['not-applicable', 'notApplicable'],
    ['not-run', 'notRun'],
  ])('counts what is %s, apart from everything else', (verdict, name) => {
    expect(account(2, [verdict, verdict])).toEqual({ ...nothing, planned: 2, [name]: 2 });
  });

  test('counts what was planned and never reported as not run', () => {
    expect(account(9, ['conforms', 'violates', 'known', 'inconclusive', 'not-applicable', 'not-run'])).toEqual({
      planned: 9,
      conforms: 1,
      violates: 1,
      known: 1,
      inconclusive: 1,
      notApplicable: 1,
      notRun: 4,
    });
  });

  test('of nothing is nothing', () => {
    expect(account(0, [])).toEqual(nothing);
  });

  test.each<[string, number, VerdictName[]]>([
    ['more verdicts than were planned', 1, ['conforms', 'conforms']],
    ['one verdict where nothing was planned', 0, ['conforms']],
    ['a check that was not run beside all that were planned', 1, ['conforms', 'not-run']],
    ['a verdict that nobody knows', 2, ['conforms', 'skipped' as VerdictName]],
  ])('does not add up with %s', (_, planned, verdicts) => {
    expect(addsUp(account(planned, verdicts))).toBe(false);
  });

  test(`adds up exactly where no more is reported than was planned (seed ${seed}; FC_SEED repeats)`, () => {
    const names: VerdictName[] = ['conforms', 'violates', 'known', 'inconclusive', 'not-applicable', 'not-run'];
    fc.assert(
      fc.property(fc.nat({ max: 20 }), fc.array(fc.constantFrom(...names), { maxLength: 20 }), (planned, verdicts) => {
        expect(addsUp(account(planned, verdicts))).toBe(verdicts.length <= planned);
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe('totals', () => {
  const right: Totals = {
    planned: 21,
    conforms: 1,
    violates: 2,
    known: 3,
    inconclusive: 4,
    notApplicable: 5,
    notRun: 6,
  };

  test('add up where the parts are the whole', () => {
    expect([addsUp(right), addsUp(nothing)]).toEqual([true, true]);
  });

  test.each(Object.keys(right) as (keyof Totals)[])('do not add up where %s is one too many or too few', (name) => {
    expect([addsUp({ ...right, [name]: right[name] + 1 }), addsUp({ ...right, [name]: right[name] - 1 })]).toEqual([
      false,
      false,
    ]);
  });

  test('do not add up where one part is negative, though the sum is right', () => {
    expect(addsUp({ ...nothing, conforms: 1, notRun: -1 })).toBe(false);
  });
});
