import { reasonOf } from '../../report/write/write-reports.js';
import { checkWritable } from '../../report/write/write-whole.js';
import { SuiteError } from '../../suite-error.js';

/**
 * Finds out whether a file could be written, before anything is sent, and changes nothing.
 *
 * @param option the option that names it, such as `--record`
 * @param path undefined where the option is not given
 * @throws SuiteError `report-unwritable`
 */
export async function checkFile(option: string, path: string | undefined): Promise<void> {
  if (path === undefined) return;
  await checkWritable(path).catch((cause: unknown) => {
    throw new SuiteError('report-unwritable', `cannot write ${path}: ${reasonOf(cause)}`, {
      hint: `choose a file in a writable folder with ${option}`,
      cause,
    });
  });
}
