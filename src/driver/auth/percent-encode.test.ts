import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeComponent, encodePath, encodeQuery } from './percent-encode.js';

const seed = Math.floor(Math.random() * 2 ** 31);

/** Any scalar value: surrogates alone are no text. */
const codePoint = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

test('every ASCII character but the unreserved ones is escaped', () => {
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  const kept = ascii.filter((char) => encodeComponent(char) === char).join('');
  expect(kept).toBe('-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~');
  expect(ascii.filter((char) => encodePath(char) === char).join('')).toBe(kept.replace('-.', '-./'));
});

test(`encoding is lossless and equals encodeURIComponent but for !'()* (seed ${seed})`, () => {
  const check = (text: string) => {
    const reference = encodeURIComponent(text).replace(
      /[!'()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    expect(encodeComponent(text)).toBe(reference);
    expect(encodePath(text)).toBe(reference.replaceAll('%2F', '/'));
  };
  fc.assert(fc.property(fc.string({ unit: codePoint }), check), { seed, numRuns: 1000 });
});

test('a lone surrogate becomes the replacement character instead of an exception', () => {
  expect(encodeComponent('\ud800')).toBe('%EF%BF%BD');
});

test('a query keeps its order, and a bare name differs from an empty value', () => {
  expect(
    encodeQuery([
      ['b', null],
      ['a', ''],
      ['c d', 'x+y/z'],
    ]),
  ).toBe('b&a=&c%20d=x%2By%2Fz');
});
