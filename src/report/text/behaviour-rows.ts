import type { Behaviour } from '../../spec/model/vocabulary.js';
import type { ReportEntry } from '../document/entry.js';
import { groupBy } from './group-by.js';

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
