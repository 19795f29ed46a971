import type { ReportDocument } from '../../document/document.js';
import { decidesGate, entryLabel, type ReportEntry, violatedAspects } from '../../document/entry.js';
import { receivedLine, unjudgedReason, unjudgedText, violationSummary, violationText } from '../../text/describe.js';
import { visible } from '../../text/outside-text.js';
import { storyOf } from '../../text/story.js';
import { accountingLine } from '../../text/tally.js';

/** What one `<testcase>` says, before it is XML. */
export interface JunitCase {
  /** Name of the suite too: readers group by either. */
  readonly className: string;
  readonly name: string;
  /** Where the row of the table stands; null for what no row says. */
  readonly place: { readonly file: string; readonly line: number } | null;
  readonly durationMs: number;
  readonly properties: readonly (readonly [name: string, value: string])[];
  /** Null for a case that passes. A case never has two results: readers disagree about which one counts. */
  readonly result: JunitResult | null;
  /** Standard output, for what a passing case has to say. */
  readonly output: string | null;
}

export interface JunitResult {
  readonly element: 'failure' | 'error' | 'skipped';
  /** Null for `skipped`, which has no type. */
  readonly type: string | null;
  /** One line. */
  readonly message: string;
  readonly text: string;
}

/**
 * A check or a law as a test case. Red are exactly the violations that decide the gate (`failure`) and everything that was not
 * judged (`error`); a violation below the gate and a known deviation pass and tell their story as output.
 */
export function junitCase(entry: ReportEntry, document: ReportDocument): JunitCase {
  const topic = 'id' in entry ? entry.topic : 'properties';
  return {
    className: `${document.target.name}.${topic}.${entry.behaviour}`,
    name: entryLabel(entry),
    place: 'id' in entry ? entry.spec : null,
    durationMs: entry.durationMs,
    properties: caseProperties(entry, document),
    result: caseResult(entry, document),
    output: caseOutput(entry, document),
  };
}

/** The run as a whole, for a run that does not exit with 0. */
export function gateCase(document: ReportDocument): JunitCase {
  const lines = [...document.gate, accountingLine(document.totals), ...document.notices];
  return {
    className: `${document.target.name}.gate`,
    name: 'gate',
    place: null,
    durationMs: 0,
    properties: [],
    result: {
      element: document.exitCode === 1 ? 'failure' : 'error',
      type: 'gate',
      message: `${document.verdict}, exit code ${document.exitCode}`,
      text: lines.map(visible).join('\n'),
    },
    output: null,
  };
}

function caseResult(entry: ReportEntry, { evidence, run }: ReportDocument): JunitResult | null {
  switch (entry.verdict) {
    case 'violates': {
      if (!decidesGate(entry, run.strict)) return null;
      const type = violatedAspects(entry)[0]?.aspect ?? entry.verdict;
      return { element: 'failure', type, message: violationSummary(entry), text: violationText(entry, evidence) };
    }
    case 'inconclusive':
    case 'not-run': {
      const type = entry.cause?.kind ?? entry.verdict;
      return { element: 'error', type, message: unjudgedReason(entry), text: unjudgedText(entry) };
    }
    case 'not-applicable': {
      const reason = unjudgedReason(entry);
      return { element: 'skipped', type: null, message: reason, text: reason };
    }
    case 'conforms':
    case 'known':
      return null;
  }
}

function caseOutput(entry: ReportEntry, { evidence, run }: ReportDocument): string | null {
  switch (entry.verdict) {
    case 'known':
      return `a known deviation, accepted by the list of known deviations\n${violationText(entry, evidence)}`;
    case 'violates': {
      if (decidesGate(entry, run.strict)) return null;
      const remedy = run.strict ? '' : '; under --strict `expected` decides too';
      return `violates below the gate${remedy}\n${violationText(entry, evidence)}`;
    }
    case 'conforms': {
      const { exchange, notes } = storyOf(entry);
      const recorded = entry.level === 'observed' && exchange !== null ? [`recorded: ${receivedLine(exchange)}`] : [];
      const lines = [...recorded, ...notes];
      return lines.length === 0 ? null : lines.map(visible).join('\n');
    }
    case 'inconclusive':
    case 'not-run':
    case 'not-applicable':
      return null;
  }
}

function caseProperties(entry: ReportEntry, { evidence, target }: ReportDocument): JunitCase['properties'] {
  const { about, exchange } = storyOf(entry);
  const sources = entry.evidence.map((id) => {
    const source = Object.hasOwn(evidence, id) ? evidence[id] : undefined;
    return [`evidence.${id}`, source === undefined ? id : `${source.title} <${source.address}>`] as const;
  });
  return [
    ['verdict', entry.verdict],
    ['behaviour', entry.behaviour],
    ['level', entry.level],
    ['about', about],
    ...(exchange === null ? [] : [['range', exchange.request.range.join('\n')] as const]),
    ...('id' in entry ? [] : [['draws', String(entry.runs)] as const, ['seed', String(entry.seed)] as const]),
    ['endpoint', target.endpoint],
    ...sources,
  ];
}
