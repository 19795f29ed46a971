import { expect, test } from 'vitest';
import { hasDistinctLandmarks, landmarksOf } from './landmarks.js';
import { contentSequence, period } from './sequence.js';

test('landmarks hold the tested boundaries and their neighbours', () => {
  expect(landmarksOf(1000)).toEqual([0, 1, 2, 3, 498, 499, 500, 501, 502, 997, 998, 999]);
  expect([0, 1, 2, 5].map(landmarksOf)).toEqual([[], [0], [0, 1], [0, 1, 2, 3, 4]]);
  expect(landmarksOf(2 ** 32 + 5).at(-1)).toBe(2 ** 32 + 4);
});

test('a phase with equal bytes at two landmarks, or a zero at one, is refused', () => {
  const bytes = contentSequence.slice(0, period);
  const pair = bytes.findIndex((byte, i) => byte !== 0 && byte === bytes[i + 1]);
  expect(hasDistinctLandmarks({ phase: pair, size: 1 })).toBe(true);
  expect(hasDistinctLandmarks({ phase: pair, size: 2 })).toBe(false);
  expect(hasDistinctLandmarks({ phase: bytes.indexOf(0), size: 1 })).toBe(false);
});
