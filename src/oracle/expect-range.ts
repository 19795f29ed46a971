import type { Outcome } from '../spec/outcome.js';
import type { Behaviour, Level } from '../spec/vocabulary.js';
import { type Answer, decisionTable, type Situation } from './decision-table.js';
import { largestPosition, type RangeReading, readRange, type SimpleRange } from './range-grammar.js';
import { selectSlice } from './select-slice.js';

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

/** The vendor's SDKs carry positions as signed 64-bit integers; no source shows a larger number. */
const largestDocumentedPosition = 2n ** 63n - 1n;

const refused: Outcome = { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' };

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
  const candidates = rangesIn(reading);
  const outcomes = distinct(decision.answers.flatMap((answer) => resolve(answer, size, candidates)));
  return { rule, level: decision.level, outcomes, why: decision.why, evidence: decision.evidence };
}

/** Which row of the decision table applies. */
export function situationOf(size: number, reading: RangeReading): Situation {
  switch (reading.kind) {
    case 'absent':
      return 'no-range';
    case 'repeated':
      return 'repeated-lines';
    case 'list':
      return listSituation(size, reading.head);
    case 'malformed':
    case 'garbled':
    case 'respelled':
      return reading.kind;
    default:
      break;
  }
  if ((largestPosition(reading) ?? 0n) > largestDocumentedPosition) return 'oversize';
  if (reading.kind === 'inverted' || reading.kind === 'negative') return reading.kind;
  return boundsSituation(BigInt(size), reading);
}

function boundsSituation(size: bigint, range: SimpleRange): Situation {
  if (range.kind === 'suffix') {
    if (size === 0n) return range.length === 0n ? 'empty-suffix-zero' : 'empty-suffix';
    if (range.length === 0n) return 'suffix-zero';
    return range.length > size ? 'suffix-longer' : 'satisfiable';
  }
  if (size === 0n) return 'empty-any';
  if (range.first >= size) return 'start-past-eof';
  return range.kind === 'closed' && range.last >= size ? 'end-past-eof' : 'satisfiable';
}

/** The vendor documents lists only with a satisfiable first range, and tests them only with a malformed first element. */
function listSituation(size: number, head: RangeReading): Situation {
  if (head.kind === 'malformed') return 'list-malformed';
  if (head.kind === 'respelled' || head.kind === 'garbled') return head.kind;
  const situation = situationOf(size, head);
  if (situation === 'satisfiable') return 'list-satisfiable';
  return situation === 'oversize' || situation === 'suffix-zero' ? 'list-unsettled' : 'list-other';
}

/** The well-formed ranges that a reading could stand for. */
function rangesIn(reading: RangeReading): SimpleRange[] {
  switch (reading.kind) {
    case 'closed':
    case 'open':
    case 'suffix':
      return [reading];
    case 'respelled':
      return reading.as ? [reading.as] : [];
    case 'list':
      return rangesIn(reading.head);
    case 'repeated':
      return reading.lines.flatMap(rangesIn);
    default:
      return [];
  }
}

function resolve(answer: Answer, size: number, ranges: readonly SimpleRange[]): Outcome[] {
  switch (answer) {
    case 'refused':
      return [refused];
    case 'whole':
      return [{ status: 200, body: size === 0 ? { kind: 'empty' } : { kind: 'whole' } }];
    case 'slice':
      return ranges
        .map((range) => selectSlice(size, range))
        .filter((slice) => slice !== null)
        .map((slice) => ({ status: 206, body: { kind: 'slice', ...slice } }));
  }
}

function distinct(outcomes: readonly Outcome[]): Outcome[] {
  return [...new Map(outcomes.map((outcome) => [JSON.stringify(outcome), outcome])).values()];
}
