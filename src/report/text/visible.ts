/** Everything that can move a cursor, ring, recolour, reorder or hide text, or that is no character at all. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{NChar}]/gu;

const shortForms: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * Makes a string safe for one line of a terminal: control characters, escape sequences, direction marks, line
 * separators and lone surrogates become `\n`, `\x1b`, `\u202e` or `\ud800`. What a server sent can so neither drive
 * the reader's terminal (ECMA-48 control functions) nor show itself in another order than it has (Unicode UAX 9).
 */
export function visible(text: string): string {
  return text.replace(invisible, (character) => shortForms[character] ?? escapeCharacter(character));
}

/** `\x1b`, `\ud800` or `\u{e0001}`: the shortest of the three that can hold the code point of `character`. */
export function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
