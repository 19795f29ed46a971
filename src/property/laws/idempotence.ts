import { alike } from '../compare-answers.js';
import { defineLaw } from '../define-law.js';
import type { LawClaim } from '../law.js';
import { get } from '../law-plan.js';
import { anyRange, certainRanges, outside, type RangePart, rangeOf } from '../ranges/any-range.js';

const claim: LawClaim = {
  law: 'The same request gets the same answer again.',
  level: 'expected',
  evidence: ['rfc9110-9.2.1'],
};

/** How often one request is asked: a server that alternates between two nodes is caught by three. */
const times = 3;

/** The same request several times, one after the other. */
export const idempotence = defineLaw<RangePart>({
  name: 'idempotence',
  claims: { default: claim, standard: claim },
  asksAgain: true,
  parts: anyRange,
  // What only one node may clamp or refuse, and a part.
  certain: [...certainRanges(outside), ...certainRanges().slice(-1)],
  plan: (size, part, behaviour) => {
    const step = get(rangeOf(size, part), behaviour);
    return { size, rounds: [{ how: 'in-turn', steps: Array.from({ length: times }, () => step) }] };
  },
  judge: (_, answers, { level }) => ({ aspects: alike(answers, { level, headers: level }), notes: [] }),
});
