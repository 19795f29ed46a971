import type { TextLine } from './decode.js';

/**
 * Splits a text that comes in pieces at its line feeds, and at nothing else: JSON texts may contain other line ends. What
 * follows the last line feed is a line that was not ended; nothing follows it in a whole file.
 */
export async function* textLines(chunks: AsyncIterable<string>): AsyncGenerator<TextLine> {
  let rest = '';
  for await (const chunk of chunks) {
    const [first = '', ...others] = chunk.split('\n');
    if (others.length === 0) {
      rest += first;
      continue;
    }
    const last = others.pop() ?? '';
    for (const text of [rest + first, ...others]) yield { text, ended: true };
    rest = last;
  }
  if (rest !== '') yield { text: rest, ended: false };
}
