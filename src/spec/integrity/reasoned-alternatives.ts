import { describeOutcome } from '../model/describe-outcome.js';
import { atCase, claimsOf, type Rule, type TableDefect } from './finding.js';

/** Alternatives differ from one another, and the row says why they are allowed. */
export const reasonedAlternatives: Rule = (table) =>
  claimsOf(table).flatMap(({ row, behaviour, claim }): TableDefect[] => {
    if (claim.outcomes.length === 1) return [];
    const words = claim.outcomes.map((outcome) => describeOutcome(outcome, row.object.size));
    const twice = words.filter((word, index) => words.indexOf(word) < index);
    const flaws = twice.map((word) => `the alternative "${word}" is listed twice`);
    if (claim.why === undefined) flaws.push('alternatives need a why');
    return flaws.map((flaw) => atCase('reasoned-alternatives', row, `${behaviour}: ${flaw}`));
  });
