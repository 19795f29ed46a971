import { htmlText, visible } from '../../text/outside-text.js';

/** HTML that may be written as it is. Only {@link html} makes it, so that no string becomes markup by mistake. */
class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type { Markup };

/** What a template may hold: text is escaped, markup is not, null is nothing. */
export type Insertable = string | number | null | Markup | readonly Insertable[];

/**
 * A template whose texts are safe between tags and in quoted attributes, for any answer of a server.
 *
 * Not a library, because the five characters that libraries escape are the smaller half: control characters, direction
 * marks and lone surrogates have to become visible as they do on a terminal, and escaping must not be an option that a
 * template can forget. Both together take fewer lines than an adapter would.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Insertable[]): Markup {
  return new Markup(parts.map((part, index) => part + inserted(values[index] ?? null)).join(''));
}

function inserted(value: Insertable): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.text;
  return typeof value === 'object' ? value.map(inserted).join('') : htmlText(String(value));
}

/** Lines as they are, each safe, kept apart by line feeds: for an element that keeps white space. */
export function preformatted(lines: readonly string[]): Markup {
  return html`<pre>${lines.map((line, index) => [index === 0 ? null : newLine, withOptions(line)])}</pre>`;
}

const newLine = html`
`;

/** Options of a command in a text: a browser would break the line behind each of their hyphens. */
const option = /((?<=^| )--?[A-Za-z][A-Za-z-]*(?= |$))/;

/** A line in which no option is torn apart. */
export function withOptions(line: string): Markup {
  const pieces = line.split(option);
  return html`${pieces.map((piece, index) => (index % 2 === 0 ? piece : html`<span class="line">${piece}</span>`))}`;
}

/** A link where the address is one that only a reader's click can follow, and plain text for every other address. */
export function link(text: string, address: string): Markup {
  const isWeb = /^https?:\/\//i.test(address) && URL.canParse(address) && visible(address) === address;
  return isWeb ? html`<a href="${address}" rel="noreferrer">${text}</a>` : html`${text} (${address})`;
}
