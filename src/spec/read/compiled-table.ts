import { createHash } from 'node:crypto';
import type { Table } from '../model/table.js';
import type { SourceText } from './read-yaml-as.js';

/**
 * The package's own table as the build leaves it beside the code, so that a command need not parse YAML first: that takes
 * half a second, this takes a fiftieth.
 */
interface CompiledTable {
  /** Of the texts that it was made from. */
  readonly fingerprint: string;
  readonly cases: Table['cases'];
  readonly topics: readonly (readonly [string, string])[];
  readonly sources: readonly [string, unknown][];
  readonly facts: readonly [string, unknown][];
}

/** Two sets of texts with the same fingerprint say the same. */
export function fingerprintOf(texts: readonly SourceText[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of texts) hash.update(`${file}\0${text.length}\0${text}`);
  return hash.digest('hex');
}

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

/** The table that a compiled text holds; null where it was made from other texts than these. */
export function readCompiledTable(compiled: string, texts: readonly SourceText[]): Table | null {
  const { fingerprint, cases, topics, sources, facts } = JSON.parse(compiled) as CompiledTable;
  if (fingerprint !== fingerprintOf(texts)) return null;
  const evidence = { sources: new Map(sources), facts: new Map(facts) } as Table['evidence'];
  return { cases, topics: new Map(topics), evidence };
}
