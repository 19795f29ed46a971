import type { ReportDocument } from '../../document/document.js';
import { type BehaviourRow, behaviourRows, draws, tally } from '../../text/tally.js';
import type { Line } from './line.js';

/** One line a topic and one line a family of properties, with one column for each behaviour. */
export function overviewLines({ checks, properties, run }: ReportDocument): readonly Line[] {
  const { behaviours } = run;
  return [
    ...table(
      ['topic', ...behaviours],
      behaviourRows(checks, (check) => check.topic, behaviours, tally),
    ),
    ...table(
      ['property', ...behaviours],
      behaviourRows(properties, (property) => property.name, behaviours, draws),
    ),
  ];
}

function table(head: readonly string[], body: readonly BehaviourRow<string>[]): readonly Line[] {
  if (body.length === 0) return [];
  const [heading = '', ...lines] = align([head, ...body.map(({ group, cells }) => [group, ...cells])]);
  return [{ text: heading, style: 'heading' }, ...lines.map((text) => ({ text })), { text: '' }];
}

/** Rows of cells as lines whose columns start at the same place, two blanks apart. */
export function align(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
