import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRange } from '../oracle/expect-range.js';
import { readRange } from '../oracle/range-grammar.js';
import { situationOf } from '../oracle/situation-of.js';
import { behaviours } from '../spec/model/vocabulary.js';
import { families } from './families.js';
import { belongs, type Draw, type Family, strengthOf } from './family.js';
import { propertySizes } from './property-sizes.js';

const seed = Math.trunc(Math.random() * 2 ** 31);

function sample(family: Family, count: number): Draw[] {
  const source = family.source(propertySizes);
  return fc.sample(source.arbitrary, { seed, numRuns: count }).map(source.toDraw);
}

describe.each(families)('family $name', (family) => {
  const source = family.source(propertySizes);
  const certain = source.examples.map(source.toDraw);

  it(`draws nothing of another class (seed ${seed})`, () => {
    expect(sample(family, 2_000).filter((draw) => !belongs(family, draw))).toEqual([]);
    expect(certain.filter((draw) => !belongs(family, draw))).toEqual([]);
  });

  it(`draws every object size (seed ${seed})`, () => {
    expect([...new Set(sample(family, 2_000).map(({ size }) => size))].sort((a, b) => a - b)).toEqual(propertySizes);
  });

  it(`draws at random, and not the same few again and again (seed ${seed})`, () => {
    const certainly = new Set(certain.map(({ size, range }) => `${size} ${range}`));
    const drawn = new Set(sample(family, 2_000).map(({ size, range }) => `${size} ${range}`));
    expect([...drawn].filter((draw) => !certainly.has(draw)).length).toBeGreaterThan(100);
  });

  it('is certain to draw the smallest object first', () => {
    expect(certain[0]?.size).toBe(1);
    expect(certain.map(({ size }) => size)).toEqual(certain.map(({ size }) => size).sort((a, b) => a - b));
  });

  it('has a law whose strength is that of the decision table', () => {
    for (const behaviour of behaviours) {
      const { level, evidence } = strengthOf(family, behaviour);
      const draw = certain[0]!;
      const expectation = expectRange(draw.size, [draw.range], behaviour);
      expect({ level, evidence }).toEqual({ level: expectation.level, evidence: expectation.evidence });
      expect(family.law[behaviour]).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('borders are certain to be drawn, not hoped for', () => {
  const certainRanges = (name: string, size: number): string[] => {
    const source = families.find((family) => family.name === name)!.source(propertySizes);
    return source.examples
      .map(source.toDraw)
      .filter((draw) => draw.size === size)
      .map(({ range }) => range);
  };
  const largest = 2n ** 63n - 1n;
  it.each([
    [
      'satisfiable-closed',
      ['bytes=0-0', 'bytes=0-1', 'bytes=0-99', 'bytes=0-98', 'bytes=99-99', 'bytes=98-99', 'bytes=1-1'],
    ],
    ['open', ['bytes=0-', 'bytes=1-', 'bytes=98-', 'bytes=99-']],
    ['suffix-inside', ['bytes=-1', 'bytes=-2', 'bytes=-99', 'bytes=-100']],
    ['end-past-eof', ['bytes=0-100', 'bytes=0-101', 'bytes=99-100', `bytes=0-${largest}`]],
    ['start-past-eof', ['bytes=100-', 'bytes=101-', 'bytes=100-100', `bytes=${largest}-`]],
    ['suffix-longer', ['bytes=-101', 'bytes=-102', `bytes=-${largest}`]],
    ['inverted', ['bytes=1-0', 'bytes=2-1', 'bytes=201-200']],
    ['negative', ['bytes=-1-0', 'bytes=0--1', 'bytes=--1', 'bytes=-1--1', 'bytes=-1-']],
    ['malformed', ['byte=0-0', 'bytes=', 'bytes=-', 'bytes=abc', '0-0']],
    ['oversize', [`bytes=0-${2n ** 63n}`, `bytes=${2n ** 64n}-`, `bytes=-${10n ** 29n}`]],
    ['list', ['bytes=0-99,', 'bytes=0-99,abc', 'bytes=0-99,0-0']],
  ] as const)('%s on 100 bytes', (name, ranges) => {
    expect(certainRanges(name, 100)).toEqual(expect.arrayContaining([...ranges]));
  });
});

it(`every class of the oracle that the table requires is drawn by some family (seed ${seed})`, () => {
  const drawn = new Set(
    families.flatMap((family) => sample(family, 200).map(({ size, range }) => situationOf(size, readRange([range])))),
  );
  expect([...drawn].sort()).toEqual([
    'end-past-eof',
    'garbled',
    'inverted',
    'list-satisfiable',
    'malformed',
    'negative',
    'oversize',
    'respelled',
    'satisfiable',
    'start-past-eof',
    'suffix-longer',
  ]);
});
