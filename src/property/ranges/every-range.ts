import type { Draw } from '../family.js';

/**
 * Every first position, last position and suffix length up to one past the end of an object, closed, open and as a
 * suffix, inverted ones among them.
 *
 * @param size complete length in bytes
 */
export function* everyRange(size: number): Generator<Draw> {
  const positions = Array.from({ length: size + 2 }, (_, position) => position);
  for (const first of positions) {
    yield { size, range: `bytes=${first}-` };
    yield { size, range: `bytes=-${first}` };
    for (const last of positions) yield { size, range: `bytes=${first}-${last}` };
  }
}

/** How many ranges {@link everyRange} has. */
export const countOfRanges = (size: number): number => (size + 2) * (size + 4);
