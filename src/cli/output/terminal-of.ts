import type { WriteStream } from 'node:tty';
import { terminalReporter } from '../../report/formats/terminal/terminal-reporter.js';
import type { Reporter } from '../../report/write/reporter.js';

/** Columns where the stream does not say: what pagers and logs expect. */
const usualWidth = 100;

/** A terminal reporter for a stream: colours and progress only where somebody looks at it. */
export function terminalOf(stream: NodeJS.WriteStream | WriteStream, env: NodeJS.ProcessEnv): Reporter {
  const tty = stream.isTTY === true;
  const write = (text: string): void => {
    stream.write(text);
  };
  return terminalReporter(write, {
    tty,
    colour: tty && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
    width: stream.columns ?? usualWidth,
    quiet: (env.CI ?? '') !== '',
  });
}
