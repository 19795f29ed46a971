import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRange } from '../oracle/expect-range.js';
import { readRange } from '../oracle/range-grammar.js';
import { situationOf } from '../oracle/situation-of.js';
import { behaviours } from '../spec/model/vocabulary.js';
import type { ComparingLaw } from './define-law.js';
import type { Again, LawTarget } from './law.js';
import { type LawPlan, stepsOf, together } from './law-plan.js';
import { laws } from './laws.js';
import { propertySizes } from './property-sizes.js';

const seed = Math.trunc(Math.random() * 2 ** 31);

const comparing = laws.filter((law): law is ComparingLaw => 'source' in law);

const plansOf = (law: ComparingLaw, count = 1_000): LawPlan[] =>
  behaviours.flatMap((behaviour) => {
    if (!law.claims[behaviour]) return [];
    const { arbitrary, toPlan } = law.source(propertySizes, behaviour);
    return fc.sample(arbitrary, { seed, numRuns: count }).map(toPlan);
  });

const lawNamed = (name: string): ComparingLaw => comparing.find((law) => law.name === name)!;

const situationsOf = (law: ComparingLaw): string[] => {
  const asked = plansOf(law).flatMap((plan) => stepsOf(plan).map(({ range }) => ({ size: plan.size, range })));
  return [
    ...new Set(asked.map(({ size, range }) => situationOf(size, readRange(range === null ? [] : [range])))),
  ].sort();
};

/** A target that must not be asked. */
const untouched: LawTarget<never> = {
  sizes: propertySizes,
  sendStep: () => Promise.reject(new Error('a request was sent')),
  openKey: () => {
    throw new Error('a key was opened');
  },
  note: () => {},
};

describe.each(laws)('law $name', (law) => {
  it('says what it says in one sentence, and who says so', () => {
    for (const claim of Object.values(law.claims)) {
      expect(claim.law).toMatch(/^[A-Z][^.]*\.$/);
      expect(claim.evidence.length).toBeGreaterThan(0);
    }
  });

  it('is certain of some draws, none of which is without a request', () => {
    for (const behaviour of behaviours.filter((its) => law.claims[its])) {
      const { draws, requests } = law.certain(propertySizes, behaviour);
      expect([draws > 0, requests >= draws]).toEqual([true, true]);
    }
  });

  it('sends nothing under a behaviour of which it says nothing, and nothing that another kind of law sent', async () => {
    for (const behaviour of behaviours.filter((its) => !law.claims[its])) {
      await expect(law.run(behaviour, untouched, { seed, runs: 1 })).rejects.toThrow(RangeError);
    }
    const again: Again = law.onlyReads
      ? { kind: 'operations', operations: [{ kind: 'head' }] }
      : { kind: 'plan', plan: together(1, []) };
    await expect(law.repeat(again, 'standard', untouched)).rejects.toThrow(RangeError);
  });
});

describe.each(comparing)('law $name', (law) => {
  it(`draws every object size, and is certain to begin with the smallest (seed ${seed})`, () => {
    expect([...new Set(plansOf(law).map(({ size }) => size))].sort((a, b) => a - b)).toEqual(propertySizes);
    const [behaviour] = behaviours.filter((its) => law.claims[its]);
    const { examples, toPlan } = law.source(propertySizes, behaviour!);
    expect(toPlan(examples[0]).size).toBe(1);
  });
});

const outOfRange = ['end-past-eof', 'start-past-eof', 'suffix-longer'];
const readable = [...outOfRange, 'satisfiable'];
const questions = [...readable, 'inverted', 'malformed'].sort();

it.each([
  ['agreement', ['satisfiable']],
  ['partition', ['satisfiable']],
  ['chunked-reader', ['end-past-eof', 'satisfiable', 'start-past-eof']],
  ['equivalence', ['satisfiable']],
  ['list-prefix', ['list-malformed', 'list-other', 'list-satisfiable', 'malformed', ...readable].sort()],
  ['validators', ['no-range', 'satisfiable']],
  ['idempotence', questions],
  ['interleaving', questions],
  ['spelling', questions],
] as const)(`%s asks just these kinds of range (seed ${seed})`, (name, situations) => {
  expect(situationsOf(lawNamed(name))).toEqual(situations);
});

describe(`classes are drawn often enough to matter (seed ${seed})`, () => {
  const share = (name: string, has: (plan: LawPlan) => boolean): number => {
    const plans = plansOf(lawNamed(name));
    return plans.filter(has).length / plans.length;
  };
  const values = (plan: LawPlan): string => stepsOf(plan)[0]?.range ?? '';
  const spelt = (plan: LawPlan) => stepsOf(plan)[1]!.fields!.map(([field]) => field);

  it.each<[string, string, (plan: LawPlan) => boolean, number]>([
    ['robustness', 'bytes above 0x7f', (plan) => /[\u0080-\u00ff]/.test(values(plan)), 0.15],
    ['robustness', 'values of a KiB and more', (plan) => values(plan).length > 1_024, 0.15],
    ['robustness', 'near misses', (plan) => /^b?.?ytes?=?/.test(values(plan)) && values(plan).length < 40, 0.15],
    ['robustness', 'text without a unit', (plan) => !/byte/i.test(values(plan)), 0.15],
    ['partition', 'three pieces and more', (plan) => stepsOf(plan).length >= 3, 0.3],
    ['partition', 'pieces of one byte', (plan) => stepsOf(plan).some(({ range }) => oneByte(range)), 0.1],
    ['chunked-reader', 'steps that divide the object', (plan) => plan.size % stepOf(plan) === 0, 0.05],
    ['chunked-reader', 'steps that do not', (plan) => plan.size % stepOf(plan) !== 0, 0.3],
    ['interleaving', 'several ranges', (plan) => stepsOf(plan).length > 6, 0.3],
    ['spelling', 'the mode in front', (plan) => /range-behavior/i.test(spelt(plan)[0] ?? ''), 0.15],
    ['spelling', 'names in small letters', (plan) => spelt(plan).includes('range'), 0.15],
    ['spelling', 'names in mixed case', (plan) => spelt(plan).includes('rAnGe'), 0.15],
    ['list-prefix', 'lists out of range', (plan) => plan.level === 'expected', 0.2],
    ['list-prefix', 'lists that decide', (plan) => plan.level === 'required', 0.3],
  ])('%s: %s', (name, _, has, least) => expect(share(name, has)).toBeGreaterThan(least));
});

const oneByte = (range: string | null): boolean => {
  const [, first, last] = /=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  return first !== undefined && first === last;
};

const stepOf = (plan: LawPlan): number => {
  const [, first, last] = /=(\d+)-(\d+)$/.exec(stepsOf(plan)[0]?.range ?? '') ?? [];
  return Number(last) - Number(first) + 1;
};

it(`a list whose meaning no source settles is never drawn (seed ${seed})`, () => {
  const levels = plansOf(lawNamed('list-prefix')).map(({ level }) => level);
  expect([...new Set(levels)].sort()).toEqual(['expected', 'required']);
});

it(`the pieces of a cutting touch and cover the object (seed ${seed})`, () => {
  for (const plan of plansOf(lawNamed('partition'))) {
    const covered = stepsOf(plan).flatMap(({ range }) => expectRange(plan.size, [range!], 'default').outcomes);
    const lengths = covered.map(({ body }) => (body.kind === 'slice' ? body.last - body.first + 1 : Number.NaN));
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(plan.size);
  }
});
