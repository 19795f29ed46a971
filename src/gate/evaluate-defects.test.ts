import { expect, test } from 'vitest';
import { type GateEntry, gateOf } from './evaluate.js';

const good: GateEntry = { id: 'a/good', behaviour: 'default', verdict: 'conforms', aspects: [], cause: null };
const bad: GateEntry = { ...good, id: 'a/bad', verdict: 'violates' };
const unjudged: GateEntry = { ...good, id: 'a/unjudged', verdict: 'inconclusive', cause: 'connection refused' };
const defect: GateEntry = { ...unjudged, id: 'a/defect', cause: 'x is not a function', defect: true };

const ending = (...entries: GateEntry[]) => {
  const { verdict, exitCode, totals } = gateOf({ planned: entries.length, entries, strict: false });
  return [verdict, exitCode, totals.inconclusive];
};

test('a defect of this program has an exit code of its own, and no say where the target violates', () => {
  expect([ending(good, unjudged), ending(good, defect), ending(unjudged, defect), ending(bad, defect)]).toEqual([
    ['inconclusive', 2, 1],
    ['inconclusive', 4, 1],
    ['inconclusive', 4, 2],
    ['violates', 1, 1],
  ]);
});

test('a defect is told apart from what the target keeps from being judged', () => {
  expect(gateOf({ planned: 3, entries: [good, unjudged, defect], strict: false }).lines).toEqual([
    '1 check hit a defect of this program, the first is a/defect (default): x is not a function; please report it: oss-range run --report json',
    '1 check could not be judged, the first is a/unjudged (default): connection refused; find out why: oss-range doctor',
  ]);
});
