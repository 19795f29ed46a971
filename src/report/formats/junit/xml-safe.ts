import { escapeCharacter } from '../../text/visible.js';

/**
 * Control characters but tab, LF and CR, lone surrogates, U+FFFE and U+FFFF. XML 1.0 section 2.2 forbids all of them
 * but U+007F-U+009F, which it only discourages and which drive terminals.
 */
const unfit = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/**
 * Makes a string fit for XML 1.0 without losing anything: what XML cannot carry becomes visible as `\x00` or `\ud800`.
 * The writer below would delete such characters, and before a lone low surrogate the character in front of it too
 * (measured with junit-report-builder 5.1.2).
 */
export function xmlSafe(text: string): string {
  return text.replace(unfit, escapeCharacter);
}
