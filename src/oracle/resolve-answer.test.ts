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
