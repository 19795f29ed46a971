import { safeJson } from '../../report/text/outside-text.js';
import type { RecordingLine } from './recording.js';

/**
 * One line of a recording with its line feed. Bytes are written in base64, what drives a terminal or a runner as escapes, and
 * nothing is lost.
 */
export function encodeLine(line: RecordingLine): string {
  const text = JSON.stringify(line, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
    // `value` is what a Buffer's own toJSON has made of it.
    const raw = this[key];
    return raw instanceof Uint8Array ? Buffer.from(raw).toString('base64') : value;
  });
  return `${safeJson(text)}\n`;
}
