import { expect, test } from 'vitest';
import { namesSeveralRanges, rangeLinesOf } from './several-ranges.js';

test.each<[lines: string[], boolean]>([
  [['bytes=0-1,3-4'], true],
  [['bytes=0-1 ,\t3-4'], true],
  [['bytes=0-1,abc'], true],
  [['bytes=,,0-1,,3-4,'], true],
  [['Bytes=0-1,3-4'], true],
  [['0-1,3-4'], true],
  [['bytes=0-1', 'bytes=3-4'], true],
  [['bytes=0-1'], false],
  [['bytes=0-1,'], false],
  [['bytes=, \t,0-1'], false],
  [['bytes=,'], false],
  [['bytes=0-1', ''], false],
  [[''], false],
  [[], false],
])('%j names several ranges: %s', (lines, several) => {
  expect(namesSeveralRanges(lines)).toBe(several);
});

test('the lines are those of the field, in any case and in their order', () => {
  expect(
    rangeLinesOf([
      ['range', 'bytes=3-4'],
      ['x-range', 'no'],
      ['RANGE', 'bytes=0-1'],
      ['If-Range', 'no'],
    ]),
  ).toEqual(['bytes=3-4', 'bytes=0-1']);
});
