import type { VerdictName } from '../../gate/totals.js';
import { type Behaviour, behaviours, type Level, levels } from '../../spec/model/vocabulary.js';
import { entryLabel, type ReportEntry } from '../document/entry.js';
import { groupBy } from '../text/tally.js';
import { answerOf, type ComparedResponse } from './answer-words.js';
import { caveatsOn, type NamedReport, type Row, sizesOf } from './caveats.js';

export type { NamedReport };

/** Several targets side by side. Arrays of cells have one for each target, in the order given. */
export interface Matrix {
  readonly targets: readonly NamedReport[];
  readonly topics: readonly TopicRow[];
  /** Checks and properties that targets answered in different ways, the hardest claims first. */
  readonly differences: readonly DifferenceRow[];
  /** How many checks and properties are in `differences`, and how many all targets that were judged answered alike. */
  readonly different: number;
  readonly alike: number;
  /** What a reader has to know about the comparison itself. */
  readonly caveats: readonly string[];
}

export interface TopicRow {
  /** `properties` for the laws. */
  readonly topic: string;
  /** Both where every target has the same counts under both. */
  readonly behaviours: readonly Behaviour[];
  /** Null where the target was not asked. */
  readonly cells: readonly (Counts | null)[];
}

export type Counts = Readonly<Record<VerdictName, number>>;

export interface DifferenceRow {
  /** `end-past-eof/from-the-middle`, `property/list` */
  readonly id: string;
  /** Both where everything else in the row is the same under both. */
  readonly behaviours: readonly Behaviour[];
  readonly level: Level;
  readonly about: string;
  /** What was asked: `bytes=500-2000 of 1000`; empty for a law. */
  readonly requested: string;
  readonly expected: string;
  /** Null where the target was not asked. */
  readonly answers: readonly (ComparedResponse | null)[];
}

/** Puts reports side by side. */
export function compareTargets(targets: readonly NamedReport[]): Matrix {
  const entries = targets.map(({ document }) => [...document.checks, ...document.properties]);
  const byLabel = entries.map((all) => new Map(all.map((entry) => [entryLabel(entry), entry])));
  const labels = [...new Set(entries.flatMap((all) => all.map(entryLabel)))];
  const rows = labels.map((label) => byLabel.map((map) => map.get(label)));
  const different = rows.filter(differ);
  const ordered = levels.flatMap((level) => different.filter((row) => firstOf(row).level === level));
  return {
    targets,
    topics: topicRows(entries),
    differences: merged(ordered.map(differenceRow)),
    different: different.length,
    alike: rows.length - different.length,
    caveats: caveatsOn(targets, rows),
  };
}

/** Each label comes from some entry. */
const firstOf = (row: Row): ReportEntry => row.find((entry) => entry !== undefined)!;

function topicRows(entries: readonly (readonly ReportEntry[])[]): readonly TopicRow[] {
  const topicOf = (entry: ReportEntry): string => ('id' in entry ? entry.topic : 'properties');
  const keyed = entries.map((all) => groupBy(all, (entry) => `${topicOf(entry)} ${entry.behaviour}`));
  const topics = [...new Set(entries.flatMap((all) => all.map(topicOf)))];
  const rows = topics.flatMap((topic) =>
    behaviours.flatMap((behaviour) => {
      const cells = keyed.map((groups) => countsOf(groups.get(`${topic} ${behaviour}`)));
      return cells.some((cell) => cell !== null) ? [{ topic, behaviours: [behaviour], cells }] : [];
    }),
  );
  return merged(rows);
}

/** Rows that differ in nothing but the behaviour as one: few servers know the mode header. */
function merged<T extends { readonly behaviours: readonly Behaviour[] }>(rows: readonly T[]): readonly T[] {
  const groups = groupBy(rows, ({ behaviours: _, ...rest }) => JSON.stringify(rest));
  return [...groups.values()].map((members) => ({
    ...members[0]!,
    behaviours: members.flatMap((member) => member.behaviours),
  }));
}

function countsOf(entries: readonly ReportEntry[] | undefined): Counts | null {
  if (entries === undefined) return null;
  const countOf = (name: VerdictName): number => entries.filter(({ verdict }) => verdict === name).length;
  return {
    conforms: countOf('conforms'),
    violates: countOf('violates'),
    known: countOf('known'),
    inconclusive: countOf('inconclusive'),
    'not-applicable': countOf('not-applicable'),
    'not-run': countOf('not-run'),
  };
}

/** Whether those that were judged did not all answer alike. */
function differ(row: Row): boolean {
  const judged = answersOf(row).filter((answer) => answer !== null && answer.mark !== null);
  return new Set(judged.map((answer) => `${answer?.mark} ${answer?.words}`)).size > 1;
}

function answersOf(row: Row): readonly (ComparedResponse | null)[] {
  const isComparable = sizesOf(row).size <= 1;
  return row.map((entry) => (entry === undefined ? null : answerOf(entry, isComparable)));
}

function differenceRow(row: Row): DifferenceRow {
  const first = firstOf(row);
  const isCheck = 'id' in first;
  return {
    id: isCheck ? first.id : `property/${first.name}`,
    behaviours: [first.behaviour],
    level: first.level,
    about: isCheck ? first.title : first.law,
    requested: isCheck ? `${first.request.range.join(' and ') || 'no Range'} of ${[...sizesOf(row)].join(', ')}` : '',
    expected: isCheck ? first.expected : 'holds',
    answers: answersOf(row),
  };
}
