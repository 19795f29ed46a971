/**
 * Arithmetic in GF(2^8) with the field polynomial x^8 + x^4 + x^3 + x^2 + 1, whose element 2 generates the
 * multiplicative group (the field of most Reed-Solomon codes).
 */
const fieldPolynomial = 0x11d;

/** Number of elements that are not zero; the order of the multiplicative group. */
export const groupOrder = 255;

const powersOfTwo = new Uint8Array(2 * groupOrder);
const logarithms = new Uint8Array(groupOrder + 1);

for (let exponent = 0, element = 1; exponent < groupOrder; exponent++) {
  powersOfTwo[exponent] = element;
  // Kept twice, so that the sum of two logarithms needs no reduction.
  powersOfTwo[exponent + groupOrder] = element;
  logarithms[element] = exponent;
  element <<= 1;
  if (element > groupOrder) element ^= fieldPolynomial;
}

/** The product of two field elements (0 .. 255). */
export function multiply(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return powersOfTwo[logarithms[a]! + logarithms[b]!]!;
}

/** The quotient of two field elements (0 .. 255); `divisor` must not be 0. */
export function divide(dividend: number, divisor: number): number {
  if (dividend === 0) return 0;
  return powersOfTwo[logarithms[dividend]! + groupOrder - logarithms[divisor]!]!;
}
