import fc from 'fast-check';
import { defineFamily } from '../family.js';
import { type EdgeOffset, offsetIn, offsets } from '../ranges/edge-offset.js';

/** Spellings with one obvious meaning that the grammar does not have, or that no source shows. */
const spellings = [
  (a: bigint, b: bigint) => `Bytes=${a}-${b}`,
  (a: bigint, b: bigint) => `BYTES=${a}-${b}`,
  (a: bigint, b: bigint) => `bytes = ${a}-${b}`,
  (a: bigint, b: bigint) => `bytes= ${a}-${b}`,
  (a: bigint, b: bigint) => `bytes=${a} - ${b}`,
  (a: bigint, b: bigint) => `bytes=${a}-\t${b}`,
  (a: bigint, b: bigint) => `bytes=00${a}-${b}`,
  (a: bigint, b: bigint) => `bytes=${a}-000${b}`,
  (a: bigint) => `bytes=0${a}-`,
  (_: bigint, b: bigint) => `bytes=-0${b}`,
  (a: bigint, b: bigint) => `bytes=${a}-${b};`,
] as const;

const law = 'A range in an unusual spelling is answered coherently.';

/** Capitals in the unit, inner blanks, leading zeros, a trailing semicolon. */
export const respelled = defineFamily({
  name: 'respelled',
  situation: 'respelled',
  law: { default: law, standard: law },
  parts: fc.tuple(fc.nat(spellings.length - 1), offsets, offsets),
  certain: spellings.map((_, index): [number, EdgeOffset, EdgeOffset] => [
    index,
    { edge: 'start', offset: 0n },
    { edge: 'end', offset: 0n },
  ]),
  range: (size, [index, p, q]) => {
    const first = offsetIn(0n, size - 1n, p);
    return spellings[index]?.(first, offsetIn(first, size - 1n, q)) ?? '';
  },
});
