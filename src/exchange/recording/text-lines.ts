import { SuiteError } from '../../suite-error.js';
import type { TextLine } from './decode.js';

/** In UTF-16 units. The longest line of a run with all of the table and its properties has a thousandth of it. */
const longestLine = 32 * 1024 * 1024;

/**
 * Splits a text that comes in pieces at its line feeds, and at nothing else: JSON texts may contain other line ends. What
 * follows the last line feed is a line that was not ended; nothing follows it in a whole file.
 *
 * @throws SuiteError `recording-invalid` for a line without an end
 */
export async function* textLines(chunks: AsyncIterable<string>): AsyncGenerator<TextLine> {
  let rest = '';
  for await (const chunk of chunks) {
    const [first = '', ...others] = chunk.split('\n');
    if (others.length === 0) {
      rest += first;
      if (rest.length > longestLine) throw endless();
      continue;
    }
    const last = others.pop() ?? '';
    for (const text of [rest + first, ...others]) yield { text, ended: true };
    rest = last;
  }
  if (rest !== '') yield { text: rest, ended: false };
}

const endless = (): SuiteError =>
  new SuiteError('recording-invalid', `the recording has a line of more than ${longestLine} characters`, {
    hint: 'give a file written by oss-range run --record FILE',
  });
