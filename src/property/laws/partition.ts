import fc from 'fast-check';
import { defineLaw } from '../define-law.js';
import type { LawClaim } from '../law.js';
import { get, together } from '../law-plan.js';
import { concatenated } from '../ranges/concatenation.js';
import { type EdgeOffset, offsetIn, offsets } from '../ranges/edge-offset.js';

const claim: LawClaim = {
  law: 'Any partition of an object into closed ranges concatenates to the object.',
  level: 'required',
  evidence: ['range-guide-transcript', 'range-guide'],
};

const nearStart: EdgeOffset = { edge: 'start', offset: 0n };
const nearEnd: EdgeOffset = { edge: 'end', offset: 0n };

/** Four cuts make five requests: a first, a last, and some that touch others on both sides. */
const mostCuts = 4;

/** What a parallel download does: closed ranges that touch and cover the object. */
export const partition = defineLaw<readonly EdgeOffset[]>({
  name: 'partition',
  claims: { default: claim, standard: claim },
  parts: fc.array(offsets, { minLength: 1, maxLength: mostCuts }),
  certain: [[nearStart], [nearEnd], [nearStart, nearEnd]],
  plan: (size, cuts, behaviour) => {
    const starts = [0, ...cutsOf(size, cuts)];
    const ranges = starts.map((first, index) => `bytes=${first}-${(starts[index + 1] ?? size) - 1}`);
    return together(
      size,
      ranges.map((range) => get(range, behaviour)),
    );
  },
  judge: ({ size }, answers, { level }) => ({ aspects: concatenated(answers, size, level), notes: [] }),
});

/** First positions of the pieces after the first one; none on an object that cannot be cut. */
function cutsOf(size: number, cuts: readonly EdgeOffset[]): number[] {
  if (size < 2) return [];
  const positions = cuts.map((cut) => Number(offsetIn(1n, BigInt(size) - 1n, cut)));
  return [...new Set(positions)].sort((a, b) => a - b);
}
