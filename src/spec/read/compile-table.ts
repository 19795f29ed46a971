import type { Table } from '../model/table.js';
import { type CompiledTable, fingerprintOf } from './read-table.js';
import type { SourceText } from './read-yaml-as.js';

/** A table and the texts it was made from, as JSON. */
export function compileTable({ cases, topics, evidence }: Table, texts: readonly SourceText[]): string {
  const compiled: CompiledTable = {
    fingerprint: fingerprintOf(texts),
    cases,
    topics: [...topics],
    sources: [...evidence.sources],
    facts: [...evidence.facts],
  };
  return JSON.stringify(compiled);
}
