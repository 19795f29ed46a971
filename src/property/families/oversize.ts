import fc from 'fast-check';
import { defineFamily } from '../family.js';
import { offsetIn, offsets } from '../ranges/edge-offset.js';

/** One past a signed and an unsigned 64-bit integer, and thirty digits. */
const magnitudes = [2n ** 63n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 64n + 1n, 10n ** 29n] as const;
const forms = ['end', 'start', 'both', 'suffix'] as const;

const law = 'A number too large for a 64-bit integer is answered coherently.';

/** Positions above 2^63-1, where a parser that wraps around answers with other bytes. */
export const oversize = defineFamily({
  name: 'oversize',
  situation: 'oversize',
  law: { default: law, standard: law },
  parts: fc.tuple(fc.constantFrom(...forms), fc.constantFrom(...magnitudes), offsets),
  certain: forms.flatMap((form) =>
    magnitudes.map((magnitude): [typeof form, bigint, { edge: 'start'; offset: bigint }] => [
      form,
      magnitude,
      { edge: 'start', offset: 0n },
    ]),
  ),
  range: (size, [form, magnitude, p]) => {
    const inside = offsetIn(0n, size - 1n, p);
    switch (form) {
      case 'end':
        return `bytes=${inside}-${magnitude + inside}`;
      case 'start':
        return `bytes=${magnitude + inside}-`;
      case 'both':
        return `bytes=${magnitude + inside}-${magnitude + size}`;
      case 'suffix':
        return `bytes=-${magnitude + inside}`;
    }
  },
});
