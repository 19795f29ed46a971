import type { BodySink } from '../body-sink.js';
import { createComparer } from '../compare-known.js';
import type { ContentObject } from '../content-object.js';
import { headLength, locateBody } from './locate-place.js';
import { createTrail, type Trail } from './locate-trail.js';
import { positionOfWindow, windowLength } from './locate-window.js';

export interface LocatorOptions {
  /** The object that was asked for. */
  readonly object: ContentObject;
  /** Every other object of the run; the object itself may be among them. */
  readonly others: readonly ContentObject[];
  /**
   * Positions in the object (bytes) at which the body may start, best first: the requested first-pos, the starts of
   * the slices that the table allows. Positions outside the object are ignored.
   */
  readonly hints: readonly number[];
}

/**
 * A sink that tells whose bytes a body consists of. Memory does not grow with the body or the object, and it does not
 * matter how the body is cut into chunks. The rules of the answer stand with `placeOf`.
 *
 * The first three bytes name the one position of the content sequence at which the body can start; from there on it is
 * compared with the sequence, and only at the end the position is put into terms of the objects. A body of an object that
 * is not the suite's own is compared with that object's bytes instead.
 */
export function createLocator({ object, others, hints }: LocatorOptions): BodySink {
  if (object.bytes !== undefined) return createComparer({ ...object, bytes: object.bytes }, hints);
  const head = Buffer.alloc(headLength);
  let length = 0;
  let trail: Trail | undefined;

  function write(chunk: Uint8Array): void {
    const before = length;
    length += chunk.length;
    if (before < headLength) head.set(chunk.subarray(0, headLength - before), before);
    if (before >= windowLength) trail?.follow(chunk);
    else if (length >= windowLength) startTrail(chunk.subarray(windowLength - before));
  }

  function startTrail(rest: Uint8Array): void {
    const start = positionOfWindow(head[0]!, head[1]!, head[2]!);
    if (start === undefined) return;
    trail = createTrail(start);
    trail.follow(rest);
  }

  function end() {
    const usable = hints.filter((hint) => hint >= 0 && hint < object.size);
    return locateBody({ length, head: head.subarray(0, length), trail }, { object, others, hints: usable });
  }

  return { write, end };
}
