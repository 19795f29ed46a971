import type { Behaviour } from '../../spec/vocabulary.js';
import type { PropertyReport, ReportDocument } from '../document.js';
import type { ReportEntry } from '../entry.js';
import { groupBy } from '../group-by.js';
import { count } from '../quantity.js';
import { align } from './align.js';
import type { Line } from './line.js';
import { tally } from './tally.js';

/** One line a topic and one line a family of properties, with one column for each behaviour. */
export function overviewLines({ checks, properties, run }: ReportDocument): readonly Line[] {
  const { behaviours } = run;
  return [
    ...table(
      ['topic', ...behaviours],
      rows(checks, (check) => check.topic, behaviours, tally),
    ),
    ...table(
      ['property', ...behaviours],
      rows(properties, (property) => property.name, behaviours, draws),
    ),
  ];
}

/** Groups in the order of their first member; one cell for each behaviour. */
function rows<T extends ReportEntry>(
  entries: readonly T[],
  groupOf: (entry: T) => string,
  behaviours: readonly Behaviour[],
  cell: (entries: readonly T[]) => string,
): readonly (readonly string[])[] {
  return [...groupBy(entries, groupOf)].map(([group, members]) => {
    const byBehaviour = groupBy(members, (member) => member.behaviour);
    return [group, ...behaviours.map((behaviour) => cell(byBehaviour.get(behaviour) ?? []))];
  });
}

/** A family is one law under each behaviour, so that its verdict needs no count. */
function draws(properties: readonly PropertyReport[]): string {
  const cells = properties.map(({ verdict, runs }) => `${verdict} (${count(runs, 'draw')})`);
  return cells.length === 0 ? '-' : cells.join(', ');
}

function table(head: readonly string[], body: readonly (readonly string[])[]): readonly Line[] {
  if (body.length === 0) return [];
  const [heading = '', ...lines] = align([head, ...body]);
  return [{ text: heading, style: 'heading' }, ...lines.map((text) => ({ text })), { text: '' }];
}
