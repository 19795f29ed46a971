import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContentRange } from './content-range.js';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));

test.each([
  ['bytes 500-999/1000', { kind: 'interval', first: 500n, last: 999n, total: 1000n }],
  ['bytes 0-0/1', { kind: 'interval', first: 0n, last: 0n, total: 1n }],
  ['bytes 7-7/1000', { kind: 'interval', first: 7n, last: 7n, total: 1000n }],
  ['bytes 500-999/*', { kind: 'interval', first: 500n, last: 999n, total: null }],
  ['bytes */1000', { kind: 'unsatisfied', total: 1000n }],
  ['bytes */0', { kind: 'unsatisfied', total: 0n }],
  [
    'bytes 9007199254740992-9007199254740993/9007199254740994',
    { kind: 'interval', first: 9007199254740992n, last: 9007199254740993n, total: 9007199254740994n },
  ],
])('%s is read', (value, read) => {
  expect(readContentRange(value)).toEqual(read);
});

test.each([
  ['the end is the complete length', 'bytes 0-1000/1000'],
  ['the end is past the complete length', 'bytes 0-1001/1000'],
  ['the interval is inverted', 'bytes 5-4/1000'],
  ['the interval is inverted and the length unknown', 'bytes 5-4/*'],
  ['an empty object has an interval', 'bytes 0-0/0'],
  ['a number is negative, as some servers say of an empty object', 'bytes 0--1/0'],
  ['the complete length is missing', 'bytes 0-499'],
  ['the complete length is empty', 'bytes 0-499/'],
  ['both are unknown', 'bytes */*'],
  ['the unit is another', 'items 0-499/1000'],
  ['the unit is missing', '0-499/1000'],
  ['the unit is followed by an equals sign', 'bytes=0-499/1000'],
  ['the unit is followed by a colon', 'bytes: 0-499/1000'],
  ['the unit is followed by two blanks', 'bytes  0-499/1000'],
  ['the unit is followed by nothing', 'bytes0-499/1000'],
  ['the dash is an en dash', 'bytes 0–499/1000'],
  ['the dash is a tilde', 'bytes 0~499/1000'],
  ['something comes before', ' bytes 0-499/1000'],
  ['something comes after', 'bytes 0-499/1000 '],
  ['something comes after an unsatisfied range', 'bytes */1000 '],
  ['something comes before an unsatisfied range', 'x bytes */1000'],
  ['there are two of them', 'bytes 0-1/10 and bytes 0-1/10'],
  ['a number is hexadecimal', 'bytes 0-0x1f/1000'],
  ['the digits are not ASCII', 'bytes 0-٤/1000'],
  ['there is nothing', ''],
])('it is malformed where %s', (_, value) => {
  expect(readContentRange(value)).toEqual({ kind: 'malformed' });
});

test(`an interval is read exactly where it lies inside its complete length (seed ${seed}; FC_SEED repeats)`, () => {
  const number = fc.oneof(fc.bigInt({ min: 0n, max: 12n }), fc.bigInt({ min: 0n, max: 2n ** 70n }));
  fc.assert(
    fc.property(number, number, number, (first, last, total) => {
      const inside = first <= last && last < total;
      expect(readContentRange(`bytes ${first}-${last}/${total}`)).toEqual(
        inside ? { kind: 'interval', first, last, total } : { kind: 'malformed' },
      );
    }),
    { seed, numRuns: 500 },
  );
});
