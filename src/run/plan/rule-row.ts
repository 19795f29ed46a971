import { expectRange } from '../../oracle/expect-range.js';
import type { Case, Claim } from '../../spec/model/table.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';

/** A question that is in no table as a row: what is claimed under each behaviour is what the rules of the oracle expect. */
export function ruleRow(question: Omit<Case, 'claims' | 'facts'>): Case {
  const claimOf = (behaviour: Behaviour): Claim => {
    const { level, evidence, outcomes, why } = expectRange(question.object.size, question.range, behaviour);
    return { level, evidence, outcomes, why };
  };
  return { ...question, claims: { default: claimOf('default'), standard: claimOf('standard') }, facts: [] };
}
