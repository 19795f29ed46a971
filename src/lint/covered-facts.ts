import { atEvidence, type Rule, type TableDefect } from '../spec/integrity/finding.js';

/** What is known is tested: a row carries every fact, or the fact says why none can. */
export const coveredFacts: Rule = ({ cases, evidence }) => {
  const carried = new Set(cases.flatMap((row) => row.facts));
  return [...evidence.facts.values()].flatMap((fact): TableDefect[] => {
    if (carried.has(fact.id) === (fact.untestable === undefined)) return [];
    const flaw = carried.has(fact.id)
      ? 'the fact is called untestable, yet a row carries it'
      : 'no row carries this fact; add one, or say why it is `untestable`';
    return [atEvidence('covered-facts', fact, flaw)];
  });
};
