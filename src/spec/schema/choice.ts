import * as v from 'valibot';
import { byInput } from './mapping.js';

/**
 * A union that looks at the input to tell which option its author meant, so that an error speaks of that option only
 * rather than of every option that does not fit.
 */
export function choice<const Options extends v.UnionOptions>(
  options: Options,
  select: (input: unknown) => Options[number],
) {
  return byInput(v.union(options), select);
}
