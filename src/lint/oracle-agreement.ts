import { type Expectation, expectRange } from '../oracle/expect-range.js';
import { atCase, claimsOf, type Rule, type TableDefect } from '../spec/integrity/finding.js';
import { describeOutcome } from '../spec/model/describe-outcome.js';
import { isPlainGet } from '../spec/model/is-plain-get.js';
import type { Outcome } from '../spec/model/outcome.js';
import type { Case, Claim } from '../spec/model/table.js';
import { type Behaviour, levels } from '../spec/model/vocabulary.js';

/**
 * The table and the oracle, which were written apart, say the same of a plain GET: the same outcomes where the row claims
 * them, at least those of the oracle where it only observes, and never at a lower level than the rule allows. Of header
 * fields, and of anything else that a row checks, the oracle knows nothing.
 */
export const oracleAgreement: Rule = (table) =>
  claimsOf(table)
    .filter(({ row, claim }) => isPlainGet(row) && claim.outcomes.every(({ fields }) => fields === undefined))
    .flatMap(({ row, behaviour, claim }): TableDefect[] => {
      const flaw = disagreement(row, behaviour, claim);
      return flaw === undefined ? [] : [atCase('oracle-agreement', row, `${behaviour}: ${flaw}`)];
    });

function disagreement(row: Case, behaviour: Behaviour, claim: Claim): string | undefined {
  const { size } = row.object;
  const oracle = expectRange(size, row.range, behaviour);
  if (levels.indexOf(claim.level) > levels.indexOf(oracle.level)) {
    return `the rule ${oracle.rule} is ${oracle.level}, the row only ${claim.level}`;
  }
  const [claimed, derived] = [wordsOf(claim.outcomes, size), wordsOf(oracle.outcomes, size)];
  const missing = difference(derived, claimed);
  const extra = claim.level === 'observed' ? [] : difference(claimed, derived);
  return missing.length + extra.length === 0 ? undefined : contrast(oracle, derived, claimed);
}

function contrast({ rule }: Expectation, derived: readonly string[], claimed: readonly string[]): string {
  return `the rule ${rule} gives ${derived.join('; or ')}, the row says ${claimed.join('; or ')}`;
}

function wordsOf(outcomes: readonly Outcome[], size: number): string[] {
  // The oracle has one level for all of an outcome.
  return outcomes.map(({ statusLevel: _, ...outcome }) => describeOutcome(outcome, size));
}

function difference(these: readonly string[], those: readonly string[]): string[] {
  return these.filter((word) => !those.includes(word));
}
