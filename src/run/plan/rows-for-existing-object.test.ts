import { describe, expect, test } from 'vitest';
import { oracleAgreement } from '../../lint/oracle-agreement.js';
import { coherentOutcomes } from '../../spec/integrity/coherent-outcomes.js';
import type { Case } from '../../spec/model/table.js';
import { readTable } from '../../spec/read/read-table.js';
import { rowsForObject } from './rows-for-existing-object.js';

const table = await readTable();
const about = (size: number): Case[] => rowsForObject(table.cases, { name: 'theirs', size });
const asks = (size: number): ReadonlyMap<string, string> =>
  new Map(about(size).map(({ id, range }) => [id, range.join(' | ')]));

describe('rows that are put to an object of another size', () => {
  test.each([0, 1, 2, 10, 999, 1000, 1001, 12_345, 5_000_000_000])(
    'of %d bytes say what the rules say, and nothing that cannot be',
    (size) => {
      const moved = { ...table, cases: about(size) };
      expect([...oracleAgreement(moved), ...coherentOutcomes(moved)]).toEqual([]);
    },
  );

  test('follow its size', () => {
    const ranges = asks(12_345);
    expect(
      [
        'end-past-eof/from-the-middle',
        'start-past-eof/closed-from-the-end',
        'suffix/all',
        'satisfiable-closed/all-bytes',
      ].map((id) => ranges.get(id)),
    ).toEqual(['bytes=500-13345', 'bytes=12345-13345', 'bytes=-12345', 'bytes=0-12344']);
  });

  test('are most of the table where the object is large enough, of every topic that is about ranges', () => {
    const topics = (rows: readonly Case[]): string[] => [...new Set(rows.map(({ topic }) => topic))];
    expect([
      about(12_345).length > 190,
      topics(table.cases).filter((topic) => !topics(about(12_345)).includes(topic)),
    ]).toEqual([
      true,
      [
        'compression',
        'directory',
        'empty-object',
        'folder-object',
        'large-objects',
        'object-kinds',
        'part-copy',
        'special-keys',
      ],
    ]);
  });

  test('are about empty objects where it is empty', () => {
    expect(about(0).filter(({ range, topic }) => range.length > 0 && topic === 'empty-object').length).toBeGreaterThan(
      5,
    );
    expect(about(1).some(({ topic }) => topic === 'empty-object')).toBe(false);
  });

  test('ask nothing twice, and nothing of keys, types and addresses', () => {
    const rows = about(12_345);
    const requests = rows.map(({ method, range, headers, query, auth }) =>
      JSON.stringify([method, range, headers, query, auth]),
    );
    expect([new Set(requests).size, rows.filter(({ missing }) => missing !== undefined)]).toEqual([rows.length, []]);
  });

  test('are left out where the same words would claim bytes that are not there', () => {
    expect([
      asks(12_345).has('satisfiable-closed/byte-two-hundred'),
      asks(3).has('satisfiable-closed/byte-two-hundred'),
    ]).toEqual([true, false]);
  });

  test('are left out where an element of a list that lay behind the end would lie inside', () => {
    const ids = ['multi-range/last-past-eof', 'multi-range/in-order'].filter((id) =>
      table.cases.some((row) => row.id === id),
    );
    expect([asks(12_345).has('multi-range/last-past-eof'), asks(10).has('multi-range/last-past-eof'), ids[0]]).toEqual([
      false,
      true,
      'multi-range/last-past-eof',
    ]);
  });
});
