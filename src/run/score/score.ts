import { controls } from '../../reference/faults/controls.js';
import { faults } from '../../reference/faults/faults.js';
import { type Level, levels } from '../../spec/model/vocabulary.js';
import { type Catch, counts, type FaultResult } from './fault-result.js';

/** One fault with what the suite makes of it. */
export interface ScoredFault extends Omit<FaultResult, 'catches'> {
  readonly isCaught: boolean;
  /** The hardest level at which it is caught; null where it is not. */
  readonly level: Level | null;
  /** Checks and properties that call it a violation, what is only observed left out. */
  readonly catches: readonly Catch[];
}

/** One control with what the suite wrongly says of it. */
export interface ScoredControl extends FaultResult {
  readonly isAccused: boolean;
}

/** What the suite's green is worth. The JSON of `oss-range score`. */
export interface Score {
  readonly schema: 'oss-range-score/1';
  readonly faults: readonly ScoredFault[];
  readonly controls: readonly ScoredControl[];
  /** Rows and properties that are the only one to catch some fault, with those faults. */
  readonly alone: readonly { readonly id: string; readonly faults: readonly string[] }[];
  /** Rows that catch no fault. */
  readonly idle: readonly string[];
  readonly durationMs: number;
}

/**
 * Adds up what came of the faults and controls that were run.
 *
 * @param rows - ids of every row that was asked
 */
export function scoreOf(results: readonly FaultResult[], rows: readonly string[], durationMs: number): Score {
  const byName = new Map(results.map((result) => [result.name, result]));
  const of = (all: readonly { readonly name: string }[]): FaultResult[] =>
    all.flatMap(({ name }) => byName.get(name) ?? []);
  const scored = of(faults).map(scoredFault);
  const hits = new Set(scored.flatMap(({ catches }) => catches.map(({ id }) => id)));
  return {
    schema: 'oss-range-score/1',
    faults: scored,
    controls: of(controls).map((result) => ({ ...result, isAccused: result.catches.length > 0 })),
    alone: aloneIn(scored),
    idle: rows.filter((id) => !hits.has(id)),
    durationMs: Math.round(durationMs),
  };
}

function scoredFault(result: FaultResult): ScoredFault {
  const catches = result.catches.filter(counts);
  const level = levels.find((candidate) => catches.some((one) => one.level === candidate)) ?? null;
  return { ...result, catches, level, isCaught: level !== null };
}

function aloneIn(scored: readonly ScoredFault[]): Score['alone'] {
  const found = new Map<string, string[]>();
  for (const { name, catches } of scored) {
    const [only, second] = new Set(catches.map(({ id }) => id));
    if (only === undefined || second !== undefined) continue;
    found.set(only, [...(found.get(only) ?? []), name]);
  }
  return [...found].map(([id, names]) => ({ id, faults: names })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether every fault is caught by a violation of level required or expected, and no control is accused. */
export const isFull = (score: Score): boolean =>
  score.faults.every(({ isCaught }) => isCaught) && score.controls.every(({ isAccused }) => !isAccused);
