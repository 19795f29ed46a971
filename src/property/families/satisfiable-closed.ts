import fc from 'fast-check';
import { defineFamily } from '../family.js';
import { edges, offsetIn, offsets } from '../ranges/edge-offset.js';

const law = 'A closed range inside the object is answered 206 with exactly its bytes.';

/** first-pos and last-pos both inside the object. */
export const satisfiableClosed = defineFamily({
  name: 'satisfiable-closed',
  situation: 'satisfiable',
  law: { default: law, standard: law },
  parts: fc.tuple(offsets, offsets),
  certain: edges.flatMap((first) => edges.map((last): [typeof first, typeof last] => [first, last])),
  range: (size, [p, q]) => {
    const first = offsetIn(0n, size - 1n, p);
    return `bytes=${first}-${offsetIn(first, size - 1n, q)}`;
  },
});
