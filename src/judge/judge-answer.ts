import type { Outcome } from '../spec/model/outcome.js';
import { type Level, levels } from '../spec/model/vocabulary.js';
import type { ReadResponse } from './answer.js';
import { judgeBodyBytes } from './aspects/body-bytes.js';
import { judgeBodyLength } from './aspects/body-length.js';
import type { AspectJudge, Comparison } from './aspects/comparison.js';
import { judgeContentLength } from './aspects/content-length.js';
import { judgeContentRange } from './aspects/content-range.js';
import { judgeErrorCode } from './aspects/error-code.js';
import { judgeHeaderFields } from './aspects/header-fields.js';
import { judgeParts } from './aspects/parts.js';
import { judgeStatus } from './aspects/status.js';
import { isCopy } from './control-differences.js';
import { deriveAnswer } from './derived-answer.js';
import { invariants, invariantsOfCopies } from './invariants.js';
import type { PreparedCheck } from './prepared-check.js';
import type { AspectResult, Verdict } from './verdict.js';

const aspectJudges: readonly AspectJudge[] = [
  judgeStatus,
  judgeErrorCode,
  judgeBodyBytes,
  judgeBodyLength,
  judgeContentRange,
  judgeContentLength,
];

/** The answer itself has another body, so its length says nothing of the part. */
const aspectJudgesOfCopies = aspectJudges.filter((judge) => judge !== judgeContentLength);

/**
 * Judges an answer against the outcomes that a question allows, and against the invariants.
 *
 * An `observed` question has no wrong outcome: what came is noted, and only the invariants can fail.
 */
export function judgeAnswer(check: PreparedCheck, answer: ReadResponse): Verdict {
  const best = closest(check.outcomes.map((outcome) => compare(outcome, check, answer)));
  const outside = best.some((comparison) => !comparison.holds);
  const open = check.level === 'observed';
  const claimed = open && outside ? [] : best.map((comparison) => result(comparison, check.level));
  const coherence = coherenceOf(check, answer);
  const aspects = merge(claimed, coherence);
  const notes = open && outside ? [`The answer, ${answer.status}, is not among those that sources name.`] : [];
  const violated = aspects.some((aspect) => aspect.verdict === 'violates');
  return { kind: violated ? 'violates' : 'conforms', aspects, notes };
}

function compare(outcome: Outcome, check: PreparedCheck, answer: ReadResponse): Comparison[] {
  const derived = deriveAnswer(outcome, check.request.method, check.object.facts.size);
  const comparisons: Comparison[] = [];
  const note = (comparison: Comparison | null): void => {
    if (comparison === null) return;
    const level = comparison.aspect === 'status' ? outcome.statusLevel : undefined;
    if (level === undefined) comparisons.push(comparison);
    else if (level !== 'observed') comparisons.push({ ...comparison, level });
  };
  for (const judge of isCopy(check.request) ? aspectJudgesOfCopies : aspectJudges) note(judge(derived, answer));
  note(judgeParts(outcome, answer, check.object.facts));
  note(judgeHeaderFields(outcome, answer, check.object.facts));
  return comparisons;
}

/** What the invariants say of an answer, those that hold included. */
function coherenceOf({ request, object: { facts } }: PreparedCheck, answer: ReadResponse): AspectResult[] {
  const results: AspectResult[] = [];
  for (const { judge, level, rule } of isCopy(request) ? invariantsOfCopies : invariants) {
    const comparison = judge(answer, facts);
    if (comparison === null) continue;
    const { aspect, holds, expected, actual } = comparison;
    results.push({ aspect, verdict: holds ? 'conforms' : 'violates', level, expected, actual, invariant: rule });
  }
  return results;
}

/** Of several alternatives the one that the answer was probably meant to be: same status first, then fewest differences, then the first. */
function closest(candidates: readonly Comparison[][]): Comparison[] {
  const distance = (comparisons: readonly Comparison[]): number =>
    comparisons.filter((comparison) => !comparison.holds).length +
    (comparisons.some((comparison) => comparison.aspect === 'status' && !comparison.holds) ? 100 : 0);
  return candidates.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}

function result(comparison: Comparison, level: Level): AspectResult {
  const { aspect, holds, expected, actual, level: own = level } = comparison;
  return { aspect, verdict: holds ? 'conforms' : 'violates', level: own, expected, actual };
}

/** One line an aspect: what the row claims, unless the invariant alone is violated, or is violated harder than an `expected` row. */
function merge(claimed: readonly AspectResult[], coherence: readonly AspectResult[]): AspectResult[] {
  const merged = [...claimed];
  for (const result of coherence) {
    const at = merged.findIndex(({ aspect }) => aspect === result.aspect);
    const present = merged[at];
    if (present === undefined) merged.push(result);
    else if (result.verdict === 'violates' && (present.verdict === 'conforms' || isHarder(result, present))) {
      merged[at] = result;
    }
  }
  return merged;
}

const isHarder = (a: AspectResult, b: AspectResult): boolean => levels.indexOf(a.level) < levels.indexOf(b.level);
