/** Words that every POSIX shell takes as they are. */
const plainWord = /^[A-Za-z0-9_@%+:,./-]+$/;

/** All of it can be seen, and none of it can drive a terminal. */
const printable = /^[\x20-\x7e]*$/;

/**
 * Quotes a string as one argument for a POSIX shell (Shell Command Language, section 2.2). Printable ASCII goes into
 * single quotes. Anything else is written in octal for `printf`, so that the line can be shown on a terminal, copied
 * and pasted without losing a byte. A NUL cannot be part of any argument; shells drop it.
 *
 * @param encoding which bytes a character outside of ASCII stands for: `latin1` for header fields, where one
 * character is one byte on the wire.
 */
export function shellQuote(text: string, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  if (plainWord.test(text)) return text;
  if (printable.test(text)) return singleQuoted(text);
  const body = text.replace(/\n+$/, '');
  // A leading `-` would be an option of `printf`.
  const octal = [...Buffer.from(body, encoding)].map(octalEscape).join('').replace(/^-/, '\\055');
  // A command substitution takes the line feeds off the end of what it prints; they are added behind it.
  return `"$(printf '${octal}')"${body.length < text.length ? singleQuoted(text.slice(body.length)) : ''}`;
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Letters, digits and a few marks stay readable; `%`, quotes, `\` and `!` mean something to `printf` or to a shell. */
function octalEscape(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9 =:,./;_-]/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`;
}
