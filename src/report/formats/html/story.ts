import { type ReportEntry, violatedAspects } from '../../document/entry.js';
import {
  type EvidenceById,
  entryHeading,
  groundOf,
  type StoryField,
  sourcesOfEntry,
  unjudgedFields,
  unjudgedReason,
  violationFields,
  violationSummary,
} from '../../text/describe.js';
import { count } from '../../text/quantity.js';
import { storyOf } from '../../text/story.js';
import { groupBy } from '../../text/tally.js';
import { html, link, type Markup, preformatted } from './markup.js';

/** A violation with its whole story, in sight unless folded. */
export function violationArticle(entry: ReportEntry, evidence: EvidenceById, isOpen: boolean): Markup {
  const fields = violationFields(entry, evidence).map((field) => fieldItem(field, entry, evidence));
  return html`<details id="${anchorOf(entry)}"${isOpen ? open : null}>
<summary>${entryHeading(entry)}: <span class="faint">${violationSummary(entry)}</span></summary>
<dl>
${fields}</dl>
</details>
`;
}

const open = html` open`;

/** Entries that were not judged, one fold a cause, with each entry's own story in it. */
export function causeArticles(entries: readonly ReportEntry[], evidence: EvidenceById): readonly Markup[] {
  return [...groupBy(entries, unjudgedReason)].map(
    ([reason, members]) => html`<details>
<summary>${reason}: <span class="faint">${count(members.length, 'time')}</span></summary>
${members.map((entry) => unjudgedArticle(entry, evidence))}</details>
`,
  );
}

function unjudgedArticle(entry: ReportEntry, evidence: EvidenceById): Markup {
  return html`<details>
<summary>${entryHeading(entry)}</summary>
<dl>
${unjudgedFields(entry).map((field) => fieldItem(field, entry, evidence))}</dl>
</details>
`;
}

/** Where a page of this entry can be pointed to; characters that an address would change are left out. */
function anchorOf(entry: ReportEntry): string {
  const name = 'id' in entry ? entry.id : `property/${entry.name}`;
  return `${name}/${entry.behaviour}`.replace(/[^\w./-]/g, '-');
}

function fieldItem({ label, lines }: StoryField, entry: ReportEntry, evidence: EvidenceById): Markup {
  const content = (): Markup => {
    switch (label) {
      case 'because':
        return because(entry, evidence);
      case 'violated':
        return violatedTable(entry);
      case 'requested':
      case 'difference':
      case 'row':
      case 'repeat':
      case 'curl':
        return preformatted(lines);
      default:
        return lines.length === 1 ? html`${lines}` : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
    }
  };
  return html`<dt>${label}</dt><dd>${content()}</dd>
`;
}

function because(entry: ReportEntry, evidence: EvidenceById): Markup {
  const sources = sourcesOfEntry(entry, evidence).map(
    ({ title, address }) => html`<li>${address === null ? title : link(title, address)}</li>`,
  );
  const { why } = storyOf(entry);
  return html`${groundOf(entry)}${sources.length === 0 ? null : html`<ul>${sources}</ul>`}${why === null ? null : html`<p>${why}</p>`}`;
}

function violatedTable(entry: ReportEntry): Markup {
  const rows = violatedAspects(entry).map(
    ({ aspect, level, expected, actual, invariant }) =>
      html`<tr><td class="line">${aspect}</td><td>${expected}</td><td>${actual}</td><td>${
        invariant === undefined ? level : `${level} by the invariant: ${invariant}`
      }</td></tr>
`,
  );
  return html`<div class="wide"><table>
<tr><th>aspect</th><th>expected</th><th>got</th><th>level</th></tr>
${rows}</table></div>`;
}
