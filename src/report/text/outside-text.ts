/**
 * The one way out for text that came from outside: from a server, a proxy, a client, a file, a flag or the environment.
 * A function for each destination; each makes a text harmless there, and leaves it recognisable.
 *
 * Everything else that a destination obeys is in a document of ours, so a writer puts such texts into its document with
 * the function of its format, and calls the result {@link printable}.
 */

declare const isPrintable: unique symbol;

/** A text that can be printed as it is: each part that came from outside went through a function of this file. */
export type Printable = string & { readonly [isPrintable]: true };

/** For the writers of formats, and for nothing else; texts without a format of their own are {@link visibleLines}. */
export const printable = (text: string): Printable => text as Printable;

/**
 * Everything that can move a cursor, ring, recolour, reorder or hide text, or that is no character at all: control and
 * format characters, separators of lines, what Unicode shows as nothing (fillers, variation selectors, tags), halves of
 * characters and non-characters.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{NChar}\p{DI}]/gu;

const shortForms: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * What runners of CI services take for a command anywhere in a line of a log: `##[group]` (GitHub, `ActionCommand.cs` of
 * actions/runner; Azure, the formats of its logs), `##vso[task.setvariable]` (Azure, `Command.cs` of
 * microsoft/azure-pipelines-agent) and `##teamcity[publishArtifacts]` (TeamCity).
 */
const commandAnywhere = /##(?=\w*\[)/g;

/** `::error::` of GitHub (`ActionCommand.cs`), behind nothing but white space, which that runner trims as .NET does. */
const commandAtStart = /^(\s*):(?=:)/;

/**
 * What the log of GitLab folds by (`Gitlab::Ci::Ansi2json`). It also needs a carriage return and an escape, which are
 * never printed; without its colon it is not even half of a command.
 */
const sectionMarker = /\b(section_(?:start|end)):/g;

/**
 * In UTF-16 units. Of the 356,662 lines of violations in the published reports the longest has 4,087, and a key of 1,023
 * bytes makes three of its percent-encoded length in a curl line, below 10,000. GitHub cuts annotations at 65,536.
 */
export const longestText = 16_384;

/** At most {@link longestText}, with a word on what is left out, and no half of a character. */
function bounded(text: string): string {
  if (text.length <= longestText) return text;
  const start = text.slice(0, longestText).replace(/[\ud800-\udbff]$/, '');
  return `${start}… (${text.length - start.length} more characters)`;
}

const withoutInvisible = (text: string): string =>
  bounded(text).replace(invisible, (character) => shortForms[character] ?? escapeCharacter(character));

/**
 * Text for one line of a terminal or of a log: control characters, escape sequences, direction marks, line separators and
 * lone surrogates become `\n`, `\x1b`, `\u202e` or `\ud800`, and a command of a CI runner begins with `#\x23` or `\x3a:`.
 * What a server sent can so neither drive the reader's terminal (ECMA-48 control functions) nor the runner that reads the
 * log, nor show itself in another order than it has (Unicode UAX 9). A text that went through once stays as it is.
 */
export function visible(text: string): string {
  return withoutInvisible(text)
    .replace(commandAnywhere, '#\\x23')
    .replace(commandAtStart, '$1\\x3a')
    .replace(sectionMarker, '$1\\x3a');
}

/** Text of several lines, which line feeds part. */
export const visibleLines = (text: string): Printable => printable(text.split('\n').map(visible).join('\n'));

/** `\x1b`, `\ud800` or `\u{e0001}`: the shortest of the three that can hold the code point of `character`. */
function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/** What JSON may hold as it is and a terminal may not. Its layout is line feeds, and those stay. */
const invisibleInJson = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{NChar}\p{DI}]/gu;

/** JSON escapes are UTF-16 code units, so a character beyond U+FFFF takes two. */
const jsonEscape = (text: string): string =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/**
 * Makes a JSON text fit for a terminal and a log, and loses nothing: a parser returns the same values. The sign `#`
 * and these characters occur in its strings only, and none of its lines begins with a colon.
 */
export const safeJson = (json: string): Printable =>
  printable(
    json.replace(invisibleInJson, jsonEscape).replace(commandAnywhere, '#\\u0023').replace(sectionMarker, '$1\\u003a'),
  );

/** A value as JSON of two blanks a level, with a line feed at its end. Lone surrogates are written as `\ud800`. */
export const escapedJson = (value: unknown): Printable => safeJson(`${JSON.stringify(value, null, 2)}\n`);

/**
 * Control characters but tab, LF and CR, lone surrogates and non-characters, of which XML 1.0 section 2.2 forbids all but
 * U+007F-U+009F, which drive terminals, and the last; and what turns or hides text.
 */
const unfitForXml = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{NChar}\p{DI}]/gu;

/** Text for XML 1.0, before a writer of XML escapes its markup: what XML cannot carry becomes visible as `\x00` or `\ud800`. */
export const xmlText = (text: string): string => bounded(text).replace(unfitForXml, escapeCharacter);

/**
 * Makes an XML document whose texts are {@link xmlText} fit for a log: what a runner would obey begins with a reference,
 * which a parser resolves. No markup has these characters there, as long as there is no comment and no CDATA section.
 */
export const safeXml = (xml: string): Printable =>
  printable(
    xml
      .replace(commandAnywhere, '#&#35;')
      .replace(/^([^\S\n]*):(?=:)/gm, '$1&#58;')
      .replace(sectionMarker, '$1&#58;'),
  );

const htmlReferences: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of one line for HTML, between tags and in quoted attributes: what has no shape is made visible, markup becomes text. */
export function htmlText(text: string): string {
  return withoutInvisible(text)
    .replace(/[&<>"']/g, (character) => htmlReferences[character] ?? character)
    .replace(commandAnywhere, '#&#35;')
    .replace(commandAtStart, '$1&#58;')
    .replace(sectionMarker, '$1&#58;');
}

/** In characters: a table with a page in a cell is none. */
const longestInline = 300;

/** No character of these is markup inside of a line, and no service makes a link, a mention or a reference of them. */
const plain = /^[\p{L}\p{N} ,.;:()'"/+=%?…✗–·-]*$/u;
const linked = /:\/\/|www\.|:[\p{L}\p{N}+-]+:/iu;

/**
 * Text of one line, for anywhere in a line of GitHub Flavored Markdown but its start, cells of tables included. What
 * could be markup goes into a code span, where nothing is a link, an image, a mention or HTML. Backslashes would not do:
 * services turn `@name` and `#1` into mentions after Markdown is read.
 */
export function inline(text: string, most: number = longestInline): string {
  const shown = clipped(visible(text), most);
  if (isPlain(shown)) return shown;
  const isSimple = !/[`|\\]/.test(shown) && shown.trim() === shown;
  return isSimple ? `\`${shown}\`` : codeElement(shown);
}

/** Text of one line inside of an HTML element in Markdown, where Markdown is not read. */
export function inElement(text: string, most: number = longestInline): string {
  const shown = clipped(visible(text), most);
  return isPlain(shown) ? shown : codeElement(shown);
}

const isPlain = (text: string): boolean => plain.test(text) && !linked.test(text);

/** Every character that could be markup as a reference, which neither Markdown nor HTML takes for markup. */
function codeElement(text: string): string {
  return `<code>${text.replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`)}</code>`;
}

/** Lines for Markdown as they are, each safe, behind a fence that none of them can close. */
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

/**
 * Text for the data of a workflow command of GitHub. `visible` leaves no line ends, so the percent sign is all that is left
 * to escape: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export const commandData = (text: string): string => visible(text).replaceAll('%', '%25');

/** The same for a property of such a command, which a colon or a comma would end. */
export const commandProperty = (text: string): string =>
  commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
