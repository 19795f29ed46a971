import type { Outcome } from '../spec/outcome.js';
import type { Behaviour, Level } from '../spec/vocabulary.js';
import { decisionTable, type Situation } from './decision-table.js';
import { readRange } from './range-grammar.js';
import { resolveAnswer } from './resolve-answer.js';
import { situationOf } from './situation-of.js';

/** What must come back, or what the evidence leaves open. */
export interface Expectation {
  /** The rule that decided; see `decisionTable`. */
  readonly rule: Situation;
  readonly level: Level;
  /** Never empty; several where sources are silent or disagree. */
  readonly outcomes: readonly Outcome[];
  readonly why: string;
  readonly evidence: readonly string[];
}

/**
 * The expected answer to a GET.
 *
 * @param size complete length of the object in bytes, a safe integer
 * @param lines values of the Range field lines as sent; empty for a request without Range
 */
export function expectRange(size: number, lines: readonly string[], behaviour: Behaviour): Expectation {
  const reading = readRange(lines);
  const rule = situationOf(size, reading);
  const decision = decisionTable[rule][behaviour];
  const outcomes = distinct(decision.answers.flatMap((answer) => resolveAnswer(answer, size, reading)));
  return { rule, level: decision.level, outcomes, why: decision.why, evidence: decision.evidence };
}

function distinct(outcomes: readonly Outcome[]): readonly Outcome[] {
  return [...new Map(outcomes.map((outcome) => [JSON.stringify(outcome), outcome])).values()];
}
