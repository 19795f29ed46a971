import { defineFamily } from '../family.js';
import { edges, offsetIn, offsets } from '../ranges/edge-offset.js';

const law = 'An open range that starts inside the object is answered 206 up to the last byte.';

/** first-pos inside the object and no last-pos. */
export const open = defineFamily({
  name: 'open',
  situation: 'satisfiable',
  law: { default: law, standard: law },
  parts: offsets,
  certain: edges,
  range: (size, p) => `bytes=${offsetIn(0n, size - 1n, p)}-`,
});
