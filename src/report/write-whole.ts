import { randomUUID } from 'node:crypto';
import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all: through a temporary file beside it, because a rename is atomic within one file system
 * only. Folders that lack are made.
 *
 * @throws Error of the file system
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const kind = await stat(path).catch(() => null);
  // A pipe or a device (`/dev/stderr`) is there to be written to; a rename would put a plain file in its place.
  if (kind !== null && !kind.isFile()) return writeFile(path, text);
  // The target of a symbolic link is replaced, not the link.
  const target = kind === null ? path : await realpath(path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
