import type { Reporter } from '../../document/reporter.js';
import type { Printable } from '../../text/outside-text.js';
import { headerLines } from './header.js';
import { type Line, render } from './line.js';
import { progressLine } from './progress.js';
import { summaryLines } from './summary.js';

export interface TerminalOptions {
  /** Whether the text goes to a terminal, where a line can be drawn over. */
  readonly tty: boolean;
  /** Decided by the caller, who knows the stream and `NO_COLOR`. */
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
  /** In CI, or asked to be quiet: nothing between the header and the summary. */
  readonly quiet: boolean;
  /** A clock in ms, for the pace of the progress line. */
  readonly now?: () => number;
}

/**
 * Tells a reader at a terminal how a run goes: the plan, one line of progress, notices as they come, and the summary.
 *
 * @param write takes text with its line feeds.
 */
export function terminalReporter(write: (text: Printable) => void, options: TerminalOptions): Reporter {
  const live = options.tty && !options.quiet;
  const progress = progressLine(options.width, options.now ?? performance.now.bind(performance));
  const print = (lines: readonly Line[]): void => write(render(lines, options.colour));
  const draw = (text: Printable): void => {
    if (text !== '') write(text);
  };
  return {
    name: 'terminal',
    event(event) {
      switch (event.kind) {
        case 'run-planned':
          return print(headerLines(event));
        case 'check-finished':
        case 'property-finished':
          return live ? draw(progress.update(event)) : undefined;
        case 'notice':
          if (!live) return;
          draw(progress.clear());
          return print([{ text: event.message, style: 'warning' }]);
        case 'run-finished':
          draw(progress.clear());
          return print(summaryLines(event.document));
      }
    },
  };
}
