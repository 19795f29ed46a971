import { expect, test } from 'vitest';
import { divide, groupOrder, multiply } from './crc64.js';

/** Multiplication as long division of polynomials, without tables. */
function longMultiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit++) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 14; bit >= 8; bit--) if ((product >> bit) & 1) product ^= 0x11d << (bit - 8);
  return product;
}

test('products agree with polynomial multiplication modulo 0x11d, for all pairs', () => {
  const wrong: number[][] = [];
  for (let a = 0; a <= groupOrder; a++) {
    for (let b = 0; b <= groupOrder; b++) if (multiply(a, b) !== longMultiply(a, b)) wrong.push([a, b]);
  }
  expect(wrong).toEqual([]);
});

test('division undoes multiplication, for all pairs', () => {
  const wrong: number[][] = [];
  for (let a = 0; a <= groupOrder; a++) {
    for (let b = 1; b <= groupOrder; b++) if (divide(multiply(a, b), b) !== a) wrong.push([a, b]);
  }
  expect(wrong).toEqual([]);
});
