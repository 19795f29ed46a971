import { styleText } from 'node:util';
import { type Printable, printable, visible } from '../../text/outside-text.js';

/** How a line looks where colours are on. */
export type LineStyle = 'heading' | 'good' | 'bad' | 'warning';

/** One line of output, without its line feed. The text may hold anything a server sent; {@link render} makes it safe. */
export interface Line {
  readonly text: string;
  readonly style?: LineStyle;
}

const formats = { heading: 'bold', good: 'green', bad: 'red', warning: 'yellow' } as const;

/** Lines as one text, each ending in a line feed. Nothing but our own colours survives as an escape sequence. */
export function render(lines: readonly Line[], colour: boolean): Printable {
  return printable(lines.map((line) => `${renderLine(line, colour)}\n`).join(''));
}

function renderLine({ text, style }: Line, colour: boolean): string {
  const safe = visible(text).trimEnd();
  // The caller has decided about colour; without `validateStream: false` newer versions of Node ask stdout again.
  return colour && style !== undefined ? styleText(formats[style], safe, { validateStream: false }) : safe;
}
