/** One option of a help text with what it says, on one line; undefined where there is none. */
export function helpOption(help: string, option: string): string | undefined {
  const lines = help.replace(/\n {10,}/g, ' ').split('\n');
  return lines
    .find((line) => line.trimStart().startsWith(option))
    ?.trim()
    .replace(/ +/g, ' ');
}
