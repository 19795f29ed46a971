import { type Printable, visibleLines } from '../../report/text/outside-text.js';

/** A standard stream. No other module of the command line knows them, so that nothing is printed past this one. */
export type StandardStream = 'stdout' | 'stderr';

/** Prints text of whole lines or a part of a line, with nothing in it that drives a terminal or a runner. */
export function printText(stream: StandardStream, text: string): void {
  print(stream, visibleLines(text));
}

/** Prints what a writer of a format has made safe. */
export function print(stream: StandardStream, text: Printable): void {
  process[stream].write(text);
}

/** A line on standard error; on a terminal in a line of its own, even where a progress line is drawn. */
export function tell(text: string): void {
  printText('stderr', `${isTerminal('stderr') ? '\n' : ''}${text}\n`);
}

export const isTerminal = (stream: StandardStream): boolean => process[stream].isTTY === true;

/** Columns where the stream does not say: what pagers and logs expect. */
const usualWidth = 100;

export const widthOf = (stream: StandardStream): number => process[stream].columns ?? usualWidth;

/** Tells of each error of the streams, but not of a reader that has seen enough (`| head`): the run goes on. */
export function onStreamError(report: (stream: StandardStream, error: NodeJS.ErrnoException) => void): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') report(stream, error);
    });
  }
}
