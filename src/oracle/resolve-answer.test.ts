import { describe, expect, it } from 'vitest';
import { type RangeReading, readRange } from './range-grammar.js';
import { resolveAnswer } from './resolve-answer.js';

const first = (last: number) => ({ status: 206, body: { kind: 'slice', first: 0, last } });

describe('a slice', () => {
  it.each<[lines: string[], ...lasts: number[]]>([
    [['bytes=0-4'], 4],
    [['bytes=0-'], 9],
    [['bytes=-12'], 9],
    [['Bytes=0-4'], 4],
    [['bytes=0-4,6-7'], 4],
    [['bytes=00-4,6-7'], 4],
    [['bytes=0-4', 'bytes=0-5,7-8', 'items=1-2', 'bytes=0-6'], 4, 5, 6],
  ])('%j could stand for every range that a line or its first element is', (lines, ...lasts) => {
    expect(resolveAnswer('slice', 10, readRange(lines))).toEqual(lasts.map(first));
  });

  it.each<[lines: string[]]>([
    [[]],
    [['bytes=10-']],
    [['bytes=-0']],
    [['bytes=5-2']],
    [['bytes=-1-5']],
    [['items=0-4']],
    [['bytes=0-4x']],
    [['bytes=x;,0-4']],
    [['bytes= x1']],
  ])('%j leaves nothing to send', (lines) => {
    expect(resolveAnswer('slice', 10, readRange(lines))).toEqual([]);
  });
});

describe('parts', () => {
  it.each<[value: string, parts: string]>([
    ['bytes=0-1,3-4', '0-1 3-4'],
    ['bytes=3-4 ,, 0-1,', '3-4 0-1'],
    ['bytes=8-,-3,5-99', '8-9 7-9 5-9'],
    ['bytes=20-30,0-1', '0-1'],
    ['bytes=,0-1,3-4', '0-1 3-4'],
  ])('%s are its satisfiable ranges, cut to the object, in their order', (value, parts) => {
    expect(
      resolveAnswer('parts', 10, readRange([value])).map(
        ({ status, body }) =>
          `${status} ${body.kind === 'parts' && body.parts.map(({ first, last }) => `${first}-${last}`).join(' ')}`,
      ),
    ).toEqual([`206 ${parts}`]);
  });

  it.each(['bytes=0-1', 'bytes=0-1,', 'bytes=,,0-1', 'bytes=0-1,abc', 'bytes=0-1,5-2', 'bytes=20-,30-40'])(
    '%s has none: it names one range, or one that is none, or nothing is satisfiable',
    (value) => {
      expect(resolveAnswer('parts', 10, readRange([value]))).toEqual([]);
    },
  );
});

const reading: RangeReading = readRange(['bytes=0-4']);

it('the whole of an empty object is no body', () => {
  expect([0, 1].map((size) => resolveAnswer('whole', size, reading))).toEqual([
    [{ status: 200, body: { kind: 'empty' } }],
    [{ status: 200, body: { kind: 'whole' } }],
  ]);
});

it('a refusal is 416 InvalidRange, whatever was asked', () => {
  expect(resolveAnswer('refused', 10, reading)).toEqual([
    { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' },
  ]);
});
