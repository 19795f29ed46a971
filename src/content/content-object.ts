import type { ObjectSpec } from '../spec/model/table.js';

/**
 * An object whose every byte is known by position: byte `i` is element `phase + i` of the content sequence, unless its
 * bytes were read off the target. Objects of one run have phases of their own, so that the bytes of one are not the
 * bytes of another.
 */
export interface ContentObject extends ObjectSpec {
  /** Start in the sequence, 0 .. period-1. */
  readonly phase: number;
  /** All its bytes, where the object is not the suite's own. */
  readonly bytes?: Uint8Array;
}
