import type { RunVerdict, VerdictName } from '../../gate/totals.js';
import { type Level, levels } from '../../spec/model/vocabulary.js';
import type { ReportDocument } from '../document/document.js';
import { entryLabel, type ReportEntry, violatedAspects } from '../document/entry.js';
import { answerOf } from './answer-words.js';
import { caveatsOn } from './caveats.js';

/** Two runs, and what is not as it was. */
export interface RunDifference {
  readonly schema: 'oss-range-diff/1';
  readonly before: RunSummary;
  readonly after: RunSummary;
  /** Whether every check and property is in both, with the same verdict. */
  readonly sameVerdicts: boolean;
  /** What got worse first; see {@link changeKinds}. */
  readonly changes: readonly Change[];
  /** How many have the same verdict and the same answer. */
  readonly unchanged: number;
  readonly remarks: readonly string[];
}

export interface RunSummary {
  readonly target: string;
  readonly endpoint: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly verdict: RunVerdict;
  readonly exitCode: number;
  readonly planned: number;
}

export interface Change {
  readonly kind: ChangeKind;
  /** `end-past-eof/from-the-middle (default)` */
  readonly label: string;
  readonly level: Level;
  /** Null where it is new. */
  readonly before: ChangedEntry | null;
  /** Null where it is gone. */
  readonly after: ChangedEntry | null;
}

export interface ChangedEntry {
  readonly verdict: VerdictName;
  /** `206 0-999`, `200 whole`, `416 InvalidRange`; or why there is no answer. */
  readonly answer: string;
}

/**
 * `worse`: it violates now, or is not known to conform any more. `better`: it conforms now, or is known now. `verdict`: any
 * other verdict. `answer`: the same verdict with another answer. `new`, `gone`: only one report contains it.
 */
export const changeKinds = ['worse', 'better', 'verdict', 'answer', 'new', 'gone'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/**
 * Compares two runs, as `oss-range diff` does.
 *
 * @param before the report of a run
 * @param after the report of a later run
 * @returns what changed, the worst first; `sameVerdicts` decides the exit code of `oss-range diff`
 *
 * @example
 * ```ts
 * import { compareRuns, runConformance, startEmbeddedEndpoint } from 'oss-range-conformance';
 *
 * const cases = ['end-past-eof/from-the-middle'];
 * const before = await runConformance({ target: 'embedded', cases });
 * const store = await startEmbeddedEndpoint({ fault: 'clamps-under-default' });
 * const { url: endpoint, bucket, region } = store;
 * const after = await runConformance({ endpoint, bucket, region, cases });
 * await store.close();
 * const { sameVerdicts, changes } = compareRuns(before, after);
 *
 * console.log(sameVerdicts); // false
 * console.log(changes[0]?.kind, changes[0]?.label); // worse end-past-eof/from-the-middle (default)
 * ```
 */
export function compareRuns(before: ReportDocument, after: ReportDocument): RunDifference {
  const [old, now] = [before, after].map(({ checks, properties }) => byLabel([...checks, ...properties]));
  const labels = [...new Set([...now!.keys(), ...old!.keys()])];
  const changes = labels.flatMap((label) => changeOf(label, old!.get(label), now!.get(label)));
  const named = [
    { name: 'before', document: before },
    { name: 'after', document: after },
  ];
  return {
    schema: 'oss-range-diff/1',
    before: summaryOf(before),
    after: summaryOf(after),
    sameVerdicts: changes.every(({ kind }) => kind === 'answer'),
    changes: changeKinds.flatMap((kind) => changes.filter((change) => change.kind === kind).sort(byGravity)),
    unchanged: labels.length - changes.length,
    remarks: [
      ...(before.target.endpoint === after.target.endpoint ? [] : ['The two runs used different endpoints.']),
      ...caveatsOn(
        named,
        labels.map((label) => [old!.get(label), now!.get(label)]).filter((row) => !row.includes(undefined)),
      ),
    ],
  };
}

/** Violations first, those of hard claims before those of soft ones; else in the order of the run. */
function byGravity(one: Change, other: Change): number {
  const gravity = ({ after, level }: Change): number =>
    after?.verdict === 'violates' ? levels.indexOf(level) : levels.length;
  return gravity(one) - gravity(other);
}

const byLabel = (entries: readonly ReportEntry[]): ReadonlyMap<string, ReportEntry> =>
  new Map(entries.map((entry) => [entryLabel(entry), entry]));

function summaryOf({ target, run, verdict, exitCode, totals }: ReportDocument): RunSummary {
  return {
    target: target.name,
    endpoint: target.endpoint,
    startedAt: run.startedAt,
    verdict,
    exitCode,
    planned: totals.planned,
  };
}

function changeOf(label: string, old: ReportEntry | undefined, now: ReportEntry | undefined): Change[] {
  const entry = now ?? old;
  if (entry === undefined) return [];
  const isComparable = old === undefined || now === undefined || sizeOf(old) === sizeOf(now);
  const [before = null, after = null] = [old, now].map((one) =>
    one === undefined ? null : changed(one, isComparable),
  );
  const kind = kindOf(before, after);
  return kind === null ? [] : [{ kind, label, level: entry.level, before: plain(before), after: plain(after) }];
}

interface Compared extends ChangedEntry {
  /** Which aspects failed: an answer may look alike and be wrong in another way. */
  readonly violated: string;
}

function changed(entry: ReportEntry, isComparable: boolean): Compared {
  const violated = [...new Set(violatedAspects(entry).map(({ aspect }) => aspect))].sort().join();
  return {
    verdict: entry.verdict,
    answer: answerOf(entry, isComparable).words,
    violated: 'id' in entry ? violated : '',
  };
}

const plain = (entry: Compared | null): ChangedEntry | null =>
  entry === null ? null : { verdict: entry.verdict, answer: entry.answer };

const sizeOf = (entry: ReportEntry): number | null => ('id' in entry ? entry.request.objectSize : null);

function kindOf(before: Compared | null, after: Compared | null): ChangeKind | null {
  if (before === null) return 'new';
  if (after === null) return 'gone';
  if (before.verdict !== after.verdict) return directionOf(before.verdict, after.verdict);
  return before.answer === after.answer && before.violated === after.violated ? null : 'answer';
}

/** From the best to the worst; what was not judged says nothing about the target, and stands on no side of a violation. */
const ranks: Readonly<Partial<Record<VerdictName, number>>> = { conforms: 0, known: 1, violates: 2 };

function directionOf(before: VerdictName, after: VerdictName): ChangeKind {
  const [old, now] = [ranks[before], ranks[after]];
  if (old !== undefined && now !== undefined) return now > old ? 'worse' : 'better';
  if (after === 'violates') return 'worse';
  if (old === undefined) return now === undefined ? 'verdict' : 'better';
  return before === 'violates' ? 'verdict' : 'worse';
}
