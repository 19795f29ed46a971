import { createHash } from 'node:crypto';
import type { ObjectSpec } from '../spec/model/table.js';
import type { ContentObject } from './content-object.js';
import { hasDistinctLandmarks } from './landmarks.js';
import { period } from './sequence.js';

/**
 * Small objects gather at the start of the sequence, and large ones, of which a single one may cover a third of the
 * period, elsewhere. A hundred objects of 1000 bytes meet 2 or 3 times in 4 MiB.
 */
const smallSize = 2 ** 16;
const smallRegion = 2 ** 22;

/**
 * Positions set aside for each object beyond its size, for moving it to a phase with distinct landmarks (one in four is
 * refused).
 */
const reserve = 64;

/**
 * Gives every object a phase of its own in the content sequence, in the order of the specs. The same set of specs gets
 * the same phases in any order; specs that agree in name and size share one.
 *
 * An object stands where a hash of its name and size puts it, and moves on only if that place is taken or its landmarks
 * are not distinct. So an object of up to 64 KiB has the same bytes in nearly every run, and a larger one wherever no
 * other large one is in its way: recordings and reports of different runs can be compared. Scattering costs little,
 * since the sequence is generated in blocks of 64 KiB where it is looked at: objects of 8 MiB in total take 30 ms, the
 * whole period takes 50 ms.
 *
 * No two objects overlap as long as their total fits into the period with 64 bytes to spare for each. Where scattering
 * leaves a large object no gap, the large ones are put side by side, and all of them if that does not do. If the total
 * does not fit, the largest objects overlap others, and the rest still do not overlap one another.
 */
export function layOut(specs: readonly ObjectSpec[]): ContentObject[] {
  const distinct = [...new Map(specs.map((spec) => [keyOf(spec), spec])).values()].sort(bySize);
  const { fitting, excess } = splitByRoom(distinct);
  const apart = placeApart(fitting, hashedPhase) ?? placeApart(fitting, gatheredPhase) ?? pack(fitting);
  const placed = [...apart, ...excess.map((spec) => assignPhases(spec, hashedPhase(spec)))];
  const byKey = new Map(placed.map((object) => [keyOf(object), object]));
  return specs.map((spec) => byKey.get(keyOf(spec))!);
}

function keyOf({ name, size }: ObjectSpec): string {
  return `${size} ${name}`;
}

function bySize(a: ObjectSpec, b: ObjectSpec): number {
  return a.size - b.size || (a.name < b.name ? -1 : 1);
}

/** The most objects that fit into the period together, and the larger ones that do not. */
function splitByRoom(smallestFirst: readonly ObjectSpec[]): { fitting: ObjectSpec[]; excess: ObjectSpec[] } {
  let room = period;
  const fitting = smallestFirst.filter(({ size }) => {
    room -= size + reserve;
    return room >= 0;
  });
  return { fitting, excess: smallestFirst.slice(fitting.length) };
}

function hashedPhase(spec: ObjectSpec): number {
  const hash = createHash('sha256').update(keyOf(spec)).digest().readUInt32BE();
  if (spec.size <= smallSize) return hash % smallRegion;
  return smallRegion + (hash % Math.max(1, period - smallRegion - spec.size));
}

/** Small objects at their hash, large ones from the end of the small ones on. */
function gatheredPhase(spec: ObjectSpec): number {
  return spec.size <= smallSize ? hashedPhase(spec) : smallRegion;
}

/** Every object at its start, or after the object there; undefined if one finds no gap that is large enough. */
function placeApart(
  smallestFirst: readonly ObjectSpec[],
  startOf: (spec: ObjectSpec) => number,
): ContentObject[] | undefined {
  const placed: ContentObject[] = [];
  // Smallest first, so that no small object is pushed away by a large one.
  for (const spec of smallestFirst) {
    const object = placeInGap(spec, startOf(spec), placed);
    if (object === undefined) return undefined;
    placed.push(object);
  }
  return placed;
}

function placeInGap(spec: ObjectSpec, start: number, placed: readonly ContentObject[]): ContentObject | undefined {
  for (let moved = 0; moved < period; ) {
    const object = assignPhases(spec, start + moved);
    const obstacle = placed.find((other) => overlap(object, other));
    if (obstacle === undefined) return object;
    moved += distance((start + moved) % period, obstacle.phase + obstacle.size);
  }
  return undefined;
}

/** Every object directly after the one before. */
function pack(specs: readonly ObjectSpec[]): ContentObject[] {
  const placed: ContentObject[] = [];
  let next = 0;
  for (const spec of specs) {
    const object = assignPhases(spec, next);
    placed.push(object);
    next = object.phase + object.size;
  }
  return placed;
}

/** The object at the first phase from `start` on at which its landmarks are distinct. */
function assignPhases(spec: ObjectSpec, start: number): ContentObject {
  for (let phase = start % period; ; phase = (phase + 1) % period) {
    if (hasDistinctLandmarks({ size: spec.size, phase })) return { ...spec, phase };
  }
}

function overlap(a: ContentObject, b: ContentObject): boolean {
  if (a.size === 0 || b.size === 0) return false;
  return distance(a.phase, b.phase) < a.size || distance(b.phase, a.phase) < b.size;
}

/** Steps forward from one position to another, around the end of the period. */
function distance(from: number, to: number): number {
  return (to - from + period) % period;
}
