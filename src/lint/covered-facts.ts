import { atEvidence, type Rule, type TableDefect } from '../spec/integrity/finding.js';

/** What is known is tested: a row carries every fact, or the fact says why none can. */
export const coveredFacts: Rule = ({ cases, evidence }) => {
  const carried = new Set(cases.flatMap((row) => row.facts));
  return [...evidence.facts.values()].flatMap((fact): TableDefect[] => {
    if (carried.has(fact.id) === (fact.untestable === undefined)) return [];
    const flaw = carried.has(fact.id)
      ? 'the fact is marked untestable, but a row cites it'
      : 'no row cites this fact; add one, or give the reason in `untestable`';
    return [atEvidence('covered-facts', fact, flaw)];
  });
};
