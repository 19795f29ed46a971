import type { HeaderField } from './vocabulary.js';

/**
 * Whether a request names more than one range, so that RFC 9110 section 15.3.7.2 lets a server answer it by parts: elements of
 * all its Range lines, read as one list as section 5.3 has it, the empty ones left out as section 5.6.1 has it. What an element
 * says does not matter: an unknown one is an `other-range` of section 14.1.1.
 *
 * @param lines values of the Range field lines
 */
export function namesSeveralRanges(lines: readonly string[]): boolean {
  const elements = lines.flatMap((line) => line.replace(/^[^=]*=/, '').split(','));
  return elements.filter((element) => /[^ \t]/.test(element)).length > 1;
}

/** The values of the Range field lines among the fields of a request, in wire order. */
export function rangeLinesOf(headers: readonly HeaderField[]): string[] {
  return headers.flatMap(([name, value]) => (name.toLowerCase() === 'range' ? [value] : []));
}
