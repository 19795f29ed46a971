import type { VerdictName } from '../../../gate/totals.js';
import type { ReportDocument } from '../../document/document.js';
import { decidesGate, entryLabel, type ReportEntry } from '../../document/entry.js';
import { clientHeading, clientLines } from '../../text/client-summary.js';
import { entryHeading, receivedLine, unjudgedReason, violationLines } from '../../text/describe.js';
import { fenced, inElement, inline, type Printable, printable } from '../../text/outside-text.js';
import { count, duration, size } from '../../text/quantity.js';
import { storyOf } from '../../text/story.js';
import { accountingLine, type BehaviourRow, behaviourRows, draws, groupBy, tally } from '../../text/tally.js';
import { fitSections, type Section } from './fit-sections.js';

/** In bytes: a GitHub comment may have 65,536 characters. */
export const commentSize = 64_000;

/** In bytes: GitHub refuses the summary of a step above 1 MiB (1,024 KiB). */
export const stepSummarySize = 1_000_000;

/**
 * The report as GitHub Flavored Markdown, for comments and job summaries: verdict, gate, what violates, what was not
 * judged, overview, and the stories of violations in folds. What does not fit is left out and counted.
 *
 * @param most in bytes of UTF-8
 */
export function toMarkdown(document: ReportDocument, most: number = commentSize): Printable {
  return printable(fitSections(head(document), sections(document), most));
}

function head({ target, verdict, exitCode, totals, run }: ReportDocument): string {
  const traffic = `${count(run.requests, 'request')}, ${size(run.bytesSent)} sent, ${size(run.bytesReceived)} received`;
  return [
    `## OSS range conformance of ${inline(target.name)}: ${verdict}`,
    '',
    `**${verdict}, exit code ${exitCode}.** ${accountingLine(totals)}.`,
    '',
    `Endpoint ${inline(target.endpoint)}, auth ${inline(target.auth)}, ${run.behaviours.join(' and ')}, ${traffic}, ${duration(run.durationMs)}, seed ${run.seed}.`,
    '',
  ].join('\n');
}

function sections(document: ReportDocument): readonly Section[] {
  const { checks, properties, run } = document;
  const { behaviours, strict } = run;
  const violations = entriesOf(document, 'violates');
  const deciding = violations.filter((entry) => decidesGate(entry, strict));
  const others = violations.filter((entry) => !decidesGate(entry, strict));
  return [
    list('Gate', 'line', document.gate),
    list(
      'Best explained by',
      'sentence',
      document.explanations.map(({ sentence }) => sentence),
    ),
    violationTable(count(deciding.length, 'violation'), deciding),
    ...(['inconclusive', 'not-run'] as const).map((verdict) => causeTable(document, verdict)),
    ...(document.clients ?? []).map((client) => list(inline(clientHeading(client)), 'row', clientLines(client))),
    overview(
      'topic',
      behaviours,
      behaviourRows(checks, ({ topic }) => topic, behaviours, tally),
    ),
    overview(
      'property',
      behaviours,
      behaviourRows(properties, ({ name }) => name, behaviours, draws),
    ),
    list('Notices', 'notice', document.notices),
    violationTable(`${count(others.length, 'violation')} below the gate`, others),
    violationTable('Known deviations', entriesOf(document, 'known')),
    causeTable(document, 'not-applicable'),
    list('Left behind', 'key', document.leftovers),
    stories(deciding, document),
  ];
}

function entriesOf({ checks, properties }: ReportDocument, verdict: VerdictName): readonly ReportEntry[] {
  return [...checks, ...properties].filter((entry) => entry.verdict === verdict);
}

/** A sentence of the gate can be long. */
const longest = 1_000;

function list(title: string, noun: string, lines: readonly string[]): Section {
  return { heading: `### ${title}\n\n`, noun, items: lines.map((line) => `* ${inline(line, longest)}\n`) };
}

function table(title: string, noun: string, head: readonly string[], rows: readonly (readonly string[])[]): Section {
  const lines = [head, head.map(() => '---')].map(row);
  return { heading: `### ${title}\n\n${lines.join('')}`, noun, items: rows.map(row) };
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

function violationTable(title: string, entries: readonly ReportEntry[]): Section {
  const rows = entries.map((entry) => {
    const { exchange } = storyOf(entry);
    const answers = exchange === null ? ['', ''] : [exchange.expected, receivedLine(exchange)];
    const ranges = exchange?.request.range ?? [];
    return [entryLabel(entry), entry.level, ranges.join(' and '), ...answers].map((cell) => inline(cell));
  });
  return table(title, 'violation', ['check', 'level', 'Range', 'expected', 'received'], rows);
}

/** Enough to look one up. */
const examplesShown = 3;

/** One row a cause, the most frequent first. */
function causeTable(document: ReportDocument, verdict: VerdictName): Section {
  const entries = entriesOf(document, verdict);
  const causes = [...groupBy(entries, unjudgedReason)].sort(([, a], [, b]) => b.length - a.length);
  const rows = causes.map(([reason, members]) => {
    const examples = members.slice(0, examplesShown).map(entryLabel).join(', ');
    const more = members.length > examplesShown ? ', …' : '';
    return [inline(reason), String(members.length), `${inline(examples)}${more}`];
  });
  return table(`${entries.length} ${verdict}`, 'cause', ['cause', 'times', 'as in'], rows);
}

function overview(title: string, behaviours: readonly string[], rows: readonly BehaviourRow<string>[]): Section {
  const cells = rows.map((one) => [one.group, ...one.cells].map((cell) => inline(cell)));
  return table(`By ${title}`, title, [title, ...behaviours], cells);
}

function stories(entries: readonly ReportEntry[], { evidence }: ReportDocument): Section {
  const items = entries.map((entry) => {
    const summary = `<details><summary>${inElement(entryHeading(entry))}</summary>`;
    return [summary, '', fenced(violationLines(entry, evidence).slice(1)), '', '</details>', ''].join('\n');
  });
  return { heading: '### Violations in full\n\n', noun: 'violation', items };
}
