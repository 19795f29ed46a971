import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ObjectSpec } from '../spec/model/table.js';
import { bytesOf } from './bytes.js';
import type { ContentObject } from './content-object.js';
import { layOut } from './place-objects.js';
import { period } from './sequence.js';

const seed = Math.trunc(Math.random() * 2 ** 31);

function overlapping(objects: readonly ContentObject[]): string[] {
  const ordered = objects.filter(({ size }) => size > 0).sort((a, b) => a.phase - b.phase);
  return ordered
    .filter((object, i) => {
      const next = ordered[i + 1];
      const limit = next === undefined ? ordered[0]!.phase + period : next.phase;
      return object.phase + object.size > limit;
    })
    .map(({ name }) => name);
}

const specsArbitrary = (size: fc.Arbitrary<number>, maxLength: number) =>
  fc.uniqueArray(fc.record({ name: fc.string({ maxLength: 8 }), size }), {
    selector: ({ name }) => name,
    maxLength,
  });

test('the place of an object follows from its name and size alone, and is the same in every version', () => {
  const specs = [
    { name: 'bytes-1000', size: 1000 },
    { name: 'bytes-1', size: 1 },
    { name: 'empty', size: 0 },
    { name: 'parts', size: 5 * 2 ** 20 },
  ];
  const together = layOut(specs);
  expect(together).toMatchInlineSnapshot(`
    [
      {
        "name": "bytes-1000",
        "phase": 1094917,
        "size": 1000,
      },
      {
        "name": "bytes-1",
        "phase": 2345023,
        "size": 1,
      },
      {
        "name": "empty",
        "phase": 2432781,
        "size": 0,
      },
      {
        "name": "parts",
        "phase": 8037529,
        "size": 5242880,
      },
    ]
  `);
  expect(specs.flatMap((spec) => layOut([spec]))).toEqual(together);
  expect(bytesOf(together[0]!, 0, 16).toString('hex')).toMatchInlineSnapshot(`"fe8c8263667fb9758be40e05d0ccc67b"`);
});

test('name and size both count', () => {
  const phases = layOut([
    { name: 'a', size: 100 },
    { name: 'b', size: 100 },
    { name: 'a', size: 101 },
  ]).map(({ phase }) => phase);
  expect(new Set(phases).size).toBe(3);
});

test('specs that repeat a name and size get the very same object', () => {
  const [first, second] = layOut([
    { name: 'a', size: 100 },
    { name: 'a', size: 100 },
  ]);
  expect(first).toBe(second);
});

test(`objects do not overlap while their total fits into the period (seed ${seed})`, () => {
  fc.assert(
    fc.property(specsArbitrary(fc.nat(400_000), 40), (specs) => {
      expect(overlapping(layOut(specs))).toEqual([]);
    }),
    { seed, numRuns: 50 },
  );
});

test(`the order of the specs changes nothing but the order of the objects (seed ${seed})`, () => {
  fc.assert(
    fc.property(specsArbitrary(fc.constantFrom(0, 1000, 2_000_000, 2_500_000), 8), (specs) => {
      expect(layOut(specs.toReversed())).toEqual(layOut(specs).toReversed());
    }),
    { seed, numRuns: 50 },
  );
});

const smallObjects = Array.from({ length: 20 }, (_, i): ObjectSpec => ({ name: `small-${i}`, size: 1000 + i }));

test('small objects keep their bytes beside large ones, which find a gap of their own', () => {
  for (let i = 0; i < 20; i++) {
    const large = [`a-${i}`, `b-${i}`, `c-${i}`].map((name): ObjectSpec => ({ name, size: 4_000_000 }));
    const objects = layOut([...smallObjects, ...large]);
    expect(objects.slice(0, 20)).toEqual(layOut(smallObjects));
    expect(overlapping(objects)).toEqual([]);
  }
});

test('objects that nearly fill the period are packed', () => {
  const reserved = smallObjects.reduce((sum, { size }) => sum + size + 64, 64);
  const objects = layOut([...smallObjects, { name: 'filling', size: period - reserved }]);
  expect(overlapping(objects)).toEqual([]);
  expect(objects[0]!.phase).toBeLessThan(64);
});

test('empty objects stand in the way of none', () => {
  const empty = Array.from({ length: 50 }, (_, i): ObjectSpec => ({ name: `empty-${i}`, size: 0 }));
  const large = { name: 'large', size: period - 51 * 64 };
  expect(layOut([...empty, large])).toEqual([...layOut(empty), ...layOut([large])]);
});

test('an object that does not fit beside the others overlaps, but the others do not overlap one another', () => {
  const small = Array.from({ length: 20 }, (_, i): ObjectSpec => ({ name: `small-${i}`, size: 500_000 }));
  const large = [
    { name: 'beyond-the-period', size: 2 ** 24 + 1000 },
    { name: 'virtual', size: 2 ** 32 + 5 },
  ];
  const objects = layOut([...large, ...small]);
  expect(objects.map(({ name, size }) => ({ name, size }))).toEqual([...large, ...small]);
  expect(overlapping(objects.slice(2))).toEqual([]);
  expect(objects.slice(0, 2)).toEqual(large.flatMap((spec) => layOut([spec])));
});

test('in an object of any size the bytes at tested boundaries differ from their neighbours and from one another', () => {
  const sizes = [...Array(64).keys(), 1000, 65536, 5 * 2 ** 20, 2 ** 24 + 1000, 2 ** 32 + 5];
  const equal = layOut(sizes.map((size) => ({ name: 'any', size }))).flatMap((object) => {
    const middle = Math.floor(object.size / 2);
    const inside = (position: number) => position >= 0 && position < object.size;
    const boundaries = [0, 1, 2, middle - 1, middle, middle + 1, object.size - 2, object.size - 1];
    const neighbours = boundaries.flatMap((position) => [
      [position - 1, position],
      [position, position + 1],
    ]);
    const ends = [
      [0, middle],
      [middle, object.size - 1],
      [0, object.size - 1],
    ];
    const byte = (position: number) => bytesOf(object, position, 1)[0];
    return [...neighbours, ...ends]
      .map(([a, b]) => [a!, b!] as const)
      .filter(([a, b]) => a !== b && inside(a) && inside(b) && byte(a) === byte(b))
      .map(([a, b]) => `${a} and ${b} of ${object.size}`);
  });
  expect(equal).toEqual([]);
});
