import type { AspectResult } from '../../judge/verdict.js';
import { mergeAspects } from '../compare-answers.js';
import { defineLaw } from '../define-law.js';
import { get, together } from '../law-plan.js';
import { concatenated } from '../ranges/concatenation.js';
import { type EdgeOffset, offsetIn, offsets } from '../ranges/edge-offset.js';

/** A reader asks at most so often: its steps are no smaller than a fifth of the object. */
const mostSteps = 5n;

const near = (edge: EdgeOffset['edge'], offset: bigint): EdgeOffset => ({ edge, offset });

/** A reader that does not know the length: it goes on in fixed steps until it is refused. */
export const chunkedReader = defineLaw<EdgeOffset>({
  name: 'chunked-reader',
  claims: {
    standard: {
      law: 'A reader that fetches fixed-size chunks past the end gets the whole object, and 416 exactly at its length.',
      level: 'required',
      evidence: ['python-sdk-v2-test', 'go-sdk-v1-test'],
    },
  },
  parts: offsets,
  // The smallest steps; a step that divides the object; one as long as the object, and one byte longer.
  certain: [near('start', 0n), near('end', 1n), near('end', 0n)],
  plan: (size, offset) => {
    const length = BigInt(size);
    const step = Number(offsetIn((length + mostSteps - 1n) / mostSteps, length + 1n, offset));
    const starts = Array.from({ length: Math.ceil(size / step) }, (_, index) => index * step);
    return together(
      size,
      [...starts, size].map((first) => get(`bytes=${first}-${first + step - 1}`, 'standard')),
    );
  },
  judge: ({ size }, answers, { level }) => {
    const last = answers.at(-1)!;
    const refusal: AspectResult = {
      aspect: 'status',
      verdict: last.answer.status === 416 ? 'conforms' : 'violates',
      level,
      expected: `416 at position ${size}`,
      actual: `${last.answer.status} (in answer ${last.number})`,
    };
    return { aspects: mergeAspects([concatenated(answers.slice(0, -1), size, level), [refusal]]), notes: [] };
  },
});
