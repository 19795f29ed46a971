import type { Case } from '../model/table.js';
import { objectKindFlaws } from '../object-kinds/object-kinds.js';
import { atCase, type Rule } from './finding.js';

/** An object can be made as the row says, and a row about a copied part asks for nothing else. */
export const meaningfulObjectKind: Rule = ({ cases }) =>
  cases.flatMap((row) =>
    [...objectKindFlaws(row.object), ...copyFlaws(row)].map((flaw) => atCase('meaningful-making', row, flaw)),
  );

function copyFlaws({ copyRange, range, method, query, auth }: Case): string[] {
  if (copyRange === undefined) return [];
  const others = { range: range.length > 0, method: method !== 'GET', query, auth };
  return Object.entries(others).flatMap(([key, present]) => (present ? [`a row with copy-range has no ${key}`] : []));
}
