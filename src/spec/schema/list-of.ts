import * as v from 'valibot';
import { quoteValue } from '../model/received.js';

/** A list of at least so many items. */
export function listOf<const Item extends v.GenericSchema>(what: string, item: Item, least = 0) {
  return v.pipe(
    v.array(item, (issue) => `${what} must be a list, not ${quoteValue(issue.input)}`),
    v.minLength(least, `${what} has at least ${least} ${least === 1 ? 'entry' : 'entries'}`),
  );
}
