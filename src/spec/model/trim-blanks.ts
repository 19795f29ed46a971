/**
 * Takes blanks and tabs off both ends: optional whitespace of RFC 9110 section 5.6.3 and nothing else. A loop, because
 * a regular expression for the end of the text takes quadratic time on a long run of blanks inside it.
 */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text, start)) start += 1;
  while (end > start && isBlank(text, end - 1)) end -= 1;
  return text.slice(start, end);
}

function isBlank(text: string, at: number): boolean {
  const char = text[at];
  return char === ' ' || char === '\t';
}
