import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Target } from '../../driver/target/target.js';
import type { OpenTarget } from '../../run/embedded/embedded-target.js';
import type { Journal } from '../../run/objects/journal.js';
import { type OwnKey, readOwnKey } from '../../run/sender/own-key.js';
import { readInputFile } from '../../spec/read/input-file.js';
import { printText } from '../output/print.js';
import { forgetJournal, notedJournals, noteJournal } from './journal-index.js';
import { ownProcess, type ProcessIdentity, type ProcessState, stateOf } from './process-identity.js';

/** The first line of a journal: whose keys follow, and which process writes them. */
interface JournalHead extends ProcessIdentity {
  readonly journal: 1;
  readonly endpoint: string;
  readonly bucket: string;
  readonly prefix: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** A journal in a file. */
export interface JournalFile extends Journal {
  /** What is in it; null where nothing was written. */
  contents(): { readonly path: string; readonly keys: number } | null;
}

const fileName = /^\.journal-[0-9a-f]{12}\.jsonl$/;

/**
 * A journal in the folder of the reports, from the first thing that is written on. Every line is handed to the system
 * before the request that it speaks of is sent, so that it is there after a SIGKILL. Where the folder cannot be written
 * there is none: a run is worth more than what may be left of it.
 */
export function createJournalFile(folder: string, target: Target, prefix: string): JournalFile {
  const path = join(folder, `.journal-${randomBytes(6).toString('hex')}.jsonl`);
  const known = new Set<string>();
  const keys = new Set<string>();
  /** Undefined: not tried yet. */
  let opened: ReturnType<typeof open> | undefined;
  const add = (line: object): void => {
    const text = `${JSON.stringify(line)}\n`;
    if (known.has(text)) return;
    known.add(text);
    if (opened === undefined) {
      opened = open(folder, path);
      if (opened !== null) {
        writeAll(opened.file, `${JSON.stringify(head)}\n`);
        noteJournal(path);
      }
    }
    if (opened !== null) writeAll(opened.file, text);
  };
  let isBroken = false;
  /** A disk that is full does not end a run: its journal says no more, and that is told. */
  const tryAdd = (line: object): void => {
    if (isBroken) return;
    try {
      add(line);
    } catch (error) {
      isBroken = true;
      const reason = (error as NodeJS.ErrnoException).code ?? String(error);
      printText('stderr', `warning: cannot write the journal ${path}: ${reason}; after a kill, clean finds less\n`);
    }
  };
  /** What a journal is kept for has been done when it ends. */
  const tryTo = (what: string, act: () => void): void => {
    try {
      act();
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? String(error);
      printText('stderr', `warning: cannot ${what} the journal ${path}: ${reason}\n`);
    }
  };
  const head: JournalHead = {
    journal: 1,
    endpoint: target.endpoint.origin,
    bucket: target.bucket,
    prefix,
    startedAt: new Date().toISOString(),
    ...ownProcess(),
  };
  return {
    contents: () => (opened ? { path, keys: keys.size } : null),
    writing(key) {
      keys.add(key);
      tryAdd({ key });
    },
    begun: (key, upload) => tryAdd({ key, upload }),
    close(isClean) {
      if (opened === undefined || opened === null) return;
      const { file, isNewFolder } = opened;
      // Some file systems tell only here that they were full.
      tryTo('close', () => closeSync(file));
      if (!isClean) return;
      tryTo('remove', () => rmSync(path, { force: true }));
      tryTo('forget', () => forgetJournal(path));
      if (isNewFolder) removeIfEmpty(folder);
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

/** One call may write a part, above all to a disk that is nearly full. */
function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something else was put there.
  }
}

/** A journal that a run did not end, or has not ended yet. */
export interface FoundJournal {
  readonly path: string;
  readonly keys: readonly OwnKey[];
  readonly uploads: readonly { readonly key: OwnKey; readonly id: string }[];
  /** Epoch time in ms. */
  readonly startedAt: number;
  /** Of the process that writes it. */
  readonly state: ProcessState;
  readonly process: ProcessIdentity;
}

/** Where only its number tells of a process, in ms: a number comes round again, though hardly within a day. */
const recentMs = 24 * 3_600_000;

/**
 * The journals about a target that lie in a folder, and those that are noted on this machine, wherever they lie. Keys that
 * no run would write are passed over, no matter who put them there.
 */
export async function readJournals(folder: string, target: Target, prefix: string): Promise<FoundJournal[]> {
  const names = await readdir(folder).catch(() => []);
  const here = names.filter((name) => fileName.test(name)).map((name) => join(folder, name));
  const known = new Set(here.map((path) => resolve(path)));
  const elsewhere = (await notedJournals()).filter((path) => !known.has(path) && fileName.test(basename(path)));
  const found = await Promise.all([...here, ...elsewhere].map((path) => readJournal(path, target, prefix)));
  return found.filter((journal) => journal !== null);
}

/** In bytes. A run of a million objects writes some 100 MB. */
const largestJournal = 256 * 1024 * 1024;

async function readJournal(path: string, target: Target, prefix: string): Promise<FoundJournal | null> {
  const text = await readInputFile(path, largestJournal).catch(() => '');
  const [first, ...rest] = text.split('\n').map(parsed);
  const head = first as Partial<JournalHead> | null | undefined;
  if (head?.endpoint !== target.endpoint.origin || head.bucket !== target.bucket || head.prefix !== prefix) return null;
  const startedAt = Date.parse(head.startedAt ?? '');
  const process = { pid: head.pid ?? 0, host: head.host ?? '', started: head.started ?? null };
  const lines = rest.filter((line): line is { key: OwnKey; upload?: unknown } => isOwn(line, prefix));
  return {
    path,
    keys: [...new Set(lines.map(({ key }) => key))],
    uploads: lines.flatMap(({ key, upload }) =>
      typeof upload === 'string' && upload !== '' ? [{ key, id: upload }] : [],
    ),
    startedAt,
    state: stateOf(process, Date.now() - startedAt < recentMs),
    process,
  };
}

/** Takes a journal away of which nothing is left to be removed. */
export async function removeJournal({ path }: FoundJournal): Promise<void> {
  forgetJournal(path);
  await rm(path, { force: true });
}

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
  return readOwnKey(key, prefix) !== null;
}

/** A journal for a command that writes objects; none for the embedded endpoint, which ends with the command. */
export async function openJournal(
  { target, embedded }: Pick<OpenTarget, 'target' | 'embedded'>,
  folder: string,
  prefix: string,
): Promise<JournalFile | undefined> {
  if (embedded) return undefined;
  return createJournalFile(folder, target, prefix);
}
