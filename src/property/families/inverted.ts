import fc from 'fast-check';
import { defineFamily } from '../family.js';
import { edges, offsetIn, offsets } from '../ranges/edge-offset.js';

/** last-pos below first-pos, inside the object, across its end, or beyond it. */
export const inverted = defineFamily({
  name: 'inverted',
  situation: 'inverted',
  law: {
    default: 'An inverted range is ignored: 200 with the whole object.',
    standard: 'An inverted range is answered coherently.',
  },
  parts: fc.tuple(offsets, offsets),
  certain: edges.flatMap((last) => edges.map((first): [typeof last, typeof first] => [last, first])),
  range: (size, [p, q]) => {
    const last = offsetIn(0n, 2n * size, p);
    return `bytes=${offsetIn(last + 1n, last + 2n * size, q)}-${last}`;
  },
});
