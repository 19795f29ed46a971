import { expect, test } from 'vitest';
import { blockLength, contentSequence, period } from '../sequence.js';
import { positionOfWindow } from './locate-window.js';

test('every window of the first and the last block, and samples of all others, tell their own position', () => {
  const bytes = contentSequence.slice(0, period + 2);
  const wrong: number[] = [];
  const check = (from: number, to: number, step: number) => {
    for (let i = from; i < to; i += step) {
      if (positionOfWindow(bytes[i]!, bytes[i + 1]!, bytes[i + 2]!) !== i) wrong.push(i);
    }
  };
  check(0, blockLength, 1);
  check(period - blockLength, period, 1);
  check(0, period, 251);
  expect(wrong).toEqual([]);
});

test('three zeros stand nowhere', () => {
  expect(positionOfWindow(0, 0, 0)).toBeUndefined();
});
