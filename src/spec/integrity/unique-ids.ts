import type { Case } from '../model/table.js';
import { atCase, type Rule, type TableDefect } from './finding.js';

/** An id names one row: reports, deviations and replays find a row by nothing else. */
export const uniqueIds: Rule = ({ cases }) => {
  const first = new Map<string, Case>();
  return cases.flatMap((row): TableDefect[] => {
    const earlier = first.get(row.id);
    if (earlier === undefined) {
      first.set(row.id, row);
      return [];
    }
    return [atCase('unique-ids', row, `the id is already used at ${earlier.location.file}:${earlier.location.line}`)];
  });
};
