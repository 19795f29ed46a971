import { defineFamily } from '../family.js';
import { edges, offsetIn, offsets } from '../ranges/edge-offset.js';

const law = 'A suffix no longer than the object is answered 206 with exactly the last bytes.';

/** suffix-length from one to the complete length, both certain. */
export const suffixInside = defineFamily({
  name: 'suffix-inside',
  situation: 'satisfiable',
  law: { default: law, standard: law },
  parts: offsets,
  certain: edges,
  range: (size, p) => `bytes=-${offsetIn(1n, size, p)}`,
});
