import { atEvidence, claimsOf, type Rule } from '../spec/integrity/finding.js';

/** A source that nothing cites is a claim without a row, or a left-over. */
export const unusedSources: Rule = (table) => {
  const { sources, facts } = table.evidence;
  const cited = new Set([
    ...claimsOf(table).flatMap(({ claim }) => claim.evidence),
    ...[...facts.values()].flatMap((fact) => fact.sources),
  ]);
  return [...sources.values()]
    .filter((source) => !cited.has(source.id))
    .map((source) => atEvidence('unused-sources', source, 'no row and no fact cites this source'));
};
