import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BodyPlace } from '../body-place.js';
import { bytesOf } from '../bytes.js';
import type { ContentObject } from '../content-object.js';
import { contentSequence, period } from '../sequence.js';
import { createLocator, type LocatorOptions } from './locate.js';

const seed = Math.trunc(Math.random() * 2 ** 31);

function locate(options: LocatorOptions, chunks: Iterable<Uint8Array>): BodyPlace {
  const locator = createLocator(options);
  for (const chunk of chunks) locator.write(chunk);
  return locator.end();
}

/** Cuts bytes at the given offsets; equal offsets give empty chunks. */
function cut(body: Uint8Array, offsets: readonly number[]): Uint8Array[] {
  const limits = [0, ...offsets.map((offset) => offset % (body.length + 1)).sort((a, b) => a - b), body.length];
  return limits.slice(1).map((limit, i) => body.subarray(limits[i]!, limit));
}

const phase = fc.oneof(fc.nat(period - 1), fc.integer({ min: period - 500, max: period - 1 }));
const sized = (name: string, size: fc.Arbitrary<number>): fc.Arbitrary<ContentObject> =>
  fc.record({ name: fc.constant(name), size, phase });
const size = fc.oneof(fc.nat(6), fc.nat(2000), fc.constant(period + 40));

/** A body as a server might send it: pieces of the object, of another one, zeros and text, in any order. */
const bodyOf = (object: ContentObject, other: ContentObject) => {
  const sliceOf = (from: ContentObject) =>
    fc
      .tuple(fc.nat(from.size), fc.nat(600))
      .map(([first, length]) => bytesOf(from, first, Math.min(length, from.size - first)));
  const piece = fc.oneof(
    { weight: 4, arbitrary: sliceOf(object) },
    { weight: 1, arbitrary: sliceOf(other) },
    { weight: 1, arbitrary: fc.nat(40).map((length) => Buffer.alloc(length)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)) },
  );
  return fc.array(piece, { maxLength: 3 }).map((pieces) => Buffer.concat(pieces));
};

const scene = fc.tuple(sized('object', size), sized('other', size)).chain(([object, other]) =>
  fc.record({
    options: fc.record({
      object: fc.constant(object),
      others: fc.constantFrom([], [other], [other, object]),
      hints: fc.array(fc.integer({ min: -1, max: object.size + 1 }), { maxLength: 3 }),
    }),
    body: bodyOf(object, other),
  }),
);

test(`the chunks in which a body arrives do not matter (seed ${seed})`, () => {
  fc.assert(
    fc.property(scene, fc.array(fc.nat(5000), { maxLength: 8 }), ({ options, body }, offsets) => {
      const atOnce = locate(options, [body]);
      const single = Array.from(body, (_, i) => body.subarray(i, i + 1));
      expect(locate(options, cut(body, offsets))).toEqual(atOnce);
      expect(locate(options, single)).toEqual(atOnce);
    }),
    { seed, numRuns: 500 },
  );
});

/** Where a body stands, by trying every position. */
function byTrial(body: Buffer, object: ContentObject): number[] {
  const bytes = bytesOf(object);
  const found: number[] = [];
  for (let at = bytes.indexOf(body); at !== -1; at = bytes.indexOf(body, at + 1)) found.push(at);
  return found;
}

/** The kind and position that the rules give, by trying every position of every object. */
function placeByTrial(body: Buffer, { object, others, hints }: LocatorOptions): unknown {
  if (body.length === 0) return { kind: 'empty' };
  const found = byTrial(body, object);
  const guess = body.length >= 3 || found.length === 1 ? found[0] : undefined;
  const first = hints.find((hint) => found.includes(hint)) ?? guess;
  if (first !== undefined && body.length === object.size) return { kind: 'whole' };
  if (first !== undefined) return { kind: 'slice', first, last: first + body.length - 1 };
  for (const other of body.length >= 3 ? others : []) {
    const [at] = byTrial(body, other);
    if (at !== undefined) return { kind: 'other-object', object: other.name, first: at, last: at + body.length - 1 };
  }
  return { kind: 'unknown', difference: expect.anything() };
}

test(`the place is the one found by trying every position (seed ${seed})`, () => {
  const small = fc.oneof(fc.nat(6), fc.nat(2000));
  const anyScene = fc.tuple(sized('object', small), sized('other', small)).chain(([object, other]) =>
    fc.record({
      options: fc.record({
        object: fc.constant(object),
        others: fc.constantFrom([], [other], [other, object]),
        hints: fc.array(fc.integer({ min: -1, max: object.size + 1 }), { maxLength: 3 }),
      }),
      body: bodyOf(object, other),
    }),
  );
  fc.assert(
    fc.property(anyScene, ({ options, body }) => {
      expect(locate(options, [body])).toEqual(placeByTrial(body, options));
    }),
    { seed, numRuns: 1000 },
  );
});

test(`a difference shows the first byte that is wrong, beside the byte of the object (seed ${seed})`, () => {
  const damage = fc
    .tuple(sized('object', fc.integer({ min: 1, max: 2000 })), fc.nat(), fc.nat(), fc.nat())
    .map(([object, a, b, c]) => {
      const first = a % object.size;
      const length = 1 + (b % (object.size - first));
      return { object, first, length, at: c % length };
    });
  fc.assert(
    fc.property(damage, fc.integer({ min: 1, max: 255 }), ({ object, first, length, at }, flip) => {
      const body = bytesOf(object, first, length);
      body[at] = body[at]! ^ flip;
      const place = locate({ object, others: [], hints: [first] }, [body]);
      fc.pre(place.kind === 'unknown');
      expect(place).toEqual({
        kind: 'unknown',
        difference: {
          bodyOffset: at,
          objectOffset: first + at,
          expectedHex: bytesOf(object, first + at, Math.min(16, object.size - first - at)).toString('hex'),
          actualHex: body.subarray(at, at + 16).toString('hex'),
        },
      });
    }),
    { seed, numRuns: 1000 },
  );
});

test('a body of 256 MiB is followed without memory that grows', () => {
  const object = { name: 'virtual', size: 2 ** 28, phase: 12345 };
  contentSequence.view(0, period);
  const before = process.memoryUsage().arrayBuffers;
  const locator = createLocator({ object, others: [], hints: [0] });
  for (let sent = 0; sent < object.size; ) {
    const chunk = contentSequence.view(object.phase + sent, Math.min(2 ** 16, object.size - sent));
    locator.write(chunk);
    sent += chunk.length;
  }
  expect(locator.end()).toEqual({ kind: 'whole' });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
});
