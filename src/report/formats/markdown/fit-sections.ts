import { grouped } from '../../text/quantity.js';

/** A part of a report of which some items can be left out. */
export interface Section {
  /** Ends in a line feed. */
  readonly heading: string;
  /** Each ends in a line feed. */
  readonly items: readonly string[];
  /** What an item is: `violation`. */
  readonly noun: string;
}

/** In bytes; more than the longest line that says what is left out. */
const noteSize = 150;

/**
 * A report that stays below a size: sections in order, as many items of each as fit, and where some do not, how many are
 * left out. A section without items is left out whole.
 *
 * @param head comes first, at any size
 * @param most in bytes of UTF-8
 */
export function fitSections(head: string, sections: readonly Section[], most: number): string {
  const present = sections.filter(({ items }) => items.length > 0);
  let room = most - Buffer.byteLength(head) - present.length * noteSize;
  const take = (text: string): boolean => {
    const bytes = Buffer.byteLength(text);
    if (bytes > room) return false;
    room -= bytes;
    return true;
  };
  const parts = present.map(({ heading, items, noun }) => {
    if (!take(`\n${heading}`)) return note(items.length, noun, most);
    const end = items.findIndex((item) => !take(item));
    const taken = end < 0 ? items : items.slice(0, end);
    const left = items.length - taken.length;
    return `\n${heading}${taken.join('')}${left === 0 ? '' : note(left, noun, most)}`;
  });
  return head + parts.join('');
}

function note(left: number, noun: string, most: number): string {
  return `\n${grouped(left)} more of this kind (${noun}) omitted to stay below ${grouped(most)} bytes; the JSON report has all of them.\n`;
}
