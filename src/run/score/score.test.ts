import { describe, expect, test } from 'vitest';
import { controls } from '../../reference/faults/controls.js';
import { faults } from '../../reference/faults/faults.js';
import type { Catch, FaultResult } from './fault-result.js';
import { isFull, scoreOf } from './score.js';
import { scoreText } from './text.js';

const [first, second] = faults.map(({ name }) => name) as [string, string];
const control = controls[0]!.name;
const caught = (id: string, level: Catch['level'] = 'required'): Catch => ({ id, behaviour: 'default', level });
const result = (name: string, ...catches: Catch[]): FaultResult => ({
  name,
  catches,
  inconclusive: 0,
  requests: 10,
  durationMs: 1_500,
});
const score = (...results: FaultResult[]) => scoreOf(results, ['a/one', 'a/two', 'a/three'], 2_000);

test('a fault is caught at the hardest level of what catches it', () => {
  const { faults: scored } = score(result(first, caught('a/one', 'expected'), caught('a/two')));
  expect(scored.map(({ name, isCaught, level }) => [name, isCaught, level])).toEqual([[first, true, 'required']]);
});

test('a fault that only observed rows see is not caught', () => {
  const one = score(result(first, caught('a/one', 'observed')));
  expect(one.faults.map(({ isCaught, level, catches }) => [isCaught, level, catches])).toEqual([[false, null, []]]);
  expect(isFull(one)).toBe(false);
});

test('a control is accused by any violation, however soft', () => {
  const one = score(result(first, caught('a/one')), result(control, caught('a/two', 'observed')));
  expect(one.controls.map(({ name, isAccused }) => [name, isAccused])).toEqual([[control, true]]);
  expect(isFull(one)).toBe(false);
});

test('a row that catches a fault under both behaviours is still the only one', () => {
  const both: Catch[] = [caught('a/one'), { ...caught('a/one'), behaviour: 'standard' }];
  const { alone, idle } = score(result(first, ...both), result(second, caught('a/one'), caught('a/two')));
  expect({ alone, idle }).toEqual({ alone: [{ id: 'a/one', faults: [first] }], idle: ['a/three'] });
});

describe('the text', () => {
  test('ends with the numbers that decide', () => {
    const full = score(result(first, caught('a/one')), result(control));
    expect(isFull(full)).toBe(true);
    expect(scoreText(full)).toMatchInlineSnapshot(`
      "range-ignored  1 check, required, first a/one, 1.5 s

      only a/one catches range-ignored
      2 rows catch none; the JSON has them
      1 of 1 faults caught (1 by required checks, 0 by expected checks only), 0 of 1 controls called violations, in 2.0 s
      score full, exit code 0
      "
    `);
  });

  test('names what is not caught and what is wrongly accused', () => {
    const poor = score(result(first), result(control, caught('a/two')));
    expect(scoreText(poor)).toMatchInlineSnapshot(`
      "range-ignored  not caught, 1.5 s

      3 rows catch none; the JSON has them
      not caught: range-ignored
      falsely called a violation: as-it-is, by a/two
      0 of 1 faults caught (0 by required checks, 0 by expected checks only), 1 of 1 controls called violations, in 2.0 s
      score not full, exit code 1
      "
    `);
  });
});
