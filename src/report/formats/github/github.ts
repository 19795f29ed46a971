import type { ReportDocument } from '../../document/document.js';
import { decidesGate, entryLabel, type ReportEntry } from '../../document/entry.js';
import { unjudgedReason, violationSummary } from '../../text/describe.js';
import { commandData, commandProperty, type Printable, printable } from '../../text/outside-text.js';
import { count } from '../../text/quantity.js';
import { accountingLine, groupBy } from '../../text/tally.js';

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  /** Of a file below the folder of the repository; null for what no row says. */
  readonly place: { readonly file: string; readonly line: number } | null;
  readonly title: string;
  readonly lines: readonly string[];
}

/** GitHub shows ten errors, ten warnings and ten notices of a step, and drops the rest without a word. */
const mostOfALevel = 10;

/** Of one cause so many are told, the rest is counted. */
const mostLines = 5;

/** In characters; longer ones are cut, because GitHub cuts what is longer than 64 KiB anywhere. */
const longestLine = 500;

/**
 * Annotations for GitHub, as workflow commands: one error for the gate, one for each topic that violates and one for
 * each cause for which something was not judged, warnings below the gate, and notices. Where there are more than ten of
 * a level, the last one counts those that are left out. Each command is one line, for any answer of a server.
 */
export function toGithub(document: ReportDocument): Printable {
  const entries = [...document.checks, ...document.properties];
  const violations = entries.filter(({ verdict }) => verdict === 'violates');
  const deciding = violations.filter((entry) => decidesGate(entry, document.run.strict));
  const below = violations.filter((entry) => !decidesGate(entry, document.run.strict));
  const unjudged = entries.filter(({ verdict }) => verdict === 'inconclusive' || verdict === 'not-run');
  const annotations = [
    ...atMostTen([...gateError(document), ...byTopic(deciding, 'error'), ...byCause(unjudged)]),
    ...atMostTen(byTopic(below, 'warning')),
    ...atMostTen(document.notices.map((line) => ({ level: 'notice', place: null, title: 'Notice', lines: [line] }))),
  ];
  return printable(annotations.map((annotation) => `${command(annotation)}\n`).join(''));
}

function gateError({ verdict, exitCode, totals, gate, target }: ReportDocument): readonly Annotation[] {
  if (exitCode === 0) return [];
  const title = `OSS range conformance of ${target.name}: ${verdict}, exit code ${exitCode}`;
  return [{ level: 'error', place: null, title, lines: [accountingLine(totals), ...gate] }];
}

function byTopic(violations: readonly ReportEntry[], level: 'error' | 'warning'): readonly Annotation[] {
  const below = level === 'warning' ? ' below the gate' : '';
  const topics = groupBy(violations, (entry) => ('id' in entry ? entry.topic : 'properties'));
  return [...topics].map(([topic, members]) => {
    const [first] = members;
    return {
      level,
      place: first !== undefined && 'id' in first ? first.spec : null,
      title: `${topic}: ${count(members.length, 'violation')}${below}`,
      lines: some(members, (entry) => `${entryLabel(entry)}: ${violationSummary(entry)}`),
    };
  });
}

function byCause(unjudged: readonly ReportEntry[]): readonly Annotation[] {
  return [...groupBy(unjudged, unjudgedReason)].map(([reason, members]) => {
    const [first] = members;
    return {
      level: 'error',
      place: first !== undefined && 'id' in first ? first.spec : null,
      title: `${count(members.length, 'check')} not judged`,
      lines: [reason, ...some(members, entryLabel)],
    };
  });
}

function some<T>(members: readonly T[], lineOf: (member: T) => string): readonly string[] {
  const rest = members.length - mostLines;
  return [...members.slice(0, mostLines).map(lineOf), ...(rest > 0 ? [`and ${rest} more`] : [])];
}

function atMostTen(annotations: readonly Annotation[]): readonly Annotation[] {
  if (annotations.length <= mostOfALevel) return annotations;
  const shown = annotations.slice(0, mostOfALevel - 1);
  const rest = annotations.slice(mostOfALevel - 1);
  const title = `${rest.length} more annotations omitted; see the reports for all of them`;
  return [...shown, { level: rest[0]!.level, place: null, title, lines: rest.map((one) => one.title) }];
}

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands: what ends a line or a value is written in percent. */
function command({ level, place, title, lines }: Annotation): string {
  const values = [
    ...(place === null ? [] : [`file=${commandProperty(place.file)}`, `line=${place.line}`]),
    `title=${commandProperty(cut(title))}`,
  ];
  return `::${level} ${values.join(',')}::${lines.map((line) => commandData(cut(line))).join('%0A')}`;
}

const cut = (text: string): string => (text.length <= longestLine ? text : `${text.slice(0, longestLine)}…`);
