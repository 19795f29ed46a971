/**
 * What JSON may hold as it is and a terminal may not: DEL, C1 controls, direction marks and other format characters,
 * separators of lines. Of the controls below U+0020 JSON holds only the line feeds of its layout, and those stay.
 */
const drivesTerminals = /[\u007f-\u009f]|[\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A value as JSON of two blanks a level, with a line feed at its end. Lone surrogates are written as `\ud800`, and every
 * control and format character as an escape, so that it can be shown on a terminal; nothing is lost.
 */
export function escapedJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(drivesTerminals, escapeAll)}\n`;
}

/** JSON escapes are UTF-16 code units, so a character beyond U+FFFF takes two. */
function escapeAll(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
