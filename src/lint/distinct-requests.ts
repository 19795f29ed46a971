import { atCase, type Rule, type TableDefect } from '../spec/integrity/finding.js';
import type { Case } from '../spec/model/table.js';

/**
 * A request appears in one row only. Two rows could contradict each other, and even where they agree one of them tests
 * nothing. Header names are compared without case, and their order does not count.
 */
export const distinctRequests: Rule = ({ cases }) => {
  const first = new Map<string, Case>();
  return cases.flatMap((row): TableDefect[] => {
    const key = requestKey(row);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, row);
      return [];
    }
    return [atCase('distinct-requests', row, `${earlier.id} already makes this request`)];
  });
};

function requestKey({ method, object, range, headers, query, missing, auth, copyRange }: Case): string {
  const fields = headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`).sort();
  return JSON.stringify([method, object.name, range, fields, query, missing, auth, copyRange]);
}
