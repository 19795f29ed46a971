import { hostname } from 'node:os';
import { count } from '../../report/text/quantity.js';
import type { ListedEntry } from '../../run/objects/listing.js';
import { folderOfKey, type OwnKey } from '../../run/sender/own-key.js';
import type { FoundJournal } from './journal-file.js';

/** What may be removed, and what is left alone and why. */
export interface RemovalSelection {
  readonly journals: readonly FoundJournal[];
  mayGo(key: OwnKey): boolean;
  /** One line for each thing that is left alone. */
  readonly notices: readonly string[];
}

export interface Age {
  /** In ms; what is younger is left alone. Undefined: what no run can need any more goes at once. */
  readonly olderThan: number | undefined;
  /** Epoch time in ms. */
  readonly now: number;
}

/**
 * In ms. What another machine wrote may be needed by a run there that nothing here tells of. A run takes minutes; with
 * `--budget` it can take hours, and one of more than a day is not known.
 */
const unknownAgeMs = 24 * 3_600_000;

/**
 * Which runs are over. A run of this machine is known by its journal: while its process runs its folder is left alone,
 * once it has ended everything goes, unless `olderThan` spares it. Of any other folder only the age is known.
 */
export function selectLeftovers(
  prefix: string,
  found: readonly Pick<ListedEntry, 'key' | 'modified'>[],
  journals: readonly FoundJournal[],
  age: Age,
): RemovalSelection {
  const verdicts = journals.map((journal) => ({ journal, why: whyLeft(journal, age) }));
  const over = verdicts.filter(({ why }) => why === null).map(({ journal }) => journal);
  const foldersOf = (list: readonly FoundJournal[]): Set<string> =>
    new Set(list.flatMap(({ keys, uploads }) => [...keys, ...uploads.map(({ key }) => key)].map(folderOf)));
  const folderOf = (key: OwnKey): string => folderOfKey(key, prefix);
  const spared = foldersOf(verdicts.flatMap(({ journal, why }) => (why === null ? [] : [journal])));
  const ended = foldersOf(over);
  // The newest thing in it tells when a run was last seen at work.
  const newest = new Map<string, number>();
  for (const { key, modified } of found) {
    const folder = folderOf(key);
    newest.set(folder, Math.max(newest.get(folder) ?? Number.NEGATIVE_INFINITY, modified));
  }
  const isOld = (folder: string, leastMs: number): boolean => leastMs === 0 || age.now - newest.get(folder)! >= leastMs;
  const leastAge = age.olderThan ?? unknownAgeMs;
  const young = new Set(
    [...newest.keys()].filter(
      (folder) => !spared.has(folder) && !isOld(folder, ended.has(folder) ? (age.olderThan ?? 0) : leastAge),
    ),
  );
  const strangers = new Set(found.map(({ key }) => key).filter((key) => young.has(folderOf(key)))).size;
  return {
    journals: over,
    mayGo: (key) => !spared.has(folderOf(key)) && !young.has(folderOf(key)),
    notices: [
      ...verdicts.flatMap(({ journal, why }) => (why === null ? [] : [`skipped ${journal.path}: ${why}`])),
      ...(strangers === 0
        ? []
        : [
            `kept ${count(strangers, 'object')} in ${count(young.size, 'folder')}, younger than ${inWords(leastAge)} and in no journal on this machine: a run elsewhere may need them; if not, use --older-than 0s`,
          ]),
    ],
  };
}

/** Why a journal and what it names are left alone; null where its run is over. */
function whyLeft({ state, startedAt, process: { pid, host } }: FoundJournal, { olderThan, now }: Age): string | null {
  const since = `begun ${inWords(Math.max(0, now - startedAt))} ago`;
  if (state === 'running') return `its run is still going (process ${pid}, ${since})`;
  if (state === 'unknown' && !(now - startedAt >= (olderThan ?? unknownAgeMs))) {
    const where =
      host === hostname() ? 'in another container, or before a restart,' : `on ${host || 'another machine'},`;
    return `its run was ${since} ${where} and may still be going; if not, use --older-than 0s`;
  }
  if (olderThan !== undefined && !(now - startedAt >= olderThan))
    return `it is younger than ${inWords(olderThan)} (${since})`;
  return null;
}

/** `90 s`, `10 min`, `24 h` */
function inWords(ms: number): string {
  const s = Math.round(ms / 1000);
  if (s < 120) return `${s} s`;
  return s < 7200 && s % 3600 !== 0 ? `${Math.round(s / 60)} min` : `${Math.round(s / 3600)} h`;
}
