import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, streamOf } from './bytes.js';
import { period } from './sequence.js';

const seed = Math.trunc(Math.random() * 2 ** 31);
const small = { name: 'small', size: 1000, phase: period - 300 };
const virtual = { name: 'virtual', size: 2 ** 32 + 5, phase: 77 };

test('the bytes of a slice are the bytes of the whole at these positions, also across the end of the period', () => {
  expect(bytesOf(small).length).toBe(1000);
  expect(bytesOf(small, 250, 100)).toEqual(bytesOf(small).subarray(250, 350));
  expect(bytesOf(small, 990)).toEqual(bytesOf(small).subarray(990));
  expect(bytesOf(small, 300, 3).toString()).toBe('OSS');
});

test('the end of an object that is never held can be read', () => {
  expect(bytesOf(virtual, 2 ** 32)).toEqual(bytesOf({ ...virtual, phase: 77 + (2 ** 32 % period) }, 0, 5));
});

test('an interval that is not inside the object is refused', () => {
  const attempts: Array<[number, number]> = [
    [-1, 1],
    [0, 1001],
    [1000, 1],
    [5, -1],
  ];
  for (const [first, length] of attempts) {
    expect(() => bytesOf(small, first, length)).toThrow(expect.objectContaining({ code: 'internal' }));
  }
  expect(bytesOf(small, 1000).length).toBe(0);
});

test('damaging a copy does not damage the object', () => {
  const intact = bytesOf(small);
  bytesOf(small).fill(0);
  for (const chunk of streamOf(small)) chunk.fill(0);
  expect(bytesOf(small)).toEqual(intact);
});

test(`the chunks of a stream are the object, each but the last of the chunk size (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.nat(300), fc.integer({ min: 1, max: 100 }), fc.nat(period - 1), (size, chunkSize, phase) => {
      const object = { name: 'any', size, phase };
      const chunks = [...streamOf(object, chunkSize)];
      expect(Buffer.concat(chunks)).toEqual(bytesOf(object));
      expect(chunks.slice(0, -1).every(({ length }) => length === chunkSize)).toBe(true);
      expect(chunks.length).toBe(Math.ceil(size / chunkSize));
    }),
    { seed },
  );
});

test('a stream starts without reading the object', () => {
  const [first] = streamOf(virtual, 10);
  expect(first).toEqual(bytesOf(virtual, 0, 10));
});

test.each([0, -1, 1.5, Number.NaN])('a chunk size of %d is refused', (chunkSize) => {
  expect(() => [...streamOf(small, chunkSize)]).toThrow(expect.objectContaining({ code: 'internal' }));
});
