import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestPosition, type RangeReading, readRange } from './range-grammar.js';

const closed = (first: bigint, last: bigint): RangeReading => ({ kind: 'closed', first, last });

describe('a Range value is read as RFC 9110 and the vendor’s pages read it', () => {
  const readings: [string, RangeReading][] = [
    ['bytes=0-999', closed(0n, 999n)],
    ['  bytes=5-13', closed(5n, 13n)],
    ['bytes=5-13\t', closed(5n, 13n)],
    ['bytes=500-', { kind: 'open', first: 500n }],
    ['bytes=-500', { kind: 'suffix', length: 500n }],
    ['bytes=-0', { kind: 'suffix', length: 0n }],
    ['bytes=5-2', { kind: 'inverted', first: 5n, last: 2n }],
    ['bytes=-1-10', { kind: 'negative', magnitude: 1n }],
    ['bytes=-1-', { kind: 'negative', magnitude: 1n }],
    ['bytes=0--1', { kind: 'negative', magnitude: 1n }],
    ['bytes=--1', { kind: 'negative', magnitude: 1n }],
    ['bytes=-10--3', { kind: 'negative', magnitude: 10n }],
    ['bytes=--0', { kind: 'negative', magnitude: 0n }],
    ['bytes=5--0', { kind: 'garbled' }],
    ['bytes=-', { kind: 'malformed', flaw: 'no-digits' }],
    ['bytes=', { kind: 'malformed', flaw: 'no-digits' }],
    ['bytes=abc', { kind: 'malformed', flaw: 'no-digits' }],
    ['bytes=abc-def', { kind: 'malformed', flaw: 'no-digits' }],
    ['byte=0-499', { kind: 'malformed', flaw: 'unit' }],
    ['items=0-5', { kind: 'malformed', flaw: 'unit' }],
    ['=0-5', { kind: 'malformed', flaw: 'unit' }],
    ['0-499', { kind: 'malformed', flaw: 'no-unit' }],
    ['', { kind: 'malformed', flaw: 'no-unit' }],
    ['bytes 0-499', { kind: 'garbled' }],
    ['bytes=1-10a', { kind: 'garbled' }],
    ['bytes=1-2-3', { kind: 'garbled' }],
    ['bytes=0x10-0x20', { kind: 'garbled' }],
    ['bytes=+1-5', { kind: 'garbled' }],
    ['Bytes=0-1', { kind: 'respelled', how: 'unit-case', as: { kind: 'closed', first: 0n, last: 1n } }],
    ['bytes =0-1', { kind: 'respelled', how: 'blanks', as: { kind: 'closed', first: 0n, last: 1n } }],
    ['bytes= 0-1', { kind: 'respelled', how: 'blanks', as: { kind: 'closed', first: 0n, last: 1n } }],
    ['bytes=0 - 1', { kind: 'respelled', how: 'blanks', as: { kind: 'closed', first: 0n, last: 1n } }],
    ['bytes=000-001', { kind: 'respelled', how: 'leading-zeros', as: { kind: 'closed', first: 0n, last: 1n } }],
    ['bytes=-05', { kind: 'respelled', how: 'leading-zeros', as: { kind: 'suffix', length: 5n } }],
    ['bytes=0-1;', { kind: 'respelled', how: 'trailing-semicolon', as: { kind: 'closed', first: 0n, last: 1n } }],
    ['BYTES\t=0-1', { kind: 'respelled', how: 'blanks', as: { kind: 'closed', first: 0n, last: 1n } }],
    [
      'bytes=0-1\t,',
      {
        kind: 'list',
        head: { kind: 'respelled', how: 'blanks', as: { kind: 'closed', first: 0n, last: 1n } },
        elements: ['0-1\t', ''],
      },
    ],
    ['bytes=0\t-\t1', { kind: 'respelled', how: 'blanks', as: { kind: 'closed', first: 0n, last: 1n } }],
    ['bytes=00 - 01', { kind: 'respelled', how: 'blanks', as: { kind: 'closed', first: 0n, last: 1n } }],
    ['Bytes=5-2', { kind: 'respelled', how: 'unit-case', as: null }],
    ['Bytes=0-1,3-4', { kind: 'respelled', how: 'unit-case', as: null }],
    ['Bytes=5-', { kind: 'respelled', how: 'unit-case', as: { kind: 'open', first: 5n } }],
    ['Bytes=-5', { kind: 'respelled', how: 'unit-case', as: { kind: 'suffix', length: 5n } }],
    ['bytes=05-2', { kind: 'respelled', how: 'leading-zeros', as: null }],
    ['bytes=0-00', { kind: 'respelled', how: 'leading-zeros', as: { kind: 'closed', first: 0n, last: 0n } }],
    ['bytes=10-20', closed(10n, 20n)],
    ['bytes=00-1;', { kind: 'respelled', how: 'trailing-semicolon', as: { kind: 'closed', first: 0n, last: 1n } }],
    ['bytes=5-2;', { kind: 'garbled' }],
    ['bytes=x1;', { kind: 'garbled' }],
    ['bytes=0-12', closed(0n, 12n)],
    ['BYTES\t0-1', { kind: 'garbled' }],
    ['kilobytes 0-1', { kind: 'malformed', flaw: 'no-unit' }],
    ['bytes0-1', { kind: 'malformed', flaw: 'no-unit' }],
    ['kilobytes=0-1', { kind: 'malformed', flaw: 'unit' }],
    ['bytes=0-1=2', { kind: 'garbled' }],
    ['bytes=x-1-10', { kind: 'garbled' }],
    ['bytes=-1-10x', { kind: 'garbled' }],
    ['bytes=-1x-10', { kind: 'garbled' }],
    ['bytes=--00', { kind: 'negative', magnitude: 0n }],
    ['bytes=1--0', { kind: 'garbled' }],
    ['bytes=x--0', { kind: 'garbled' }],
    ['bytes=--0x', { kind: 'garbled' }],
    ['bytes=-0-5', { kind: 'garbled' }],
    ['bytes=-5--0', { kind: 'garbled' }],
    ['bytes=---1', { kind: 'garbled' }],
    ['bytes=--12', { kind: 'negative', magnitude: 12n }],
    ['bytes=-12-', { kind: 'negative', magnitude: 12n }],
    ['bytes=12--34', { kind: 'negative', magnitude: 34n }],
    ['bytes=-3--10', { kind: 'negative', magnitude: 10n }],
    ['bytes=0 -1 a', { kind: 'respelled', how: 'blanks', as: null }],
  ];
  it.each(readings)('%j', (value, reading) => {
    expect(readRange([value])).toEqual(reading);
  });

  it('no line is no Range', () => {
    expect(readRange([])).toEqual({ kind: 'absent' });
  });

  it('of a list the head and every element are kept', () => {
    expect(readRange(['bytes=1-2,abc'])).toEqual({ kind: 'list', head: closed(1n, 2n), elements: ['1-2', 'abc'] });
    expect(readRange(['bytes=,1-2'])).toEqual({
      kind: 'list',
      head: { kind: 'malformed', flaw: 'no-digits' },
      elements: ['', '1-2'],
    });
  });

  it('several lines are kept apart', () => {
    expect(readRange(['bytes=0-1', 'bytes=2-3'])).toEqual({
      kind: 'repeated',
      lines: [closed(0n, 1n), closed(2n, 3n)],
    });
  });
});

describe('positions are exact whatever their size', () => {
  const borders = [2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n, 10n ** 29n];
  it.each(borders.flatMap((border) => [border - 1n, border, border + 1n]))('%d', (position) => {
    expect(readRange([`bytes=${position}-${position}`])).toEqual(closed(position, position));
    expect(readRange([`bytes=${position}-${position - 1n}`]).kind).toBe('inverted');
    expect(readRange([`bytes=-${position}`])).toEqual({ kind: 'suffix', length: position });
  });
});

it.each([
  ['bytes=1-5', 5n],
  ['bytes=5-5', 5n],
  ['bytes=5-1', 5n],
  ['bytes=7-', 7n],
  ['bytes=-3', 3n],
  ['bytes=-4-2', 4n],
  ['bytes=1-2-3', null],
  ['items=1-2', null],
  ['bytes=01-2', null],
  ['bytes=1-2,3-4', null],
])('the largest position of %s is %s', (value, largest) => {
  expect(largestPosition(readRange([value]))).toBe(largest);
});

const seed = Math.trunc(Math.random() * 2 ** 31);
it(`any text reads as something and never throws (seed ${seed})`, () => {
  const alphabet = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('-', '0', '1', '9') },
    { weight: 1, arbitrary: fc.constantFrom(...'bytesBYTES=,; \t2ax.+'.split(''), '\u0080', 'ÿ') },
  );
  const kinds = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(alphabet, { maxLength: 10 }).map((parts) => `bytes=${parts.join('')}`),
      (value) => {
        kinds.add(readRange([value]).kind);
      },
    ),
    { seed, numRuns: 5_000 },
  );
  expect([...kinds].sort()).toEqual(
    expect.arrayContaining(['closed', 'garbled', 'list', 'malformed', 'negative', 'respelled', 'suffix']),
  );
});
