import { closest, distance } from 'fastest-levenshtein';
import { quote } from '../model/received.js';

/**
 * The candidate that a misspelt word most likely means; undefined where none is close. Close is one edit in a word of up
 * to three letters, two in a longer one, or a third of the word where that is more.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const best = closest(word, candidates);
  const edits = word.length <= 3 ? 1 : Math.max(2, Math.floor(word.length / 3));
  return distance(word, best) <= edits ? best : undefined;
}

/** `"requird" (did you mean "required"?)`, or only the quoted word where nothing is close. */
export function withNearest(word: string, candidates: readonly string[]): string {
  const best = nearest(word, candidates);
  return best === undefined ? quote(word) : `${quote(word)} (did you mean "${best}"?)`;
}
