import type { VerdictName } from '../../../gate/totals.js';
import { entryLabel, type ReportEntry } from '../../document/entry.js';
import { unjudgedReason } from '../../text/describe.js';
import { groupBy } from '../../text/tally.js';
import type { Line, LineStyle } from './line.js';

/** Enough to look one up; the report has them all. */
const examplesShown = 3;

/** A server that names the key in each message must not turn one cause into a page. */
const messagesShown = 3;

/**
 * Entries that were not judged, one line a cause and not one a case: how many share it, and some of them. Of one kind
 * of cause the most frequent messages are shown, the rest is counted.
 */
export function causeSection(
  entries: readonly ReportEntry[],
  verdict: VerdictName,
  style: LineStyle = 'heading',
): readonly Line[] {
  const members = entries.filter((entry) => entry.verdict === verdict);
  if (members.length === 0) return [];
  const kinds = groupBy(members, (entry) => entry.cause?.kind ?? unjudgedReason(entry));
  return [
    { text: `${members.length} ${verdict}`, style },
    ...[...kinds].flatMap(([kind, group]) => kindLines(kind, group)),
    { text: '' },
  ];
}

function kindLines(kind: string, members: readonly ReportEntry[]): readonly Line[] {
  const messages = [...groupBy(members, unjudgedReason)].sort(([, a], [, b]) => b.length - a.length);
  const others = messages.slice(messagesShown);
  return [
    ...messages.slice(0, messagesShown).flatMap(([message, group]) => groupLines(message, group)),
    ...(others.length === 0
      ? []
      : groupLines(
          `${kind}: other messages`,
          others.flatMap(([, group]) => group),
        )),
  ];
}

function groupLines(title: string, members: readonly ReportEntry[]): readonly Line[] {
  const examples = members.slice(0, examplesShown).map(entryLabel).join(', ');
  const more = members.length > examplesShown ? `, and ${members.length - examplesShown} more` : '';
  const number = String(members.length);
  return [{ text: `  ${number}  ${title}` }, { text: `  ${' '.repeat(number.length)}  ${examples}${more}` }];
}
