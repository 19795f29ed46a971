import { expect, test } from 'vitest';
import type { AspectResult } from '../../../judge/verdict.js';
import type { VerdictName } from '../../totals.js';
import { hasSymptom, symptomInWords } from './deviation.js';
import { occurrenceOf, violatedOf } from './occurrence.js';

const aspect = (verdict: AspectResult['verdict'], name: AspectResult['aspect'] = 'status'): AspectResult => ({
  aspect: name,
  verdict,
  level: 'required',
  expected: '200',
  actual: '206',
});

test.each<[VerdictName, number]>([
  ['violates', 1],
  ['known', 1],
  ['conforms', 0],
  ['inconclusive', 0],
  ['not-applicable', 0],
  ['not-run', 0],
])('of a check that is %s only what was judged and failed is violated', (verdict, count) => {
  const aspects = [aspect('conforms'), aspect('violates', 'body-bytes')];
  expect(violatedOf({ id: 'a/b', verdict, aspects })).toEqual(aspects.slice(1, 1 + count));
});

test.each<[VerdictName, string, string]>([
  ['violates', 'gone', 'untold'],
  ['known', 'gone', 'untold'],
  ['conforms', 'gone', 'gone'],
  ['inconclusive', 'untold', 'untold'],
  ['not-applicable', 'untold', 'untold'],
  ['not-run', 'untold', 'untold'],
])('what does not occur in a check, and in a property, that is %s is %s, and %s', (verdict, check, property) => {
  const found = ['a/property/', 'property/law'].map(
    (id) => occurrenceOf({ aspect: 'status', symptom: '206' }, { id, verdict, aspects: [] }).kind,
  );
  expect(found).toEqual([check, property]);
});

test.each(['violates', 'known'] as const)('what is seen in a check that is %s occurs, or differs', (verdict) => {
  const check = { id: 'a/b', verdict, aspects: [aspect('violates', 'body-bytes'), aspect('violates')] };
  expect(['206', '500'].map((symptom) => occurrenceOf({ aspect: 'status', symptom }, check))).toEqual([
    { kind: 'occurs' },
    { kind: 'differs', actual: '206' },
  ]);
});

test.each<[pattern: string, actual: string, boolean]>([
  ['20[46]', '206', true],
  ['20[46]', '2060', false],
  ['20[46]', '1206', false],
  ['a|b', 'ab', false],
  ['a|b', 'b', true],
  ['first.*last', 'first\nlast', true],
])('a pattern matches the whole of what was seen, line ends included: %s, %j', (matches, actual, expected) => {
  expect(hasSymptom({ matches }, actual)).toBe(expected);
});

test('a pattern is told from a text', () => {
  expect([symptomInWords('206'), symptomInWords({ matches: '20[46]' })]).toEqual(['206', '/20[46]/']);
});
