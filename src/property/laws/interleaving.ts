import fc from 'fast-check';
import { alike, mergeAspects } from '../compare-answers.js';
import { defineLaw } from '../define-law.js';
import { get, type LawAnswer, type LawPlan } from '../law-plan.js';
import { anyRange, certainRanges, outside, type RangePart, rangeOf } from '../ranges/any-range.js';

/** Two ranges under both behaviours, asked in three ways, make twelve requests. */
const mostRanges = 2;

/**
 * The same questions sequentially, concurrently, and with both behaviours mixed on one connection: what one request
 * leaves behind must not reach the next. Planned under `standard` alone, since it asks under both.
 */
export const interleaving = defineLaw<readonly RangePart[]>({
  name: 'interleaving',
  claims: {
    standard: {
      law: 'Requests get the same answers in sequence, in parallel, and with both behaviours mixed on one connection.',
      level: 'expected',
      evidence: ['rfc9110-3.3'],
    },
  },
  asksAgain: true,
  parts: fc.array(anyRange, { minLength: 1, maxLength: mostRanges }),
  certain: outside.map((family) => certainRanges([family])),
  plan: (size, parts) => {
    const ranges = [...new Set(parts.map((part) => rangeOf(size, part)))];
    const byDefault = ranges.map((range) => get(range, 'default'));
    const standard = ranges.map((range) => get(range, 'standard'));
    const mixed = standard.flatMap((step, index) => [step, byDefault[index]!]);
    return {
      size,
      rounds: [
        { how: 'one-connection', steps: [...byDefault, ...standard] },
        { how: 'together', steps: mixed },
        { how: 'one-connection', steps: mixed },
      ],
    };
  },
  minimalEvidence: (plan, answers) => {
    const [first, other] =
      byQuestion(answers)
        .map(differing)
        .find((pair) => pair !== null) ?? [];
    return first && other ? [first.number, ...askedWith(plan, other.number)] : null;
  },
  judge: (_, answers, { level }) => ({
    aspects: mergeAspects(byQuestion(answers).map((same) => alike(same, { level, headers: level }))),
    notes: [],
  }),
});

/** The first answer to a question, and the first one that is not like it. */
function differing(same: readonly LawAnswer[]): readonly [LawAnswer, LawAnswer] | null {
  const [first, ...others] = same;
  const strength = { level: 'expected', headers: 'expected' } as const;
  const other = others.find((it) => alike([first!, it], strength).some(({ verdict }) => verdict === 'violates'));
  return first && other ? [first, other] : null;
}

/** A request with those of its round that may have left something behind: all at the same time, or the ones before it. */
function askedWith({ rounds }: LawPlan, number: number): number[] {
  let next = 1;
  for (const { how, steps } of rounds) {
    const numbers = steps.map((_, index) => next + index);
    next += steps.length;
    if (numbers.includes(number)) return how === 'together' ? numbers : numbers.filter((one) => one <= number);
  }
  return [];
}

/** The answers to one question each. */
function byQuestion(answers: readonly LawAnswer[]): LawAnswer[][] {
  const questions = new Map<string, LawAnswer[]>();
  for (const answer of answers) {
    const key = JSON.stringify(answer.step);
    questions.set(key, [...(questions.get(key) ?? []), answer]);
  }
  return [...questions.values()];
}
