import fc from 'fast-check';

/**
 * A number within an interval that is not known yet: so far from one of its edges. Drawing picks instead of numbers
 * lets an object size and the positions on it shrink independently, and makes edges certain to be drawn.
 */
export interface EdgeOffset {
  readonly edge: 'start' | 'end';
  readonly offset: bigint;
}

/** The largest position that the vendor's SDKs can carry: a signed 64-bit integer. */
export const largestDrawnPosition = 2n ** 63n - 1n;

/** Small offsets are the ones that find something; the large ones find integer widths. */
export const offsets: fc.Arbitrary<EdgeOffset> = fc.record({
  edge: fc.constantFrom('start' as const, 'end' as const),
  offset: fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: fc.bigInt(0n, 3n) },
    { weight: 4, arbitrary: fc.bigInt(0n, 5_000n) },
    { weight: 1, arbitrary: fc.bigInt(0n, 2n ** 33n) },
    { weight: 1, arbitrary: fc.bigInt(0n, largestDrawnPosition) },
  ),
});

/** The edges of an interval and their neighbours. */
export const edges: readonly EdgeOffset[] = [
  { edge: 'start', offset: 0n },
  { edge: 'start', offset: 1n },
  { edge: 'end', offset: 0n },
  { edge: 'end', offset: 1n },
];

/** The number that a pick stands for in the inclusive interval `low` to `high`, which is not empty. */
export function offsetIn(low: bigint, high: bigint, offset: EdgeOffset): bigint {
  const distance = offset.offset % (high - low + 1n);
  return offset.edge === 'start' ? low + distance : high - distance;
}
