import fc from 'fast-check';
import { defineFamily } from '../family.js';
import { type EdgeOffset, edges, offsetIn, offsets } from '../ranges/edge-offset.js';

/** Ways to spoil a satisfiable range `a-b` that leave digits in it. */
const spoilers = [
  (a: bigint, b: bigint) => `bytes=${a}-${b}a`,
  (a: bigint, b: bigint) => `bytes=${a}-${b}-`,
  (a: bigint, b: bigint) => `bytes=${a}-${b}-${b}`,
  (a: bigint, b: bigint) => `bytes=x${a}-${b}`,
  (a: bigint, b: bigint) => `bytes=${a}x-${b}`,
  (a: bigint, b: bigint) => `bytes=0x${a}-0x${b}`,
  (a: bigint, b: bigint) => `bytes=+${a}-${b}`,
  (a: bigint, b: bigint) => `bytes=${a}.0-${b}.0`,
  (a: bigint, b: bigint) => `bytes=${a}-${b}/${b}`,
  (a: bigint, b: bigint) => `bytes=bytes=${a}-${b}`,
  (a: bigint, b: bigint) => `bytes=${a}:${b}`,
  (a: bigint) => `bytes=${a}`,
  (a: bigint) => `bytes=${a}--0`,
  (a: bigint, b: bigint) => `bytes ${a}-${b}`,
] as const;

/** Digits, but not a range; a careless parser may take a part of it. */
export const garbled = defineFamily({
  name: 'garbled',
  situation: 'garbled',
  law: {
    default: 'A garbled range is ignored: 200 with the whole object.',
    standard: 'A garbled range is answered coherently.',
  },
  parts: fc.tuple(fc.nat(spoilers.length - 1), offsets, offsets),
  certain: spoilers.flatMap((_, index) =>
    edges.slice(0, 1).map((edge): [number, EdgeOffset, EdgeOffset] => [index, edge, { edge: 'end', offset: 0n }]),
  ),
  range: (size, [index, p, q]) => {
    const first = offsetIn(0n, size - 1n, p);
    return spoilers[index]?.(first, offsetIn(first, size - 1n, q)) ?? '';
  },
});
