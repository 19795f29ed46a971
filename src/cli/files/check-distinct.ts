import { stat } from 'node:fs/promises';
import { replacedPath } from '../../report/write/write-whole.js';
import { SuiteError } from '../../suite-error.js';

/** A file of the command line. */
export interface NamedFile {
  /** The option that names it, such as `--record`. */
  readonly option: string;
  readonly path: string;
}

/**
 * Finds out whether an output would replace another output, or an input, under any spelling or link. A pipe
 * or a device replaces nothing.
 *
 * @throws SuiteError `usage`
 */
export async function checkDistinct(written: readonly NamedFile[], read: readonly NamedFile[]): Promise<void> {
  const seen = new Map<string, NamedFile>();
  for (const file of read) seen.set(await replacedPath(file.path), file);
  for (const file of written) {
    const kind = await stat(file.path).catch(() => null);
    if (kind !== null && !kind.isFile()) continue;
    const path = await replacedPath(file.path);
    const other = seen.get(path);
    if (other !== undefined) {
      throw new SuiteError('usage', `${file.option} and ${other.option} name the same file, ${file.path}`, {
        hint: `name another file with ${file.option}`,
      });
    }
    seen.set(path, file);
  }
}
