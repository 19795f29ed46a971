import type { Printable } from '../../report/text/outside-text.js';
import { standardOutput } from '../../report/write/report-format.js';
import { SuiteError } from '../../suite-error.js';
import { print } from '../output/print.js';

/**
 * Writes a file whole or not at all, or to standard output where the path is `-`.
 *
 * @throws SuiteError `report-unwritable`
 */
export async function writeFileOrOutput(path: string, text: Printable): Promise<void> {
  if (path === standardOutput) {
    print('stdout', text);
    return;
  }
  const [{ reasonOf }, { writeWhole }] = await Promise.all([
    import('../../report/write/write-reports.js'),
    import('../../report/write/write-whole.js'),
  ]);
  try {
    await writeWhole(path, text);
  } catch (cause) {
    throw new SuiteError('report-unwritable', `cannot write ${path}: ${reasonOf(cause)}`, {
      hint: 'choose a writable file',
      cause,
    });
  }
}
