import type { ContentObject } from './content-object.js';
import { contentSequence } from './sequence.js';

/**
 * The positions of an object that off-by-one defects confuse: the first four bytes, two either side of the middle, the
 * last three. They hold the boundaries that the table tests (0, 1, 2, the middle and its neighbours, the last two) with
 * the direct neighbours of each.
 */
export function landmarksOf(size: number): readonly number[] {
  const middle = Math.floor(size / 2);
  const around = [0, 1, 2, 3, middle - 2, middle - 1, middle, middle + 1, middle + 2, size - 3, size - 2, size - 1];
  return [...new Set(around)].filter((position) => position >= 0 && position < size);
}

/**
 * Whether a body of a single byte, which is too short to name its position, can be told apart at every landmark: the
 * landmarks carry different bytes, and none a zero, which is what a server fills gaps with.
 */
export function hasDistinctLandmarks(object: Pick<ContentObject, 'phase' | 'size'>): boolean {
  const bytes = landmarksOf(object.size).map((position) => contentSequence.byteAt(object.phase + position));
  return new Set([0, ...bytes]).size === bytes.length + 1;
}
