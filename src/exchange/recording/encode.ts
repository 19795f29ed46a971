import type { RecordingLine } from './recording.js';

/** What may neither drive a terminal nor end a line for any reader of lines; JSON itself lets all of it pass. */
const unfit = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** One line of a recording with its line feed, in ASCII but for letters. Bytes are written in base64; nothing is lost. */
export function encodeLine(line: RecordingLine): string {
  const text = JSON.stringify(line, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
    // `value` is what a Buffer's own toJSON has made of it.
    const raw = this[key];
    return raw instanceof Uint8Array ? Buffer.from(raw).toString('base64') : value;
  });
  return `${text.replace(unfit, escapeUnits)}\n`;
}

/** JSON escapes are UTF-16 code units, so a character beyond U+FFFF takes two. */
function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
