import type { VerdictName } from '../../../gate/totals.js';
import type { CheckReport, ReportDocument } from '../../document/document.js';
import { entryLabel, type ReportEntry } from '../../document/entry.js';
import { receivedLine, unjudgedReason } from '../../text/describe.js';
import { behaviourRows, draws, tally } from '../../text/tally.js';
import { html, type Markup } from './markup.js';

interface Cell {
  readonly text: string;
  readonly verdict: VerdictName | null;
}

/** Topics and properties by behaviour. */
export function overviewTables({ checks, properties, run: { behaviours } }: ReportDocument): readonly Markup[] {
  const cellOf =
    <T extends ReportEntry>(textOf: (entries: readonly T[]) => string) =>
    (entries: readonly T[]): Cell => ({ text: textOf(entries), verdict: worstOf(entries) });
  const topics = behaviourRows(checks, ({ topic }) => topic, behaviours, cellOf(tally));
  const laws = behaviourRows(properties, ({ name }) => name, behaviours, cellOf(draws));
  const tables = [
    { title: 'topic', rows: topics },
    { title: 'property', rows: laws },
  ];
  return tables
    .filter(({ rows }) => rows.length > 0)
    .map(
      ({ title, rows }) => html`<div class="wide"><table>
<tr><th>${title}</th>${behaviours.map((behaviour) => html`<th>${behaviour}</th>`)}</tr>
${rows.map(
  ({
    group,
    cells,
  }) => html`<tr><td>${group}</td>${cells.map(({ text, verdict }) => html`<td class="${verdict} own">${text}</td>`)}</tr>
`,
)}</table></div>
`,
    );
}

/** From the worst to the best. */
const byWeight: readonly VerdictName[] = ['violates', 'inconclusive', 'not-run', 'known', 'not-applicable', 'conforms'];

function worstOf(entries: readonly ReportEntry[]): VerdictName | null {
  return byWeight.find((name) => entries.some(({ verdict }) => verdict === name)) ?? null;
}

/** Checks with their answers, one line each. */
export function answersTable(checks: readonly CheckReport[]): Markup {
  return html`<div class="wide"><table>
<tr><th>check</th><th>level</th><th>Range</th><th>of bytes</th><th>received</th><th>verdict</th></tr>
${checks.map(
  (
    check,
  ) => html`<tr><td>${entryLabel(check)}</td><td class="line">${check.level}</td><td class="mono">${check.request.range.join(' and ')}</td><td class="line">${check.request.objectSize}</td><td>${
    check.response === null && check.cause === null && check.reason !== null
      ? unjudgedReason(check)
      : receivedLine(check)
  }</td><td class="${check.verdict} line">${check.verdict}</td></tr>
`,
)}</table></div>
`;
}
