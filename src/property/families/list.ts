import fc from 'fast-check';
import { defineFamily } from '../family.js';
import { type EdgeOffset, edges, offsetIn, offsets } from '../ranges/edge-offset.js';

/** What may stand after the first comma: the vendor's own tests put nothing, letters, and ranges there. */
const tails = ['', 'abc', 'a-c', '0-0', '-1', '0-', ',', '9999999-', '5-2', ' 0-0', '-0'] as const;

/** Several elements, the first of them satisfiable. */
export const list = defineFamily({
  name: 'list',
  situation: 'list-satisfiable',
  law: {
    default: 'Only the first range of a list is answered: 206 with its bytes, regardless of what follows the comma.',
    standard: 'A list of ranges is answered coherently.',
  },
  parts: fc.tuple(offsets, offsets, fc.array(fc.constantFrom(...tails), { minLength: 1, maxLength: 4 })),
  certain: tails.flatMap((tail) =>
    edges.slice(0, 1).map((edge): [EdgeOffset, EdgeOffset, string[]] => [edge, { edge: 'end', offset: 0n }, [tail]]),
  ),
  range: (size, [p, q, rest]) => {
    const first = offsetIn(0n, size - 1n, p);
    return `bytes=${[`${first}-${offsetIn(first, size - 1n, q)}`, ...rest].join(',')}`;
  },
});
