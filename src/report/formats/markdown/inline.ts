import { visible } from '../../text/visible.js';

/** Longer texts are cut: a table with a page in a cell is none. */
const mostCharacters = 300;

/** No character of these is markup inside of a line, and no service makes a link, a mention or a reference of them. */
const plain = /^[\p{L}\p{N} ,.;:()'"/+=%?…✗–·-]*$/u;
const linked = /:\/\/|www\.|:[\p{L}\p{N}+-]+:/iu;

/**
 * Text of one line, for anywhere in a line of GitHub Flavored Markdown but its start, cells of tables included. What
 * could be markup goes into a code span, where nothing is a link, an image, a mention or HTML. Backslashes would not do:
 * services turn `@name` and `#1` into mentions after Markdown is read.
 */
export function inline(text: string, most: number = mostCharacters): string {
  const shown = clipped(visible(text), most);
  if (isPlain(shown)) return shown;
  const isSimple = !/[`|\\]/.test(shown) && shown.trim() === shown;
  return isSimple ? `\`${shown}\`` : codeElement(shown);
}

/** Text of one line inside of an HTML element, where Markdown is not read. */
export function inElement(text: string, most: number = mostCharacters): string {
  const shown = clipped(visible(text), most);
  return isPlain(shown) ? shown : codeElement(shown);
}

const isPlain = (text: string): boolean => plain.test(text) && !linked.test(text);

/** Every character that could be markup as a reference, which neither Markdown nor HTML takes for markup. */
function codeElement(text: string): string {
  return `<code>${text.replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`)}</code>`;
}

/** Lines as they are, each safe, behind a fence that none of them can close. */
export function fenced(lines: readonly string[]): string {
  const shown = lines.map(visible);
  const runs = shown.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return [`${fence}text`, ...shown, fence].join('\n');
}

/** At most so many characters, and no half of one at the end. */
function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
