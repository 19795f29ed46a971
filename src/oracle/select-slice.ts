import type { SimpleRange } from './range-grammar.js';

/** Inclusive byte positions within an object. */
export interface Slice {
  readonly first: number;
  readonly last: number;
}

/**
 * The bytes that a range selects, clamped to the object as RFC 9110 section 14.1.2 says; null where it is
 * unsatisfiable.
 *
 * @param size complete length in bytes
 */
export function selectSlice(size: number, range: SimpleRange): Slice | null {
  const total = BigInt(size);
  const end = total - 1n;
  const first = range.kind === 'suffix' ? max(0n, total - range.length) : range.first;
  const last = range.kind === 'closed' ? min(range.last, end) : end;
  if (first > last) return null;
  return { first: Number(first), last: Number(last) };
}

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
