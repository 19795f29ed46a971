import { expect, test } from 'vitest';
import { readRange } from '../../oracle/range-grammar.js';
import { partsWords, rangeForm, slicesOf } from './range-form.js';

test.each([
  ['bytes=0-499', 'from the first byte to inside'],
  ['bytes=500-999', 'from inside to the last byte'],
  ['bytes=0-999', 'from the first byte to the last byte'],
  ['bytes=500-1000', 'from inside to the end'],
  ['bytes=500-1001', 'from inside to behind the end'],
  ['bytes=1000-1000', 'from the end to the end'],
  ['bytes=3-3', 'one byte, inside'],
  ['bytes=999-999', 'one byte, the last byte'],
  ['bytes=0-', 'open, from the first byte'],
  ['bytes=1001-', 'open, from behind the end'],
  ['bytes=-1', 'suffix of a part'],
  ['bytes=-1000', 'suffix of all'],
  ['bytes=-1001', 'suffix longer than the object'],
  ['bytes=-0', 'suffix of zero'],
  ['bytes=0-2147483648', 'from the first byte to behind the end, 32 bits'],
  ['bytes=0-4294967296', 'from the first byte to behind the end, 53 bits'],
  ['bytes=0-9007199254740992', 'from the first byte to behind the end, 63 bits'],
  ['bytes=0-9223372036854775808', 'from the first byte to behind the end, more than 63 bits'],
  ['bytes=0-1,3-4', 'list of 2, first from the first byte to inside'],
  ['bytes=abc', 'malformed, no-digits'],
  ['bytes=9-1', 'inverted'],
])('%s lies on a thousand bytes: %s', (range, form) => {
  expect(rangeForm(readRange([range]), 1000)).toBe(form);
});

test.each([
  ['bytes=0-1,3-4,900-', 'in order'],
  ['bytes=0-1,2-4', 'adjacent'],
  ['bytes=0-4,2-8', 'overlapping or out of order'],
  ['bytes=8-9,0-1', 'overlapping or out of order'],
  ['bytes=0-1,1000-1001', 'some select nothing'],
  ['bytes=0-1,900-1000', 'some end behind the object'],
  [`bytes=${Array.from({ length: 51 }, (_, at) => `${at * 2}-${at * 2}`).join(',')}`, 'more than fifty'],
  ['bytes=0-1', 'one range'],
])('what the ranges of %s are to each other: %s', (range, words) => {
  expect(partsWords(readRange([range]), 1000)).toBe(words);
});

test('what a list selects', () => {
  expect(slicesOf(readRange(['bytes=0-1,998-1200,-2,1000-']), 1000)).toEqual([
    { first: 0, last: 1 },
    { first: 998, last: 999 },
    { first: 998, last: 999 },
  ]);
});
