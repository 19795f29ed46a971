import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import {
  copyFile,
  type FileHandle,
  mkdir,
  open,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isatty } from 'node:tty';

/** A file that is being written, which has its name only when it is whole. */
export interface WholeFile {
  /** Where the text is until {@link finish}: a file beside the path, or the path itself where that is no plain file. */
  readonly partial: string;
  write(text: string): Promise<void>;
  /** Begins the text anew; only before a plain file is finished. */
  rewrite(text: string): Promise<void>;
  /**
   * Closes the file and gives it its name, over one that has it already and whose mode, and owner where the system allows it,
   * are kept.
   *
   * @throws Error of the file system
   */
  finish(): Promise<void>;
  /** Closes the file and leaves what was written under its partial name. */
  leave(): Promise<void>;
  /** Closes the file and removes what was written. */
  discard(): Promise<void>;
}

/**
 * Opens a file that appears whole or not at all: through a temporary file beside it, because a rename is atomic within one
 * file system only. Folders that lack are made. Every file of a user that this program writes or appends to goes through this
 * module.
 *
 * @param suffix of the temporary file
 * @throws Error of the file system
 */
export async function openWhole(path: string, suffix = 'tmp'): Promise<WholeFile> {
  const kind = await stat(path).catch(() => null);
  // A pipe or a device (`/dev/stderr`) is there to be written to; a rename would put a plain file in its place.
  const isSpecial = kind !== null && !kind.isFile();
  // The target of a symbolic link is replaced, not the link.
  const target = isSpecial ? path : await replacedPath(path);
  const partial = isSpecial ? path : partialBeside(target, suffix);
  if (!isSpecial) await mkdir(dirname(target), { recursive: true });
  // What takes the place of a private file is private from its first byte.
  const file = await open(partial, isSpecial ? 'w' : 'wx', kind === null ? 0o666 : 0o600);
  const close = async (): Promise<void> => file.close();
  const discard = async (): Promise<void> => {
    await close().catch(() => {});
    if (!isSpecial) await rm(partial, { force: true });
  };
  return {
    partial,
    write: (text) => file.writeFile(text),
    async rewrite(text) {
      await file.truncate(0);
      const bytes = Buffer.from(text);
      // One call may write a part.
      for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, null, at)).bytesWritten;
    },
    async finish() {
      try {
        if (kind !== null && !isSpecial) await keepOwnerAndMode(file, kind);
        await close();
        if (!isSpecial) await replace(partial, target);
      } catch (error) {
        await discard();
        throw error;
      }
    },
    leave: close,
    discard,
  };
}

/** In characters: with what is put around it, a name of so many stays below the 255 bytes of file systems. */
const longestStem = 48;

const partialBeside = (target: string, suffix: string): string =>
  join(dirname(target), `.${basename(target).slice(0, longestStem)}.${randomUUID()}.${suffix}`);

/** Only a superuser gives a file to another user, and only a member to a group. */
async function keepOwnerAndMode(file: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  const own = await file.stat();
  if (own.uid !== uid || own.gid !== gid) {
    await file.chown(uid, gid).catch(() => file.chown(own.uid, gid).catch(() => {}));
  }
  await file.chmod(mode & 0o777);
}

async function replace(partial: string, target: string): Promise<void> {
  try {
    await rename(partial, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    // A file that is mounted by itself, as into a container, can be written, but not replaced.
    await copyFile(partial, target);
    await rm(partial);
  }
}

/**
 * Writes a file whole or not at all, as {@link openWhole} does.
 *
 * @throws Error of the file system
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const file = await openWhole(path);
  try {
    await file.write(text);
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.finish();
}

/**
 * Appends a text as a whole or not at all: what a full disk took of it is cut off again. The folder must exist.
 *
 * @throws Error of the file system
 */
export async function appendWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    const before = await file.stat();
    await file.writeFile(text).catch(async (error: unknown) => {
      if (before.isFile()) await file.truncate(before.size);
      throw error;
    });
  } finally {
    await file.close();
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
  const folder = dirname(path);
  const real = folder === path ? resolve(folder) : await replacedPath(folder, links);
  const file = join(real, basename(path));
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
  await checkFolder(dirname(await replacedPath(path)));
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
