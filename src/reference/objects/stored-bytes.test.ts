import { expect, test } from 'vitest';
import { heldBytes, joinBytes, piecesOf } from './stored-bytes.js';

const abc = Buffer.from('abc');
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

test.each([
  ['different arrays', [abc, Buffer.from('defg')], 'abcdefg', 7],
  ['an array that repeats', [abc, abc, Buffer.from('d')], 'abcabcd', 4],
  ['one array', [abc], 'abc', 3],
])('%s in a row read as their bytes', (_, pieces, whole, held) => {
  const bytes = joinBytes(pieces);
  const slices = Array.from({ length: whole.length }, (_, first) =>
    Array.from({ length: whole.length - first }, (_, rest) => text(bytes.subarray(first, first + rest + 1))),
  );
  expect(slices).toEqual(
    Array.from({ length: whole.length }, (_, first) =>
      Array.from({ length: whole.length - first }, (_, rest) => whole.slice(first, first + rest + 1)),
    ),
  );
  expect([bytes.length, piecesOf(bytes).map(text).join(''), heldBytes(piecesOf(bytes))]).toEqual([
    whole.length,
    whole,
    held,
  ]);
});

test('an object past 4 GiB takes the memory of the part that it repeats', () => {
  const part = Buffer.alloc(2 ** 24, 'x');
  const bytes = joinBytes([...Array.from({ length: 257 }, () => part), abc]);
  expect([bytes.length, text(bytes.subarray(bytes.length - 4, bytes.length)), heldBytes(piecesOf(bytes))]).toEqual([
    257 * 2 ** 24 + 3,
    'xabc',
    2 ** 24 + 3,
  ]);
});
