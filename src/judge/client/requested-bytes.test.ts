import { expect, test } from 'vitest';
import type { Case } from '../../spec/model/table.js';
import { readTable } from '../../spec/read/read-table.js';
import { areRequestedBytes, requestedBytesInWords, requestedBytesOf } from './requested-bytes.js';

const { cases } = await readTable({ extraFiles: [] });
const [first] = cases;

/** A plain row with another range. */
const row = (range: readonly string[], others: Partial<Case> = {}): Case => ({
  ...first!,
  object: { name: 'bytes-1000', size: 1000 },
  headers: [],
  range,
  ...others,
});

test.each([
  [[], 'the whole object, 1000 bytes'],
  [['bytes=0-499'], '500 bytes, 0-499'],
  [['bytes=500-2000'], '500 bytes, 500-999'],
  [['bytes=990-'], '10 bytes, 990-999'],
  [['bytes=-10'], '10 bytes, 990-999'],
  [['bytes=-5000'], '1000 bytes, 0-999'],
  [['bytes=1000-2000'], 'no byte of the object'],
  [['bytes=-0'], 'no byte of the object'],
  [['bytes=abc'], 'the bytes that the table specifies'],
  [['bytes=5-2'], 'the bytes that the table specifies'],
  [['bytes=0-1,5-6'], 'the bytes that the table specifies'],
])('who sends %j wants %s', (range, words) => {
  expect(requestedBytesInWords(requestedBytesOf(row(range), 1000), 1000)).toBe(words);
});

test('a condition or an address that leads nowhere decides before the range does', () => {
  const kinds = [
    row(['bytes=0-1'], { headers: [['x-oss-range-behavior', 'Standard']] }),
    row(['bytes=0-1'], { headers: [['If-Match', '{etag}']] }),
    row(['bytes=0-1'], { missing: 'key' }),
  ].map((its) => requestedBytesOf(its, 1000).kind);
  expect(kinds).toEqual(['slice', 'as-claimed', 'as-claimed']);
});

test.each([
  [{ kind: 'whole' }, 0, true],
  [{ kind: 'whole' }, 500, false],
  [{ kind: 'slice', first: 0, last: 999 }, 0, true],
  [{ kind: 'slice', first: 1, last: 999 }, 0, false],
  [{ kind: 'slice', first: 500, last: 999 }, 500, true],
  [{ kind: 'slice', first: 500, last: 998 }, 500, false],
  [{ kind: 'empty' }, 0, false],
] as const)('%j for the bytes from %i on: %s', (place, from, isRight) => {
  expect(areRequestedBytes(place, { kind: 'slice', first: from, last: 999 }, 1000)).toBe(isRight);
});

test('an empty object is whole without a byte', () => {
  expect(areRequestedBytes({ kind: 'empty' }, { kind: 'whole' }, 0)).toBe(true);
  expect(areRequestedBytes({ kind: 'empty' }, { kind: 'no-byte' }, 0)).toBe(true);
  expect(areRequestedBytes({ kind: 'whole' }, { kind: 'no-byte' }, 1000)).toBe(false);
});
