import { isDeepStrictEqual } from 'node:util';
import type { Case } from '../model/table.js';
import { atCase, type Rule, type TableDefect } from './finding.js';

/** A name stands for one object, since objects are stored and shown by their names. */
export const distinctObjects: Rule = ({ cases }) => {
  const first = new Map<string, Case>();
  return cases.flatMap((row): TableDefect[] => {
    const earlier = first.get(row.object.name);
    if (earlier === undefined) first.set(row.object.name, row);
    if (earlier === undefined || isDeepStrictEqual(earlier.object, row.object)) return [];
    return [atCase('distinct-objects', row, `${row.object.name} is another object in ${earlier.id}`)];
  });
};
