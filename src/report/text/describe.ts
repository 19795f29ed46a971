import type { AspectResult } from '../../judge/verdict.js';
import { type Level, modeHeaderName } from '../../spec/model/vocabulary.js';
import type { ReportDocument, RequestReport, StepReport } from '../document/document.js';
import { entryLabel, type ReportEntry, relevantFields, violatedAspects } from '../document/entry.js';
import { visible } from './outside-text.js';
import { count } from './quantity.js';
import { type Story, type StoryExchange, storyOf } from './story.js';

/** The sources of a report by their ids. */
export type EvidenceById = ReportDocument['evidence'];

/**
 * A violation in full, uncoloured, several lines without a line feed at the end: what was asked, what was expected and
 * the sources, the answer, each failed comparison, the first difference, the place of the row and how to repeat it.
 * Safe to show on a terminal for any answer of a server. Terminal and JUnit show this same text.
 */
export function violationText(entry: ReportEntry, evidence: EvidenceById): string {
  return violationLines(entry, evidence).map(visible).join('\n');
}

/** The lines of {@link violationText} before they are made safe; the first is the heading. */
export function violationLines(entry: ReportEntry, evidence: EvidenceById): readonly string[] {
  return block(entryHeading(entry), violationFields(entry, evidence));
}

/** `end-past-eof/from-the-middle (default) violates, required` */
export function entryHeading(entry: ReportEntry): string {
  return `${entryLabel(entry)} ${entry.verdict === 'known' ? 'violates' : entry.verdict}, ${entry.level}`;
}

/** What a story says under one heading, not yet made safe. */
export interface StoryField {
  readonly label: StoryLabel;
  /** At least one. */
  readonly lines: readonly string[];
}

export type StoryLabel =
  | 'about'
  | 'draw'
  | 'cause'
  | 'requested'
  | 'expected'
  | 'because'
  | 'received'
  | 'violated'
  | 'difference'
  | 'note'
  | 'row'
  | 'repeat'
  | 'curl';

/** The story of a violation, field by field, in the order in which it is told. Every format shows these. */
export function violationFields(entry: ReportEntry, evidence: EvidenceById): readonly StoryField[] {
  const story = storyOf(entry);
  const { exchange, steps } = story;
  const single = steps.length === 0 ? exchange : null;
  return [
    ...field('about', [story.about]),
    ...field('draw', present(story.draw)),
    ...field('requested', single === null ? stepLines(steps) : requestLines(single.request)),
    ...field('expected', present(exchange?.expected)),
    ...field('because', becauseLines(entry, story, evidence)),
    ...field('received', single === null ? [] : [receivedLine(single)]),
    ...field('violated', violatedAspects(entry).map(violatedLine)),
    ...field('difference', present(exchange?.response?.difference)),
    ...field('note', story.notes),
    ...repeatFields(story),
  ];
}

/**
 * An entry that could not be judged or was not run, in full and in the form of {@link violationText}: what was, or
 * would have been, asked, the cause, and how to repeat it.
 */
export function unjudgedText(entry: ReportEntry): string {
  return block(entryHeading(entry), unjudgedFields(entry)).map(visible).join('\n');
}

/** The fields of {@link unjudgedText}. */
export function unjudgedFields(entry: ReportEntry): readonly StoryField[] {
  const story = storyOf(entry);
  return [
    ...field('about', [story.about]),
    ...field('cause', [unjudgedReason(entry)]),
    ...field('requested', story.exchange === null ? [] : requestLines(story.exchange.request)),
    ...field('note', story.notes),
    ...repeatFields(story),
  ];
}

/** Why an entry was not judged, in one line: `timeout: no answer within 30000 ms`, or the reason it gives. */
export function unjudgedReason({ cause, reason }: ReportEntry): string {
  return visible(cause === null ? (reason ?? 'no reason was recorded') : `${cause.kind}: ${cause.message}`);
}

/** A violation in one line, for titles and attributes: `expected 200, the whole object; received 206, bytes 500-999`. */
export function violationSummary(entry: ReportEntry): string {
  const { about, exchange } = storyOf(entry);
  if (exchange === null) return visible(`does not hold: ${about}`);
  return visible(`expected ${exchange.expected}; received ${receivedLine(exchange)}`);
}

/** What came back, in one line; the contract leaves it empty when nothing did. */
export function receivedLine(exchange: Pick<StoryExchange, 'received'>): string {
  return exchange.received === '' ? 'nothing' : exchange.received;
}

function requestLines(request: RequestReport): readonly string[] {
  const fields = relevantFields(request.headers).filter(([name]) => name.toLowerCase() !== 'range');
  const withMode = fields.some(([name]) => name.toLowerCase() === modeHeaderName);
  return [
    request.url === '' ? `${request.method}, not sent` : `${request.method} ${request.url}`,
    ...(request.range.length === 0 ? ['no Range header'] : request.range.map((value) => `Range: ${value}`)),
    ...fields.map(([name, value]) => `${name}: ${value}`),
    ...(withMode ? [] : [`no ${modeHeaderName} header`]),
    `of the object ${request.object}, ${count(request.objectSize, 'byte')}`,
  ];
}

/** Each request in one line with what came back, by number; and what all of them are about. */
function stepLines(steps: readonly StepReport[]): readonly string[] {
  const objects = new Set(steps.map(({ request }) => `${request.object}, ${count(request.objectSize, 'byte')}`));
  const lines = steps.map((step, index) => {
    const { method, headers } = step.request;
    const fields = relevantFields(headers).filter(([name]) => !unaskedFields.has(name.toLowerCase()));
    const requested = [method, ...fields.map(([name, value]) => `${name}: ${value}`)].join(', ');
    const about = objects.size > 1 ? ` of ${step.request.object}` : '';
    return `${index + 1}. ${requested}${about} -> ${receivedLine(step)}`;
  });
  return [...lines, ...(objects.size === 1 ? [`of the object ${[...objects].join()}`] : [])];
}

/** Fields that the suite adds to requests of its own and that are the same in each. */
const unaskedFields: ReadonlySet<string> = new Set(['accept-encoding', 'content-type']);

function becauseLines(entry: ReportEntry, story: Story, evidence: EvidenceById): readonly string[] {
  const sources = sourcesOfEntry(entry, evidence).map(({ title, address }) =>
    address === null ? title : `${title} <${address}>`,
  );
  return [groundOf(entry), ...sources, ...present(story.why)];
}

/** What a claim rests on, in one line: `required: a source says so`. */
export function groundOf({ level, evidence }: ReportEntry): string {
  return `${level}: ${evidence.length === 0 ? 'no source is cited' : levelGrounds[level]}`;
}

/** The sources that an entry cites; one that the report does not quote has its id as title and no address. */
export function sourcesOfEntry(
  entry: ReportEntry,
  evidence: EvidenceById,
): readonly { readonly title: string; readonly address: string | null }[] {
  return entry.evidence.map((id) => {
    const source = Object.hasOwn(evidence, id) ? evidence[id] : undefined;
    return source ?? { title: id, address: null };
  });
}

/** What the sources of a claim are to it, by its level. */
const levelGrounds: Readonly<Record<Level, string>> = {
  required: 'a source states it',
  expected: 'it follows from a source',
  observed: 'the sources are silent or disagree',
};

function violatedLine({ aspect, level, expected, actual, invariant }: AspectResult): string {
  const rule = invariant === undefined ? '' : `; ${level} by the invariant: ${invariant}`;
  return `${aspect}: expected ${expected}, got ${actual}${rule}`;
}

function repeatFields(story: Story): readonly StoryField[] {
  return [
    ...field('row', story.row),
    ...field('repeat', [story.command]),
    ...field('curl', present(story.exchange?.curl)),
  ];
}

/** The contract has both null and the empty string for what is not there. */
function present(line: string | null | undefined): readonly string[] {
  return line ? [line] : [];
}

/** Nothing at all where there is no line. */
function field(label: StoryLabel, lines: readonly string[]): readonly StoryField[] {
  return lines.length === 0 ? [] : [{ label, lines }];
}

/** Wide enough for the longest label, `difference`. */
const labelWidth = 12;

/** The heading, and below it each field with its label before the first line and blanks before the others. */
function block(heading: string, fields: readonly StoryField[]): readonly string[] {
  const lines = fields.flatMap(({ label, lines }) =>
    lines.map((line, index) => `  ${(index === 0 ? label : '').padEnd(labelWidth)}${line}`),
  );
  return [heading, ...lines];
}
