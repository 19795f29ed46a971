import type { Totals, VerdictName } from '../../gate/totals.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import type { PropertyReport } from '../document/document.js';
import type { ReportEntry } from '../document/entry.js';
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

/** `planned 3 = 2 conforms + 1 violates + 0 known + ...`; with `≠` where the sum is lost, so that the line never lies. */
export function accountingLine({ planned, ...parts }: Totals): string {
  const named = [
    [parts.conforms, 'conforms'],
    [parts.violates, 'violates'],
    [parts.known, 'known'],
    [parts.inconclusive, 'inconclusive'],
    [parts.notApplicable, 'not-applicable'],
    [parts.notRun, 'not-run'],
  ] as const;
  const sum = named.reduce((total, [number]) => total + number, 0);
  return `planned ${planned} ${sum === planned ? '=' : '≠'} ${named.map((part) => part.join(' ')).join(' + ')}`;
}

/** One group of entries, with what it came to under each behaviour. */
export interface BehaviourRow<Cell> {
  readonly group: string;
  readonly cells: readonly Cell[];
}

/** Groups in the order of their first member; one cell for each behaviour, which may have no entry. */
export function behaviourRows<T extends ReportEntry, Cell>(
  entries: readonly T[],
  groupOf: (entry: T) => string,
  behaviours: readonly Behaviour[],
  cell: (entries: readonly T[]) => Cell,
): readonly BehaviourRow<Cell>[] {
  return [...groupBy(entries, groupOf)].map(([group, members]) => {
    const byBehaviour = groupBy(members, (member) => member.behaviour);
    return { group, cells: behaviours.map((behaviour) => cell(byBehaviour.get(behaviour) ?? [])) };
  });
}

/** Members by their key, groups and members in the order in which they come. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
