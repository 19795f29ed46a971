import { expect, test } from 'vitest';
import { readTable } from '../spec/read/read-table.js';

/**
 * How many facts each group has, numbered from 1: everything that was found about ranges in the vendor's documents,
 * transcripts and tests, in reports of users and in the RFC, by groups A to Q. A fact that is found later is counted here.
 */
const factsOf = {
  ...{ A: 16, B: 19, C: 8, D: 12, E: 4, F: 13, G: 15, H: 8, I: 7, J: 4, K: 10, L: 9, M: 21, N: 12, P: 13, Q: 14 },
};
const ids = Object.entries(factsOf).flatMap(([group, count]) =>
  Array.from({ length: count }, (_, index) => `${group}${index + 1}`),
);

test('no fact is forgotten: a row carries it, or it says why none can', async () => {
  const { cases, evidence } = await readTable();
  const carried = new Set(cases.flatMap(({ facts }) => facts));
  expect([...evidence.facts.keys()].filter((id) => /^[A-Q]/.test(id)).sort()).toEqual(ids.toSorted());
  const forgotten = ids.filter((id) => !carried.has(id) && evidence.facts.get(id)?.untestable === undefined);
  expect(forgotten).toEqual([]);
  const untestable = ids.filter((id) => evidence.facts.get(id)?.untestable !== undefined);
  expect(untestable).toEqual([
    ...['G13', 'I7', 'M6', 'M7', 'M10', 'M14', 'M16', 'M17', 'M18', 'M21', 'N6', 'N8', 'N10'],
    ...['P2', 'P12', 'P13', 'Q10', 'Q12', 'Q14'],
  ]);
});
