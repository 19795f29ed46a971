import type { VerdictName } from '../../gate/totals.js';
import type { PropertyReport } from '../document/document.js';
import type { ReportEntry } from '../document/entry.js';
import { groupBy } from './group-by.js';
import { count } from './quantity.js';

/** In the order of the accounting line. */
const verdictNames = [
  'conforms',
  'violates',
  'known',
  'inconclusive',
  'not-applicable',
  'not-run',
] as const satisfies readonly VerdictName[];

/** How many entries have which verdict, without those that none has: `11 conforms, 1 violates`; `-` for no entry. */
export function tally(entries: readonly ReportEntry[]): string {
  const groups = groupBy(entries, (entry) => entry.verdict);
  const present = verdictNames.filter((name) => groups.has(name));
  return present.length === 0 ? '-' : present.map((name) => `${groups.get(name)?.length} ${name}`).join(', ');
}

/** A family of properties is one law under each behaviour, so that its verdict needs no count: `conforms (100 draws)`. */
export function draws(properties: readonly PropertyReport[]): string {
  const cells = properties.map(({ verdict, runs }) => `${verdict} (${count(runs, 'draw')})`);
  return cells.length === 0 ? '-' : cells.join(', ');
}
