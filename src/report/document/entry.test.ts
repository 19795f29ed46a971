import { expect, test } from 'vitest';
import {
  checkReportFixture,
  counterexampleReport,
  propertyReportFixture,
  violatedAspectResults,
  violatingCheck,
  violatingProperty,
} from '../../testing/builders/report-fixtures.js';
import { decidesGate, entryLabel, violatedAspects } from './entry.js';

test('a required violation decides, an expected one under strict only, an observed one never', () => {
  const decisions = (['required', 'expected', 'observed'] as const).map((level) => {
    const check = violatingCheck({ level });
    return [level, decidesGate(check, false), decidesGate(check, true)];
  });
  expect(decisions).toEqual([
    ['required', true, true],
    ['expected', false, true],
    ['observed', false, false],
  ]);
});

test('a broken invariant decides even on an observed row', () => {
  const aspects = [...violatedAspectResults('observed'), ...violatedAspectResults('required').slice(0, 1)];
  expect(decidesGate(violatingCheck({ level: 'observed', aspects }), false)).toBe(true);
});

test('comparisons that hold do not decide', () => {
  const held = { aspect: 'status', verdict: 'conforms', level: 'required', expected: '200', actual: '200' } as const;
  const aspects = [held, ...violatedAspectResults('expected')];
  expect(decidesGate(violatingCheck({ level: 'expected', aspects }), false)).toBe(false);
});

test('a violation without a failed comparison decides, because nothing excuses it', () => {
  expect(decidesGate(violatingCheck({ level: 'observed', aspects: [] }), false)).toBe(true);
  expect(decidesGate(propertyReportFixture({ verdict: 'violates' }), false)).toBe(true);
});

test('only violations decide', () => {
  expect(decidesGate(violatingCheck({ verdict: 'known' }), true)).toBe(false);
  expect(decidesGate(checkReportFixture(), true)).toBe(false);
});

test('the failed comparisons of a law are those of its counterexample', () => {
  expect(violatedAspects(violatingProperty())).toEqual(counterexampleReport().aspects);
  expect(violatedAspects(propertyReportFixture())).toEqual([]);
});

test('a label names the behaviour', () => {
  expect([checkReportFixture(), propertyReportFixture()].map(entryLabel)).toEqual([
    'end-past-eof/from-the-middle (default)',
    'property/suffix-is-the-tail (standard)',
  ]);
});
