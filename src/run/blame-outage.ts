import type { CheckReport, PropertyReport } from '../report/document/document.js';

type Reports = { readonly checks: readonly CheckReport[]; readonly properties: readonly PropertyReport[] };

/** The words that a time-out and a lost connection have in every cause (`failureInWords`). */
const words = ['time-out', 'connection'] as const;

/**
 * Gives what an outage explains its one cause: what could not be judged because requests were not answered in the same way,
 * and, where the target stopped answering in time, violations that are nothing but an answer that did not come in time. The
 * control that confirmed them was asked of a target that was already failing.
 *
 * @param why the outage in one line
 */
export function blameOutage(
  { checks, properties }: Reports,
  why: string,
): { checks: CheckReport[]; properties: PropertyReport[] } {
  const word = words.find((causeKind) => why.includes(causeKind));
  if (word === undefined) return { checks: [...checks], properties: [...properties] };
  const message = why.split('; ')[0]!;
  const cause = { kind: word === 'time-out' ? 'timeout' : 'transport', message } as const;
  const isUnjudged = (entry: CheckReport | PropertyReport): boolean =>
    entry.verdict === 'inconclusive' && entry.cause?.message.includes(word) === true;
  const isExplained = (aspects: CheckReport['aspects']): boolean => {
    const violated = aspects.filter(({ verdict }) => verdict === 'violates');
    return word === 'time-out' && violated.length > 0 && violated.every(({ actual }) => actual.startsWith(word));
  };
  return {
    checks: checks.map((check) =>
      isUnjudged(check) || (check.verdict === 'violates' && isExplained(check.aspects))
        ? { ...check, verdict: 'inconclusive', cause, aspects: [], notes: [] }
        : check,
    ),
    properties: properties.map((property) =>
      isUnjudged(property) || (property.verdict === 'violates' && isExplained(property.counterexample?.aspects ?? []))
        ? { ...property, verdict: 'inconclusive', cause, counterexample: null }
        : property,
    ),
  };
}
