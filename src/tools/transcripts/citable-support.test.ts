import { expect, test } from 'vitest';
import type { Source, Table } from '../../spec/model/table.js';
import { readTable } from '../../spec/read/read-table.js';
import { uncitableClaims } from './citable-support.js';
import { holdTranscripts } from './hold-transcripts.js';
import { readTranscripts } from './read-transcripts.js';
import type { Transcript } from './transcript.js';

const table = await readTable();
const transcripts = await readTranscripts();

/** The table with one more source, which one row cites instead of its own. */
function citing(source: Source, id: string, ...others: string[]): Table {
  const cases = table.cases.map((row) => {
    if (row.id !== id) return row;
    const claim = { ...row.claims.default, evidence: [source.id, ...others] };
    return { ...row, claims: { ...row.claims, default: claim } };
  });
  return {
    ...table,
    cases,
    evidence: { ...table.evidence, sources: new Map([...table.evidence.sources, [source.id, source]]) },
  };
}

const log: Source = { id: 'log', title: 'a log', kind: 'transcript', address: 'a log' };
const published = (id: string, citable: boolean): Transcript => ({
  ...transcripts.find((one) => one.id === id)!,
  publication: { kind: 'source', id: 'log' },
  citable,
});
const claims = (own: Table, all: readonly Transcript[]): unknown =>
  uncitableClaims(own, holdTranscripts(all, { table: own })).map((one) => [one.row.id, one.behaviour, one.transcripts]);

test('no required row rests on answers without an address alone', () => {
  expect(claims(table, transcripts)).toEqual([]);
});

test('a required row that does is found', () => {
  const own = citing(log, 'open/from-zero');
  const probe = published('probe-open', false);
  expect(claims(own, [probe])).toEqual([['open/from-zero', 'default', ['probe-open']]]);
  // A source of another row is not enough.
  expect(claims(own, [probe, published('guide-start-past-eof', true)])).toEqual([
    ['open/from-zero', 'default', ['probe-open']],
  ]);
});

test('one that has an address, or another strong source beside it, carries the row', () => {
  const probe = published('probe-open', false);
  expect(claims(citing(log, 'open/from-zero'), [probe, published('guide-open', true)])).toEqual([]);
  expect(claims(citing(log, 'open/from-zero', 'range-guide'), [probe])).toEqual([]);
  expect(claims(citing(log, 'open/from-zero', 'rfc9110-14.1'), [probe])).toHaveLength(1);
});

test('every source that an answer names exists, and no address stands twice', () => {
  const { sources } = table.evidence;
  const named = transcripts.flatMap(({ publication }) => (publication.kind === 'source' ? publication.id : []));
  expect(named.filter((id) => !sources.has(id))).toEqual([]);
  const addresses = new Set([...sources.values()].map(({ address }) => address));
  const again = transcripts.filter(({ publication: p }) => p.kind === 'address' && addresses.has(p.address));
  expect(again.map(({ id }) => `${id} names an address that is a source of specs/evidence.yaml`)).toEqual([]);
});
