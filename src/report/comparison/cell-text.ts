import type { Behaviour } from '../../spec/model/vocabulary.js';
import { grouped } from '../text/quantity.js';
import type { ComparedResponse } from './answer-words.js';
import type { Counts, Matrix } from './matrix.js';

/** What the short forms below mean, for a reader. */
export const legend =
  'A plain number counts conforming checks; ✗ violations, ? not judged, – not applicable; · was not run. Known deviations count as violations.';

/** `12`, `9 ✗3 ?1 –2`: short, because there is one for each target. */
export function countsText(counts: Counts | null): string {
  if (counts === null) return '·';
  const parts = [
    ['✗', counts.violates + counts.known],
    ['?', counts.inconclusive + counts['not-run']],
    ['–', counts['not-applicable']],
  ] as const;
  const shown = parts.filter(([, number]) => number > 0).map(([sign, number]) => `${sign}${number}`);
  return [...(counts.conforms > 0 || shown.length === 0 ? [counts.conforms] : []), ...shown].join(' ');
}

/** `✗ 206 500-999`, `200 whole`, `· not asked`. */
export function cellText(answer: ComparedResponse | null): string {
  if (answer === null) return '·';
  if (answer.mark === null) return `? ${answer.words}`;
  return answer.mark === 'violates' ? `✗ ${answer.words}` : answer.words;
}

/** Names of targets by what they answered, the most frequent answer first. */
export function byAnswer(
  names: readonly string[],
  answers: readonly (ComparedResponse | null)[],
): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const [index, answer] of answers.entries()) {
    const text = cellText(answer);
    groups.set(text, [...(groups.get(text) ?? []), names[index] ?? '']);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

/** With more targets than this a column for each is too wide to be read; the answers are listed with the names of who gave them. */
export const mostColumns = 6;

export const behavioursText = (names: readonly Behaviour[]): string => names.join(', ');

export const differenceSentence = ({ different, alike }: Matrix): string =>
  `Targets differ in ${grouped(different)} of ${grouped(different + alike)} checks and properties; all judged targets answer the others alike.`;
