import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { readOwnKey } from '../../run/sender/own-key.js';
import type { FoundJournal } from './journal-file.js';
import { selectLeftovers } from './left-alone.js';

const hour = 3_600_000;
const now = Date.UTC(2026, 0, 2);
const key = (folder: string) => readOwnKey(`p/${folder}/bytes-1`, 'p/')!;
const mine = '0123456789ab';
const other = 'ba9876543210';

const journal = (state: FoundJournal['state'], ageMs: number, fields: Partial<FoundJournal> = {}): FoundJournal => ({
  path: '.journal-1.jsonl',
  keys: [key(mine)],
  uploads: [],
  startedAt: now - ageMs,
  state,
  process: { pid: 7, host: hostname(), started: null },
  ...fields,
});

const found = (folder: string, ageMs: number) => ({ key: key(folder), modified: now - ageMs });

/** What goes of `mine` and `other`, both of this age, and what is told. */
function select(journals: readonly FoundJournal[], ageMs: number, olderThan?: number) {
  const selection = selectLeftovers('p/', [found(mine, ageMs), found(other, ageMs)], journals, { olderThan, now });
  return [
    [mine, other].filter((folder) => selection.mayGo(key(folder))),
    selection.journals.length,
    ...selection.notices,
  ];
}

const stranger = (many: string, age: string): string =>
  `kept ${many}, younger than ${age} and in no journal on this machine: a run elsewhere may need them; if not, use --older-than 0s`;

test('what a run that has ended wrote goes at once, and what no journal names after a day', () => {
  expect(select([journal('ended', 1000)], hour)).toEqual([[mine], 1, stranger('1 object in 1 folder', '24 h')]);
  expect(select([journal('ended', 1000)], 24 * hour)).toEqual([[mine, other], 1]);
});

test.each([undefined, 0, hour])(
  'a run that is going on is left alone, whatever its age: older than %s',
  (olderThan) => {
    const [gone, removed, why] = select([journal('running', 90_000)], 48 * hour, olderThan);
    expect([gone, removed, why]).toEqual([
      [other],
      0,
      'skipped .journal-1.jsonl: its run is still going (process 7, begun 90 s ago)',
    ]);
  },
);

test('a run of another machine or container is left alone for a day, or as long as is asked', () => {
  const elsewhere = journal('unknown', 2 * hour, { process: { pid: 7, host: 'ci-7', started: null } });
  const told =
    'skipped .journal-1.jsonl: its run was begun 2 h ago on ci-7, and may still be going; if not, use --older-than 0s';
  expect(select([elsewhere], 30 * hour)).toEqual([[other], 0, told]);
  expect(select([elsewhere], 30 * hour, 3 * hour)).toEqual([[other], 0, told]);
  expect(select([elsewhere], 30 * hour, hour)).toEqual([[mine, other], 1]);
  expect(select([{ ...elsewhere, startedAt: now - 24 * hour }], 30 * hour)).toEqual([[mine, other], 1]);
  expect(select([journal('unknown', 2 * hour)], 30 * hour)[2]).toContain(
    'begun 2 h ago in another container, or before a restart, and may still be going',
  );
});

test('what is younger than is asked is left alone, with its journal', () => {
  expect(select([journal('ended', 90_000)], 30 * hour, hour)).toEqual([
    [other],
    0,
    'skipped .journal-1.jsonl: it is younger than 1 h (begun 90 s ago)',
  ]);
});

test('the newest thing in a folder tells its age, and what has no date is young', () => {
  const olderThan = hour;
  const go = (ages: readonly number[]): boolean =>
    selectLeftovers(
      'p/',
      ages.map((ageMs) => found(mine, ageMs)),
      [],
      { olderThan, now },
    ).mayGo(key(mine));
  expect([go([2 * hour, 3 * hour]), go([2 * hour, 1000]), go([Number.NaN])]).toEqual([true, false, false]);
});

test('at 0s everything goes that no run here needs, dated or not', () => {
  const selection = selectLeftovers('p/', [found(mine, -5000), found(other, Number.NaN)], [], { olderThan: 0, now });
  expect([selection.mayGo(key(mine)), selection.mayGo(key(other)), selection.notices]).toEqual([true, true, []]);
});

test('an upload alone makes a folder one of the run', () => {
  const uploading = journal('running', 1000, { keys: [], uploads: [{ key: key(mine), id: 'u' }] });
  expect(select([uploading], 48 * hour)[0]).toEqual([other]);
});
