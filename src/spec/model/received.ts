/** Longer texts are cut, so that a message stays a line. */
const longestQuote = 80;

/** A short description of an input, for the end of `…, not …`. Control characters are escaped. */
export function quoteValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? quote(value) : `the ${typeof value} ${String(value)}`;
}

/** A text in quotes, on one line. */
export function quote(text: string): string {
  return JSON.stringify(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text);
}
