import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, mkdir, open, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isatty } from 'node:tty';

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
  const target = await replacedPath(path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    if (kind !== null) await chmod(temporary, kind.mode & 0o777);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** As many links in a row as Linux follows. */
const mostLinks = 40;

/**
 * The file that a write to a path replaces or makes: where its links lead, one that leads to nothing as well. Of a path in
 * folders that lack, the spelling is all that is known.
 */
export async function replacedPath(path: string, links = mostLinks): Promise<string> {
  const whole = await realpath(path).catch(() => null);
  if (whole !== null) return whole;
  const folder = dirname(resolve(path));
  const real = folder === dirname(folder) ? folder : await replacedPath(folder, links);
  const file = join(real, basename(resolve(path)));
  const goal = links === 0 ? null : await readlink(file).catch(() => null);
  return goal === null ? file : replacedPath(resolve(real, goal), links - 1);
}

/** In bytes: a file system that takes no more is full. A JSON report of some rows has as many. */
const probeBytes = 64 * 1024;

/**
 * Finds out whether {@link writeWhole} could write there, and leaves everything as it is: a file of another name is written
 * beside the path, or in the nearest folder above it that exists, and removed.
 *
 * @throws Error of the file system, or one that says what is in the way
 */
export async function checkWritable(path: string): Promise<void> {
  const kind = await kindOf(path);
  if (kind !== null && !kind.isFile()) return checkSpecial(path, kind);
  await checkFolder(dirname(kind === null ? resolve(path) : await realpath(path)));
}

/**
 * Finds out whether files could be made in a folder, which need not exist.
 *
 * @throws Error of the file system, or one that says what is in the way
 */
export async function checkFolder(folder: string): Promise<void> {
  const kind = await kindOf(folder);
  if (kind === null) return checkFolder(dirname(resolve(folder)));
  if (!kind.isDirectory()) throw new Error(`${folder} is not a folder`);
  const probe = join(folder, `.${randomUUID()}.tmp`);
  try {
    await writeFile(probe, Buffer.alloc(probeBytes), { flag: 'wx' });
  } finally {
    await rm(probe, { force: true });
  }
}

/** Null where nothing is there. */
async function kindOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    // Something above it is a file; the folder that is looked at next says which.
    if (code === 'ENOTDIR') return null;
    throw error;
  }
}

/** What is written to a pipe reaches its reader, and a terminal shows it: both are believed. */
async function checkSpecial(path: string, kind: Stats): Promise<void> {
  if (kind.isDirectory()) throw new Error('it is a folder');
  if (kind.isSocket()) throw new Error('it is a socket');
  if (!kind.isCharacterDevice()) return;
  const device = await open(path, 'w');
  try {
    // `/dev/full` takes no byte, and tells so only of a byte.
    if (!isatty(device.fd)) await device.write('\n');
  } finally {
    await device.close();
  }
}
