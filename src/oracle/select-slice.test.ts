import { expect, it } from 'vitest';
import type { SimpleRange } from './range-grammar.js';
import { selectSlice } from './select-slice.js';

const closed = (first: bigint, last: bigint): SimpleRange => ({ kind: 'closed', first, last });
const open = (first: bigint): SimpleRange => ({ kind: 'open', first });
const suffix = (length: bigint): SimpleRange => ({ kind: 'suffix', length });

it.each<[SimpleRange, first: number, last: number]>([
  [closed(0n, 0n), 0, 0],
  [closed(9n, 9n), 9, 9],
  [closed(3n, 10n), 3, 9],
  [closed(9n, 2n ** 64n), 9, 9],
  [open(0n), 0, 9],
  [open(9n), 9, 9],
  [suffix(1n), 9, 9],
  [suffix(10n), 0, 9],
  [suffix(11n), 0, 9],
  [suffix(2n ** 64n), 0, 9],
])('%o selects the bytes of ten that exist, %d to %d', (range, first, last) => {
  expect(selectSlice(10, range)).toEqual({ first, last });
});

it.each<[size: number, SimpleRange]>([
  [10, closed(10n, 20n)],
  [10, open(10n)],
  [10, suffix(0n)],
  [0, closed(0n, 0n)],
  [0, open(0n)],
  [0, suffix(5n)],
])('of %d bytes %o selects none', (size, range) => {
  expect(selectSlice(size, range)).toBeNull();
});
