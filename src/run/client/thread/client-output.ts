import type { Redactor } from '../../../driver/redact/redact.js';
import { longestText, visible } from '../../../report/text/outside-text.js';

/** The two streams of a thread; each line belongs to one of them. */
export type ClientStream = 'stdout' | 'stderr';

/** Takes what a client prints. */
export interface ClientOutput {
  write(text: string, stream: ClientStream): void;
  /** Passes on what has no line feed behind it yet. */
  end(): void;
}

export interface ClientOutputOptions {
  /** Name of the client so far: it is known when the module is loaded. */
  readonly name: () => string;
  readonly redactor: Redactor;
  /** Takes one line, without secrets and without its line feed, that drives neither a terminal nor a runner. */
  readonly print: (line: string) => void;
}

/** Of one client, in UTF-16 units: some hundred lines. An SDK that logs each request of a run prints several MB. */
const mostPrinted = 65_536;

/** In UTF-16 units: a secret that stands where a line is cut is whole in as many more. */
const longestSecret = 4_096;

/** A value of this field signs a request: an SDK that logs its requests prints it. */
const authorization = /\b((?:proxy-)?authorization\b["']?\s*[:=]\s*["']?)[^"'\r\n]+/gi;

/** Turns what a client prints into whole lines under its name, redacted, made visible and bounded. */
export function createClientOutput({ name, redactor, print }: ClientOutputOptions): ClientOutput {
  const pending: Record<ClientStream, string> = { stdout: '', stderr: '' };
  let printed = 0;
  const printLine = (line: string): void => {
    if (printed > mostPrinted) return;
    const text = redactor.text(line.replace(/\r$/, '').replace(authorization, '$1<redacted>')).slice(0, longestText);
    const shown = visible(`${name()}: ${text}`);
    printed += shown.length;
    print(shown);
    if (printed > mostPrinted) print(visible(`${name()}: more output is not shown`));
  };
  return {
    write(text, stream) {
      const lines = `${pending[stream]}${text}`.split('\n');
      // Of a line that does not end, only its start is kept.
      pending[stream] = (lines.pop() ?? '').slice(0, longestText + longestSecret);
      lines.forEach(printLine);
    },
    end() {
      for (const stream of ['stdout', 'stderr'] as const) {
        if (pending[stream] !== '') printLine(pending[stream]);
        pending[stream] = '';
      }
    },
  };
}
