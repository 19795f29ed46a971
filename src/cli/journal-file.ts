import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Journal } from '../run/journal.js';
import { isOwnKey } from '../run/own-folder.js';
import type { Target } from '../target/target.js';

/** The first line of a journal: whose keys follow. */
interface JournalHead {
  readonly journal: 1;
  readonly endpoint: string;
  readonly bucket: string;
  readonly prefix: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Of the run that writes it, on the machine of that name. */
  readonly pid: number;
  readonly host: string;
}

const fileName = /^\.journal-[0-9a-f]{12}\.jsonl$/;

/**
 * A journal in the folder of the reports, from the first thing that is written on. Every line is handed to the system
 * before the request that it speaks of is sent, so that it is there after a SIGKILL. Where the folder cannot be written
 * there is none: a run is worth more than what may be left of it.
 */
export function createJournalFile(folder: string, target: Target, prefix: string): Journal {
  const path = join(folder, `.journal-${randomBytes(6).toString('hex')}.jsonl`);
  const known = new Set<string>();
  /** Undefined: not tried yet. */
  let opened: ReturnType<typeof open> | undefined;
  const add = (line: object): void => {
    const text = `${JSON.stringify(line)}\n`;
    if (known.has(text)) return;
    known.add(text);
    if (opened === undefined) {
      opened = open(folder, path);
      if (opened !== null) writeSync(opened.file, `${JSON.stringify(head)}\n`);
    }
    if (opened !== null) writeSync(opened.file, text);
  };
  const head: JournalHead = {
    journal: 1,
    endpoint: target.endpoint.origin,
    bucket: target.bucket,
    prefix,
    startedAt: new Date().toISOString(),
    pid: process.pid,
    host: hostname(),
  };
  return {
    writing: (key) => add({ key }),
    begun: (key, upload) => add({ key, upload }),
    close(isClean) {
      if (opened === undefined || opened === null) return;
      closeSync(opened.file);
      if (!isClean) return;
      rmSync(path, { force: true });
      if (opened.isNewFolder) removeIfEmpty(folder);
    },
  };
}

function open(folder: string, path: string): { file: number; isNewFolder: boolean } | null {
  try {
    const isNewFolder = mkdirSync(folder, { recursive: true }) !== undefined;
    return { file: openSync(path, 'wx'), isNewFolder };
  } catch {
    return null;
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something else was put there.
  }
}

/** A journal that a run did not end. */
export interface LeftJournal {
  readonly path: string;
  readonly keys: readonly string[];
  readonly uploads: readonly { readonly key: string; readonly id: string }[];
}

/**
 * The journals in a folder that runs against a target left behind. One whose run is still going on is not among them, nor
 * are keys that no run would write, whoever put them there.
 *
 * @param before only journals that were begun earlier, as epoch time in ms
 */
export async function readJournals(
  folder: string,
  target: Target,
  prefix: string,
  before: number,
): Promise<LeftJournal[]> {
  const names = await readdir(folder).catch(() => []);
  const journals: LeftJournal[] = [];
  for (const name of names.filter((its) => fileName.test(its))) {
    const path = join(folder, name);
    const [first, ...rest] = (await readFile(path, 'utf8')).split('\n').map(parsed);
    const head = first as Partial<JournalHead> | null | undefined;
    if (head?.endpoint !== target.endpoint.origin || head.bucket !== target.bucket || head.prefix !== prefix) continue;
    if (isGoingOn(head) || !(Date.parse(head.startedAt ?? '') < before)) continue;
    const lines = rest.filter((line): line is { key: string; upload?: string } => isOwn(line, prefix));
    journals.push({
      path,
      keys: [...new Set(lines.map(({ key }) => key))],
      uploads: lines.flatMap(({ key, upload }) => (typeof upload === 'string' ? [{ key, id: upload }] : [])),
    });
  }
  return journals;
}

/** Takes a journal away of which nothing is left to be removed. */
export const removeJournal = ({ path }: LeftJournal): Promise<void> => rm(path, { force: true });

/** The last line may be half of one. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isOwn(line: unknown, prefix: string): boolean {
  const key = (line as { key?: unknown } | null)?.key;
  return typeof key === 'string' && isOwnKey(key, prefix);
}

function isGoingOn({ pid, host }: Partial<JournalHead>): boolean {
  if (host !== hostname() || typeof pid !== 'number') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // There is such a process, of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
