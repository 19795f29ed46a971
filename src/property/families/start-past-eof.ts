import fc from 'fast-check';
import { defineFamily } from '../family.js';
import { edges, largestDrawnPosition, offsetIn, offsets } from '../ranges/edge-offset.js';

/** first-pos at or past the end of the object, closed or open. */
export const startPastEof = defineFamily({
  name: 'start-past-eof',
  situation: 'start-past-eof',
  law: {
    default: 'A range that starts past the object is ignored: 200 with the whole object.',
    standard: 'A range that starts past the object is rejected: 416 InvalidRange.',
  },
  parts: fc.tuple(fc.boolean(), offsets, offsets),
  certain: edges.flatMap((first): [boolean, typeof first, typeof first][] => [
    [false, first, { edge: 'start', offset: 0n }],
    [true, first, { edge: 'start', offset: 0n }],
  ]),
  range: (size, [open, p, q]) => {
    const first = offsetIn(size, largestDrawnPosition, p);
    return `bytes=${first}-${open ? '' : offsetIn(first, largestDrawnPosition, q)}`;
  },
});
