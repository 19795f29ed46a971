import type { ObjectSpec } from '../spec/table.js';

/**
 * An object whose every byte is known by position: byte `i` is element `phase + i` of the content sequence.
 * Objects of one run have phases of their own, so that the bytes of one are not the bytes of another.
 */
export interface ContentObject extends ObjectSpec {
  /** Start in the sequence, 0 .. period-1. */
  readonly phase: number;
}
