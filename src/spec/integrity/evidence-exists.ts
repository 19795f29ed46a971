import { withNearest } from '../read/nearest.js';
import { atCase, atEvidence, claimsOf, type Rule, type TableDefect } from './finding.js';

/** Every cited source and fact exists. */
export const evidenceExists: Rule = (table) => {
  const sources = [...table.evidence.sources.keys()];
  const facts = [...table.evidence.facts.keys()];
  const inClaims = claimsOf(table).flatMap(({ row, behaviour, claim }) =>
    missing(claim.evidence, sources).map((id) => atCase('evidence-exists', row, `${behaviour}: no source ${id}`)),
  );
  const inRows = table.cases.flatMap((row) =>
    missing(row.facts, facts).map((id) => atCase('evidence-exists', row, `no fact ${id}`)),
  );
  const inFacts = [...table.evidence.facts.values()].flatMap((fact): TableDefect[] =>
    missing(fact.sources, sources).map((id) => atEvidence('evidence-exists', fact, `no source ${id}`)),
  );
  return [...inClaims, ...inRows, ...inFacts];
};

function missing(cited: readonly string[], known: readonly string[]): string[] {
  return cited.filter((id) => !known.includes(id)).map((id) => withNearest(id, known));
}
