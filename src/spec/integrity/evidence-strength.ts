import { type Claim, type Evidence, type Source, strongKinds } from '../model/table.js';
import { type Level, levels } from '../model/vocabulary.js';
import { atCase, claimsOf, type Rule } from './finding.js';

/**
 * A `required` claim decides the gate, so it needs a source that may: a vendor's page, a transcript, or a vendor's test
 * against the real service. An `expected` one needs any source; an `observed` one may have none, if no source states
 * anything.
 */
export const evidenceStrength: Rule = (table) =>
  claimsOf(table).flatMap(({ row, behaviour, claim }) => {
    const flaw = weakness(claim, table.evidence) ?? harderStatus(claim);
    return flaw === undefined ? [] : [atCase('evidence-strength', row, `${behaviour}: ${flaw}`)];
  });

function weakness({ level, evidence }: Claim, { sources }: Evidence): string | undefined {
  if (level === 'observed') return undefined;
  if (evidence.length === 0) return `${level} needs evidence`;
  if (level === 'expected') return undefined;
  if (evidence.some((id) => isStrong(sources.get(id)))) return undefined;
  return `required needs one of these among its evidence: ${[...strongKinds].join(', ')}`;
}

/** A status of its own level is softer than the row, or the key says nothing. */
function harderStatus({ level, outcomes }: Claim): string | undefined {
  const own = outcomes
    .map(({ statusLevel }) => statusLevel)
    .find((status) => status !== undefined && !isSofter(status, level));
  return own === undefined ? undefined : `status-level ${own} is no softer than the row, which is ${level}`;
}

const isSofter = (one: Level, other: Level): boolean => levels.indexOf(one) > levels.indexOf(other);

function isStrong(source: Source | undefined): boolean {
  return source !== undefined && strongKinds.has(source.kind);
}
