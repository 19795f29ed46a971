import { inputText } from '../../spec/read/input-file.js';
import { SuiteError } from '../../suite-error.js';

/**
 * The text of a recording in pieces.
 *
 * @throws SuiteError `recording-invalid` where the file cannot be read
 */
export async function* readRecordingFile(path: string): AsyncGenerator<string> {
  try {
    for await (const { text } of inputText(path)) yield text;
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    throw new SuiteError('recording-invalid', `${path} cannot be read: ${reason}`, {
      hint: 'give a file written by oss-range run --record FILE',
      cause,
    });
  }
}
