import { placeInWords } from '../../judge/aspects/body-bytes.js';
import type { AspectResult } from '../../judge/verdict.js';
import type { Level } from '../../spec/model/vocabulary.js';
import type { LawAnswer } from '../law-plan.js';

/**
 * Whether the bodies, one behind the other, are the object, and each came as a part of it.
 *
 * @param size complete length in bytes
 */
export function concatenated(answers: readonly LawAnswer[], size: number, level: Level): AspectResult[] {
  const other = answers.find(({ answer }) => answer.status !== 206);
  const gap = firstGap(answers);
  const end = gap ? null : endOf(answers.at(-1));
  return [
    {
      aspect: 'status',
      verdict: other ? 'violates' : 'conforms',
      level,
      expected: '206 for every piece',
      actual: other ? `${other.answer.status} (in answer ${other.number})` : '206 for every piece',
    },
    {
      aspect: 'body-bytes',
      verdict: gap === null && end === size ? 'conforms' : 'violates',
      level,
      expected: `bytes 0-${size - 1} of the object, joined from ${answers.length} pieces`,
      actual: gap
        ? `${placeInWords(gap.answer.place)} where byte ${gap.due} is due (in answer ${gap.number})`
        : `bytes up to ${(end ?? 0) - 1}`,
    },
  ];
}

/** The first answer whose body does not begin where the one before it ended. */
function firstGap(answers: readonly LawAnswer[]): (LawAnswer & { due: number }) | null {
  let due = 0;
  for (const answer of answers) {
    const { place } = answer.answer;
    if (place.kind !== 'slice' || place.first !== due) return { ...answer, due };
    due = place.last + 1;
  }
  return null;
}

const endOf = (last: LawAnswer | undefined): number =>
  last?.answer.place.kind === 'slice' ? last.answer.place.last + 1 : 0;
