import { atCase, type TableDefect } from '../spec/integrity/finding.js';
import type { Table } from '../spec/model/table.js';

/** Where every id that this package ever published is written down, relative to its root. */
const pinnedIdsFile = 'specs/ids.txt';

interface PinnedId {
  readonly id: string;
  readonly line: number;
  readonly retired: boolean;
}

/**
 * Ids are never reused: reports, deviations and links of users name them. `pinned` is the text of `specs/ids.txt`: an id a
 * line, `retired` behind those that no row has any more, `#` before comments. Every finding says what to write there.
 */
export function pinnedIds({ cases }: Table, pinned: string): readonly TableDefect[] {
  const entries = readPinnedIds(pinned);
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const used = new Set(cases.map((row) => row.id));
  const atPin = ({ id, line }: PinnedId, message: string): TableDefect => ({
    file: pinnedIdsFile,
    line,
    rule: 'pinned-ids',
    message: `${id}: ${message}`,
  });
  return [
    ...cases.flatMap((row): TableDefect[] => {
      const entry = known.get(row.id);
      if (entry === undefined) return [atCase('pinned-ids', row, `append the line "${row.id}" to ${pinnedIdsFile}`)];
      return entry.retired ? [atCase('pinned-ids', row, 'the id is retired and cannot be used again')] : [];
    }),
    ...entries
      .filter((entry) => !entry.retired && !used.has(entry.id))
      .map((entry) => atPin(entry, `no row has this id any more; make the line "${entry.id} retired"`)),
    ...entries.filter((entry) => known.get(entry.id) !== entry).map((entry) => atPin(entry, 'the id is listed twice')),
  ];
}

function readPinnedIds(text: string): readonly PinnedId[] {
  return text.split('\n').flatMap((content, index): PinnedId[] => {
    const [id, mark] = content.replace(/#.*/, '').trim().split(/\s+/);
    return id ? [{ id, line: index + 1, retired: mark === 'retired' }] : [];
  });
}
