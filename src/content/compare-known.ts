import type { BodyPlace, Difference } from './body-place.js';
import type { BodySink } from './body-sink.js';
import { shownBytes } from './locate/locate-trail.js';

/** An object whose bytes were read off the target. */
export interface KnownObject {
  /** Complete length in bytes. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** In bytes; what is kept of a body to look for it elsewhere in the object. */
const keptBytes = 64 * 1024;

/** A place at which the body may have started, and how far it agreed with the object there. */
interface Candidate {
  readonly first: number;
  agreed: number;
  /** What came where they parted. */
  actual: Buffer | null;
}

/**
 * A sink that identifies the bytes of a body, for content that the suite did not choose: it may repeat itself, so a body can
 * fit in several places. The hinted places are believed first, in their order; only a body that fits none of them, and is
 * not longer than 64 KiB, is looked for elsewhere.
 *
 * @param hints positions at which the body may start (bytes), best first; those outside the object are ignored
 */
export function createComparer(object: KnownObject, hints: readonly number[]): BodySink {
  const known = Buffer.from(object.bytes.buffer, object.bytes.byteOffset, object.bytes.byteLength);
  const firsts = [...new Set([...hints, 0])].filter((first) => first >= 0 && first < object.size);
  const candidates = firsts.map((first): Candidate => ({ first, agreed: 0, actual: null }));
  const kept: Uint8Array[] = [];
  let length = 0;

  function write(chunk: Uint8Array): void {
    for (const candidate of candidates) if (candidate.actual === null) follow(candidate, chunk);
    if (length < keptBytes) kept.push(new Uint8Array(chunk));
    length += chunk.length;
  }

  function follow(candidate: Candidate, chunk: Uint8Array): void {
    const expected = known.subarray(candidate.first + length, candidate.first + length + chunk.length);
    if (expected.equals(chunk)) {
      candidate.agreed += chunk.length;
      return;
    }
    let agreed = 0;
    while (agreed < expected.length && expected[agreed] === chunk[agreed]) agreed += 1;
    candidate.agreed += agreed;
    candidate.actual = Buffer.from(chunk.subarray(agreed, agreed + shownBytes));
  }

  function end(): BodyPlace {
    if (length === 0) return { kind: 'empty' };
    const fitting = candidates.find(({ actual }) => actual === null)?.first ?? elsewhere();
    if (fitting === undefined) return { kind: 'unknown', difference: differenceOf(known, candidates[0]) };
    if (fitting === 0 && length === object.size) return { kind: 'whole' };
    return { kind: 'slice', first: fitting, last: fitting + length - 1 };
  }

  function elsewhere(): number | undefined {
    if (length > keptBytes) return undefined;
    const at = known.indexOf(Buffer.concat(kept));
    return at < 0 ? undefined : at;
  }

  return { write, end };
}

function differenceOf(known: Buffer, candidate: Candidate | undefined): Difference {
  if (candidate === undefined) return { bodyOffset: 0, objectOffset: null, expectedHex: '', actualHex: '' };
  const { first, agreed, actual } = candidate;
  const expected = known.subarray(first + agreed, first + agreed + shownBytes);
  return {
    bodyOffset: agreed,
    objectOffset: first + agreed,
    expectedHex: expected.toString('hex'),
    actualHex: actual?.toString('hex') ?? '',
  };
}
