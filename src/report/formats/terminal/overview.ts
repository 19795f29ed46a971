import type { ReportDocument } from '../../document/document.js';
import { type BehaviourRow, behaviourRows } from '../../text/behaviour-rows.js';
import { draws, tally } from '../../text/tally.js';
import { align } from './align.js';
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
