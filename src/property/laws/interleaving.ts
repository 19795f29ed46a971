import fc from 'fast-check';
import { anyRange, certainRanges, outside, type RangePart, rangeOf } from '../any-range.js';
import { alike, mergeAspects } from '../compare-answers.js';
import { defineLaw, get, type LawAnswer } from '../law.js';

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
      law: 'Questions have the same answers one after the other, at the same time, and with both behaviours mixed on one connection.',
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
  judge: (_, answers, { level }) => ({
    aspects: mergeAspects(byQuestion(answers).map((same) => alike(same, { level, headers: level }))),
    notes: [],
  }),
});

/** The answers to one question each. */
function byQuestion(answers: readonly LawAnswer[]): LawAnswer[][] {
  const questions = new Map<string, LawAnswer[]>();
  for (const answer of answers) {
    const key = JSON.stringify(answer.step);
    questions.set(key, [...(questions.get(key) ?? []), answer]);
  }
  return [...questions.values()];
}
