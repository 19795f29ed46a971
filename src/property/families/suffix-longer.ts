import { defineFamily } from '../family.js';
import { edges, largestDrawnPosition, offsetIn, offsets } from '../ranges/edge-offset.js';

/** suffix-length above the complete length. */
export const suffixLonger = defineFamily({
  name: 'suffix-longer',
  situation: 'suffix-longer',
  law: {
    default: 'A suffix longer than the object is ignored: 200 with the whole object.',
    standard: 'A suffix longer than the object selects the whole object: 206.',
  },
  parts: offsets,
  certain: edges,
  range: (size, p) => `bytes=-${offsetIn(size + 1n, largestDrawnPosition, p)}`,
});
