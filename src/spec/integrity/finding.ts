import type { Case, Claim, Fact, Source, Table } from '../model/table.js';
import { type Behaviour, behaviours, evidenceFile } from '../model/vocabulary.js';

/** Something in the table that is well-formed and yet wrong. */
export interface TableDefect {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** The name of the rule, which is the name of its file. */
  readonly rule: string;
  readonly message: string;
}

/** A rule looks at a whole table and tells what breaks it; empty where nothing does. */
export type Rule = (table: Table) => readonly TableDefect[];

/** A finding at a row. */
export function atCase(rule: string, row: Case, message: string): TableDefect {
  return { file: row.location.file, line: row.location.line, rule, message: `${row.id}: ${message}` };
}

/** A finding at a source or a fact. */
export function atEvidence(rule: string, entry: Source | Fact, message: string): TableDefect {
  return { file: evidenceFile, line: entry.line ?? 1, rule, message: `${entry.id}: ${message}` };
}

/** Every claim of a table with the row and the behaviour that it belongs to. */
export function claimsOf(table: Table): { row: Case; behaviour: Behaviour; claim: Claim }[] {
  return table.cases.flatMap((row) =>
    behaviours.map((behaviour) => ({ row, behaviour, claim: row.claims[behaviour] })),
  );
}
