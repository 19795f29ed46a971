/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A setting without outer blanks, or `undefined` where nothing is left: CI systems set a variable that has no value to the
 * empty string, and pasted keys end in a line feed.
 */
export function setting(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}
