import fc from 'fast-check';
import { defineFamily } from '../family.js';
import { edges, largestDrawnPosition, offsetIn, offsets } from '../ranges/edge-offset.js';

/** first-pos inside the object, last-pos at or past its end. */
export const endPastEof = defineFamily({
  name: 'end-past-eof',
  situation: 'end-past-eof',
  law: {
    default: 'A range that ends past the object is ignored: 200 with the whole object.',
    standard: 'A range that ends past the object is clamped: 206 up to the last byte.',
  },
  parts: fc.tuple(offsets, offsets),
  certain: edges.flatMap((first) => edges.map((last): [typeof first, typeof last] => [first, last])),
  range: (size, [p, q]) => `bytes=${offsetIn(0n, size - 1n, p)}-${offsetIn(size, largestDrawnPosition, q)}`,
});
