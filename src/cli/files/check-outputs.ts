import { standardOutput } from '../../report/write/report-format.js';
import { SuiteError } from '../../suite-error.js';
import { checkDistinct, type NamedFile } from './check-distinct.js';
import { checkFile } from './check-file.js';

/**
 * Finds out, before a command begins, whether it could write all that it is to write: to files that are not the same and are
 * not read, or once to standard output, where the path is `-`.
 *
 * @throws SuiteError `usage`, `report-unwritable`
 */
export async function checkOutputs(written: readonly NamedFile[], read: readonly NamedFile[]): Promise<void> {
  const [first, second] = written.filter(({ path }) => path === standardOutput);
  if (first !== undefined && second !== undefined) {
    throw new SuiteError('usage', `${second.option} and ${first.option} both write to standard output`, {
      hint: `name a file with ${second.option}`,
    });
  }
  const files = written.filter(({ path }) => path !== standardOutput);
  await checkDistinct(files, read);
  for (const { option, path } of files) await checkFile(`${option} FILE`, path);
}
