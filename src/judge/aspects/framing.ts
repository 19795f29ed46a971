import type { ReadResponse } from '../answer.js';
import type { Comparison } from './comparison.js';

/** The message ends where it says it ends: no bytes beyond Content-Length, no body on HEAD, 204 or 304. */
export function judgeFraming(answer: ReadResponse): Comparison {
  const { extraBytes, extraPrefix, delimitedBy } = answer.framing;
  const shown = Buffer.from(extraPrefix.subarray(0, 16)).toString('hex');
  return {
    aspect: 'framing',
    holds: extraBytes === 0,
    expected: 'nothing after the end of the message',
    actual:
      extraBytes === 0
        ? `delimited by ${delimitedBy}`
        : `${extraBytes} bytes after the end of the message, starting ${shown}`,
  };
}
