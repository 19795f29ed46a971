import { alike } from '../compare-answers.js';
import { defineLaw } from '../define-law.js';
import type { LawClaim } from '../law.js';
import { get, together } from '../law-plan.js';
import { type EdgeOffset, edges, offsetIn, offsets } from '../ranges/edge-offset.js';

const claim: LawClaim = {
  law: 'The end of an object has the same bytes and Content-Range, whether requested as an open range, a closed range or a suffix.',
  level: 'required',
  evidence: ['range-guide-transcript', 'range-guide'],
};

/** `a-`, `a-(n-1)` and `-(n-a)` of an object of `n` bytes. */
export const equivalence = defineLaw<EdgeOffset>({
  name: 'equivalence',
  claims: { default: claim, standard: claim },
  parts: offsets,
  certain: edges,
  plan: (size, offset, behaviour) => {
    const first = Number(offsetIn(0n, BigInt(size) - 1n, offset));
    const ranges = [`bytes=${first}-`, `bytes=${first}-${size - 1}`, `bytes=-${size - first}`];
    return together(
      size,
      ranges.map((range) => get(range, behaviour)),
    );
  },
  judge: (_, answers, { level }) => ({ aspects: alike(answers, { level, headers: 'expected' }), notes: [] }),
});
