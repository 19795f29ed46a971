import type { BodyPlace, Difference } from '../body-place.js';
import { bytesOf } from '../bytes.js';
import type { ContentObject } from '../content-object.js';
import { period } from '../sequence.js';
import { shownBytes, type Trail } from './locate-trail.js';
import { windowLength } from './locate-window.js';

/** Bytes kept from the start of every body: what a difference shows, after fewer bytes than a trail needs. */
export const headLength = windowLength - 1 + shownBytes;

/**
 * Bytes that must agree at a place without a hint before a body that differs later counts as a damaged copy of
 * that place. Any text agrees in 3 bytes with some place of an object of 16 MiB; in 6 bytes one in 2^24 texts does.
 */
const convincingRun = 6;

/** What is kept of a body. */
export interface BodySample {
  /** Bytes received. */
  readonly length: number;
  /** Its first bytes, at most `headLength`. */
  readonly head: Buffer;
  /** Absent for a body of one or two bytes, and for one whose first three bytes occur nowhere. */
  readonly trail: Trail | undefined;
}

/** What a body is compared with; every hint is a position inside the object. */
export interface KnownObjects {
  readonly object: ContentObject;
  readonly others: readonly ContentObject[];
  readonly hints: readonly number[];
}

/**
 * Whose bytes a body consists of.
 *
 * - Three bytes or more tell their position themselves. In an object longer than the period (16 777 215 bytes) they
 *   tell it modulo the period: the first hint that fits settles it, otherwise the smallest position does.
 * - One or two bytes stand at the first hint where they fit; failing that, at the only position of the object where
 *   they occur; if they occur more than once they are `unknown`, since no answer would be better than a guess. They are
 *   never attributed to another object, in which they occur by chance.
 * - A body that runs past the end of the object is `unknown` from there.
 * - The difference of an unknown body lies behind the bytes that agree with the first hint, or with the place which the
 *   bytes themselves name: one that is hinted at, or one where at least 6 bytes agree.
 */
export function locateBody(body: BodySample, { object, others, hints }: KnownObjects): BodyPlace {
  if (body.length === 0) return { kind: 'empty' };
  const first = body.length < windowLength ? startOfFewBytes(body, object, hints) : startOf(body, object, hints);
  if (first !== undefined) {
    const last = first + body.length - 1;
    return body.length === object.size ? { kind: 'whole' } : { kind: 'slice', first, last };
  }
  for (const other of others) {
    if (other.size >= period) continue; // It holds the bytes of everybody.
    const otherFirst = startOf(body, other, []);
    if (otherFirst === undefined) continue;
    return { kind: 'other-object', object: other.name, first: otherFirst, last: otherFirst + body.length - 1 };
  }
  return { kind: 'unknown', difference: differenceOf(body, object, hints) };
}

/** The position in the object from which all of the body is found there. */
function startOf(body: BodySample, object: ContentObject, hints: readonly number[]): number | undefined {
  if (body.trail === undefined || body.trail.matched() < body.length) return undefined;
  const smallest = smallestPosition(object, body.trail);
  const candidates = [...hints.filter((hint) => hint % period === smallest), smallest];
  return candidates.find((candidate) => candidate + body.length <= object.size);
}

/** The smallest position that a trail can have in an object; past its end if it is not in there. */
function smallestPosition(object: ContentObject, trail: Trail): number {
  return (trail.start - object.phase + period) % period;
}

function startOfFewBytes({ head }: BodySample, object: ContentObject, hints: readonly number[]): number | undefined {
  const hinted = hints.find((hint) => head.equals(bytesUpTo(object, hint, head.length)));
  return hinted ?? onlyOccurrence(object, head);
}

/** Reads the object in pieces, since the second occurrence in a large object comes early. */
function onlyOccurrence(object: ContentObject, bytes: Buffer): number | undefined {
  const pieceLength = 2 ** 16;
  let found: number | undefined;
  for (let pieceStart = 0; pieceStart < object.size; pieceStart += pieceLength) {
    const piece = bytesUpTo(object, pieceStart, pieceLength + bytes.length - 1);
    for (let at = piece.indexOf(bytes); at !== -1; at = piece.indexOf(bytes, at + 1)) {
      if (found !== undefined) return undefined;
      found = pieceStart + at;
    }
  }
  return found;
}

function differenceOf(body: BodySample, object: ContentObject, hints: readonly number[]): Difference {
  return differenceOnTrail(body.trail, object, hints) ?? differenceAtHint(body.head, object, hints[0]);
}

function differenceOnTrail(
  trail: Trail | undefined,
  object: ContentObject,
  hints: readonly number[],
): Difference | undefined {
  if (trail === undefined) return undefined;
  const smallest = smallestPosition(object, trail);
  const hinted = hints.find((hint) => hint % period === smallest);
  const start = hinted ?? smallest;
  const agreed = Math.min(trail.matched(), object.size - start);
  if (hinted === undefined && agreed < convincingRun) return undefined;
  return difference(object, agreed, start + agreed, trail.bytesFrom(agreed));
}

function differenceAtHint(head: Buffer, object: ContentObject, hint: number | undefined): Difference {
  if (hint === undefined) return difference(object, 0, null, head);
  const expected = bytesUpTo(object, hint, head.length);
  let agreed = 0;
  while (agreed < expected.length && expected[agreed] === head[agreed]) agreed++;
  return difference(object, agreed, hint + agreed, head.subarray(agreed));
}

function difference(
  object: ContentObject,
  bodyOffset: number,
  objectOffset: number | null,
  actual: Buffer,
): Difference {
  const expected = objectOffset === null ? Buffer.alloc(0) : bytesUpTo(object, objectOffset, shownBytes);
  const actualHex = actual.subarray(0, shownBytes).toString('hex');
  return { bodyOffset, objectOffset, expectedHex: expected.toString('hex'), actualHex };
}

/** At most `length` bytes of the object from `first`, fewer at its end. */
function bytesUpTo(object: ContentObject, first: number, length: number): Buffer {
  return bytesOf(object, first, Math.min(length, object.size - first));
}
