import type { VerdictName } from '../../../gate/totals.js';
import type { ReportDocument } from '../../document/document.js';
import { decidesGate, type ReportEntry } from '../../document/entry.js';
import { clientHeading, clientLines } from '../../text/client-summary.js';
import type { Printable } from '../../text/outside-text.js';
import { count, duration, size } from '../../text/quantity.js';
import { accountingLine } from '../../text/tally.js';
import { html, type Insertable, link, type Markup, withOptions } from './markup.js';
import { answersTable, overviewTables } from './overview.js';
import { page } from './page.js';
import { causeArticles, violationArticle } from './story.js';

/**
 * The HTML report, for readers of a build artifact: one self-contained file without scripts, in
 * which nothing can run. Input of servers and users is shown as text, with invisible characters made visible.
 */
export function toHtml(document: ReportDocument): Printable {
  return page(`${document.verdict}: OSS range conformance of ${document.target.name}`, [
    heading(document),
    listSection('Gate', document.gate),
    listSection(
      'Best explained by',
      document.explanations.map(({ sentence }) => sentence),
    ),
    listSection('Notices', document.notices),
    section('Overview', overviewTables(document)),
    ...violationSections(document),
    ...verdictSections(document),
    ...(document.clients ?? []).map((client) => listSection(clientHeading(client), clientLines(client))),
    listSection('Left behind (oss-range clean removes these)', document.leftovers),
    ...answerSections(document),
    sourceSection(document),
    html`<footer>${document.tool.name} ${document.tool.version}, ${document.schema}</footer>`,
  ]);
}

function heading({ target, run, verdict, exitCode, totals }: ReportDocument): Markup {
  const facts: readonly (readonly [string, Insertable])[] = [
    ['endpoint', target.endpoint],
    ['bucket', `${target.bucket}, region ${target.region}`],
    ['asked', `addressing ${target.addressing}, auth ${target.auth}, ${run.behaviours.join(' and ')}`],
    ['written', run.prefix === '' ? 'nothing: the run was read-only' : `below ${run.prefix}`],
    ['started', `${run.startedAt}, took ${duration(run.durationMs)}`],
    ['traffic', `${count(run.requests, 'request')}, ${size(run.bytesSent)} sent, ${size(run.bytesReceived)} received`],
    ['draws', `${run.runs} a property, seed ${run.seed}`],
    ['strict', run.strict ? 'yes: violations of level expected decide too' : 'no'],
  ];
  return html`<h1>OSS range conformance of ${target.name}</h1>
<p class="verdict ${verdict}">${verdict}, exit code ${exitCode}</p>
<p>${accountingLine(totals)}</p>
<dl>
${facts.map(
  ([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>
`,
)}</dl>
`;
}

function section(title: string, content: readonly Insertable[]): Markup | null {
  if (content.length === 0) return null;
  return html`<section>
<h2>${title}</h2>
${content}</section>
`;
}

function listSection(title: string, items: readonly string[]): Markup | null {
  if (items.length === 0) return null;
  return section(title, [html`<ul>${items.map((item) => html`<li>${withOptions(item)}</li>`)}</ul>`]);
}

/** A page of hundreds of stories is no overview: beyond this many they are folded. */
const storiesInSight = 50;

/** Those that decide the gate, then those that only warn. */
function violationSections(document: ReportDocument): readonly (Markup | null)[] {
  const { evidence, run } = document;
  const violations = entriesOf(document, 'violates');
  const deciding = violations.filter((entry) => decidesGate(entry, run.strict));
  const others = violations.filter((entry) => !decidesGate(entry, run.strict));
  return [
    section(
      count(deciding.length, 'violation'),
      deciding.map((entry, index) => violationArticle(entry, evidence, index < storiesInSight)),
    ),
    section(
      `${count(others.length, 'violation')} below the gate: reported, not counted against the target`,
      others.map((entry) => violationArticle(entry, evidence, false)),
    ),
    section(
      'Known deviations, accepted by a list',
      entriesOf(document, 'known').map((entry) => violationArticle(entry, evidence, false)),
    ),
  ];
}

function verdictSections(document: ReportDocument): readonly (Markup | null)[] {
  return (['inconclusive', 'not-run', 'not-applicable'] as const).map((verdict) => {
    const entries = entriesOf(document, verdict);
    return section(`${entries.length} ${verdict}`, causeArticles(entries, document.evidence));
  });
}

function entriesOf({ checks, properties }: ReportDocument, verdict: VerdictName): readonly ReportEntry[] {
  return [...checks, ...properties].filter((entry) => entry.verdict === verdict);
}

/** Answers to rows that no source decides are data, not verdicts; the rest is there to be looked up. */
function answerSections({ checks }: ReportDocument): readonly (Markup | null)[] {
  const observed = checks.filter(({ level, response }) => level === 'observed' && response !== null);
  const tables = [
    { title: `${count(observed.length, 'answer')} to observed rows, which no source decides`, checks: observed },
    { title: `All ${count(checks.length, 'check')}`, checks },
  ].filter((table) => table.checks.length > 0);
  return [
    section(
      'Answers',
      tables.map(
        (table) => html`<details>
<summary>${table.title}</summary>
${answersTable(table.checks)}</details>
`,
      ),
    ),
  ];
}

function sourceSection({ evidence }: ReportDocument): Markup | null {
  const sources = Object.values(evidence).map(
    ({ title, address, kind }) => html`<li>${link(title, address)}, ${kind}</li>
`,
  );
  return section(
    'Sources',
    sources.length === 0
      ? []
      : [
          html`<details>
<summary>${count(sources.length, 'source')} of what is claimed</summary>
<ul>
${sources}</ul></details>
`,
        ],
  );
}
