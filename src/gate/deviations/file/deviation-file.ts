import { largestYaml, readInputFile } from '../../../spec/read/input-file.js';
import { SuiteError } from '../../../suite-error.js';

/**
 * The text of a list of known deviations; null where there is no such file.
 *
 * @throws SuiteError `config-invalid` where it cannot be read
 */
export async function deviationText(file: string): Promise<string | null> {
  try {
    return await readInputFile(file, largestYaml);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new SuiteError('config-invalid', `${file} cannot be read: ${code ?? (cause as Error).message}`, {
      hint: 'give a list of known deviations with --deviations FILE',
      cause,
    });
  }
}
