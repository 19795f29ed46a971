import { existsSync, lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { basename, join, resolve } from 'node:path';

/** The index of all journals of this user on this machine, in any folder. */
const indexFolder = (): string => join(tmpdir(), `oss-range-journals-${userInfo().uid}`);

const entryOf = (journal: string): string => join(indexFolder(), basename(journal).replace(/^\./, ''));

/** Notes where a journal lies, so that `clean` finds it from any folder. A machine that does not let it keeps none. */
export function noteJournal(journal: string): void {
  try {
    mkdirSync(indexFolder(), { recursive: true, mode: 0o700 });
    if (isOwn()) writeFileSync(entryOf(journal), resolve(journal), { mode: 0o600 });
  } catch {
    // A run is worth more than what may be left of it.
  }
}

export function forgetJournal(journal: string): void {
  rmSync(entryOf(journal), { force: true });
}

/** Paths of all journals that are noted; a journal that does not exist any more is forgotten. */
export async function notedJournals(): Promise<string[]> {
  if (!isOwn()) return [];
  const names = await readdir(indexFolder()).catch(() => []);
  const paths = await Promise.all(names.map((name) => readFile(join(indexFolder(), name), 'utf8').catch(() => '')));
  return paths.filter((path) => {
    if (path === '') return false;
    const isThere = existsSync(path);
    if (!isThere) forgetJournal(path);
    return isThere;
  });
}

/** The folder for temporary files belongs to everybody. */
function isOwn(): boolean {
  try {
    const { uid } = userInfo();
    const found = lstatSync(indexFolder());
    return found.isDirectory() && (uid === -1 || found.uid === uid);
  } catch {
    return false;
  }
}
