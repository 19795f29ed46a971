import * as v from 'valibot';
import { quoteValue } from '../model/received.js';

/** A text that is not empty. `what` begins the error message: `title is a text, not nothing`. */
export function text(what: string, about: string) {
  return v.pipe(
    v.string((issue) => `${what} must be a text, not ${quoteValue(issue.input)}`),
    v.minLength(1, `${what} must not be empty`),
    v.description(about),
  );
}

/** A text of a fixed form. `form` ends the error message: `object is "bytes-" and a size, not "bits-3"`. */
export function patterned(what: string, form: string, pattern: RegExp, about: string) {
  const message = (issue: { readonly input: unknown }): string =>
    `${what} must be ${form}, not ${quoteValue(issue.input)}`;
  return v.pipe(v.string(message), v.regex(pattern, message), v.description(about));
}

/** A whole number within bounds, both included. */
export function wholeNumber(what: string, least: number, most: number, about: string) {
  const message = (issue: { readonly input: unknown }): string =>
    `${what} must be a whole number from ${least} to ${most}, not ${quoteValue(issue.input)}`;
  return v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(least, message),
    v.maxValue(most, message),
    v.description(about),
  );
}
