import type { Outcome } from '../spec/model/outcome.js';
import type { Behaviour, Level } from '../spec/model/vocabulary.js';
import { decisionTable, type RangeDecision, type Situation } from './decision-table.js';
import { largestPosition, type RangeReading, readRange } from './range-grammar.js';
import { resolveAnswer } from './resolve-answer.js';
import { situationOf } from './situation-of.js';

/** What must come back, or what the evidence leaves open. */
export interface Expectation {
  /** The rule that decided; see `decisionTable`. */
  readonly rule: Situation;
  /** That of the rule; a `required` rule makes positions above 2^32 only `expected`. */
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
 * @param decisions what decides; another table than that of the package shows what depends on it
 */
export function expectRange(
  size: number,
  lines: readonly string[],
  behaviour: Behaviour,
  decisions: Readonly<Record<Situation, Readonly<Record<Behaviour, RangeDecision>>>> = decisionTable,
): Expectation {
  const reading = readRange(lines);
  const rule = situationOf(size, reading);
  const decision = decisions[rule][behaviour];
  const outcomes = distinct(decision.answers.flatMap((answer) => resolveAnswer(answer, size, reading)));
  const level = namesUnshownPosition(reading) ? softened(decision.level) : decision.level;
  return { rule, level, outcomes, why: decision.why, evidence: decision.evidence };
}

/** No source shows a number above 2^32. A larger one is an instance of the same rule, and nothing more. */
const largestShownPosition = 2n ** 32n;

/** Of a list only the first element counts where a rule decides, so only that one makes the rule harder or softer. */
function namesUnshownPosition(reading: RangeReading): boolean {
  const deciding = reading.kind === 'list' ? reading.head : reading;
  return (largestPosition(deciding) ?? 0n) > largestShownPosition;
}

const softened = (level: Level): Level => (level === 'required' ? 'expected' : level);

function distinct(outcomes: readonly Outcome[]): readonly Outcome[] {
  return [...new Map(outcomes.map((outcome) => [JSON.stringify(outcome), outcome])).values()];
}
