import * as v from 'valibot';
import { quoteValue } from '../model/received.js';
import { withNearest } from '../read/nearest.js';

/** One word of a closed list. A wrong one is answered with all right ones, and with the nearest. */
export function oneOfWords<const Words extends readonly string[]>(what: string, words: Words, about: string) {
  const list = words.join(', ');
  return v.pipe(
    v.picklist(words, ({ input }) => {
      const wrong = typeof input === 'string' ? withNearest(input, words) : quoteValue(input);
      return `${what} must be one of ${list}, not ${wrong}`;
    }),
    v.description(about),
  );
}
