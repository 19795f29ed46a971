import { contentSequence } from '../sequence.js';
import { windowLength } from './locate-window.js';

/** Bytes shown at a difference, on either side; the limit that `Difference` states. */
export const shownBytes = 16;

/** A body beside the content sequence: how far the two agree, and what the body says where they part. */
export interface Trail {
  /** The position in the sequence that the body starts at. */
  readonly start: number;
  /** Bytes of the body, from its start, that agree with the sequence. */
  matched(): number;
  /** The next bytes of the body. */
  follow(chunk: Uint8Array): void;
  /**
   * The body from `offset`, which must not be past `matched()`: all that a difference shows of it, or a little more.
   */
  bytesFrom(offset: number): Buffer;
}

/**
 * Starts a trail behind the window that told its position; the first chunk to follow begins after those three bytes.
 * Compares with memcmp; memory does not grow with the body.
 */
export function createTrail(start: number): Trail {
  let matched = windowLength;
  let parted = false;
  let afterwards: Buffer = Buffer.alloc(0);

  function keep(rest: Uint8Array): void {
    if (afterwards.length < shownBytes) afterwards = Buffer.concat([afterwards, rest.subarray(0, shownBytes)]);
  }

  function follow(chunk: Uint8Array): void {
    let rest = chunk;
    while (!parted && rest.length > 0) {
      const expected = contentSequence.view(start + matched, rest.length);
      const agreed = agreement(expected, rest.subarray(0, expected.length));
      matched += agreed;
      rest = rest.subarray(agreed);
      parted = agreed < expected.length;
    }
    if (parted) keep(rest);
  }

  function bytesFrom(offset: number): Buffer {
    const agreed = contentSequence.slice(start + offset, Math.min(shownBytes, matched - offset));
    return Buffer.concat([agreed, afterwards]);
  }

  return { start, matched: () => matched, follow, bytesFrom };
}

/** Number of equal bytes at the start of two arrays of the same length. */
function agreement(expected: Buffer, actual: Uint8Array): number {
  if (expected.equals(actual)) return expected.length;
  let i = 0;
  while (expected[i] === actual[i]) i++;
  return i;
}
