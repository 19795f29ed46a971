import type { ReportDocument } from './document.js';
import { documentKeys, keysBelow } from './key-order.js';

/** What JSON may hold as it is and a terminal may not: DEL, C1 controls, direction marks and other format characters. */
const drivesTerminals = /[\p{Cc}\p{Cf}]/gu;

/**
 * The JSON report: UTF-8 text of one well-formed document with a line feed at its end. Equal documents give equal
 * bytes, in whatever order their fields were set. Lone surrogates are written as `\ud800`, and every control and format
 * character as an escape, so that the report can be shown on a terminal; nothing is lost.
 */
export function toJson(document: ReportDocument): string {
  const text = JSON.stringify(inOrder(document, documentKeys), null, 2);
  return `${text.replace(drivesTerminals, escapeAll)}\n`;
}

/** JSON escapes are UTF-16 code units, so a character beyond U+FFFF takes two. The line feeds of the layout stay. */
function escapeAll(character: string): string {
  if (character === '\n') return character;
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** A copy whose keys stand in the order of the contract, or of their names where they are ids or names of headers. */
function inOrder(value: unknown, known: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((element) => inOrder(element, known));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => comparePlaces(a, b, known));
  return Object.fromEntries(entries.map(([key, field]) => [key, inOrder(field, keysBelow.get(key) ?? [])]));
}

function comparePlaces(a: string, b: string, known: readonly string[]): number {
  const [first, second] = [known.indexOf(a), known.indexOf(b)];
  if (first !== second) return (first === -1 ? known.length : first) - (second === -1 ? known.length : second);
  return a < b ? -1 : 1;
}
