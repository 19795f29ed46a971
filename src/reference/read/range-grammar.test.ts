import { expect, test } from 'vitest';
import { defaultChoices } from '../server/unsettled.js';
import { parseRange } from './range-grammar.js';

function head(value: string) {
  return parseRange(value, defaultChoices).head;
}

test('a position, an open end and a suffix are read as they stand', () => {
  expect(head('bytes=0-499')).toEqual({ kind: 'from', first: 0n, last: 499n });
  expect(head('bytes=500-')).toEqual({ kind: 'from', first: 500n, last: null });
  expect(head('bytes=-500')).toEqual({ kind: 'suffix', length: 500n });
  expect(head('bytes=-0')).toEqual({ kind: 'suffix', length: 0n });
  expect(head('bytes=0-0')).toEqual({ kind: 'from', first: 0n, last: 0n });
});

test.each([
  '',
  'bytes',
  'bytes 0-499',
  '0-499',
  'bytes=',
  'bytes=-',
  'bytes=5',
  'bytes=abc',
  'bytes=abc-def',
  'bytes=--1',
  'bytes=--0',
  'bytes=-1-10',
  'bytes=0--1',
  'bytes=1-2-3',
  'bytes=1-10a',
  'bytes=+1-2',
  'bytes=0x1-2',
  'bytes=1e1-20',
  'bytes=1.0-2',
  'bytes= 0-1',
  'bytes=0 - 1',
  'bytes=0-1 ',
  'bytes=\u0660-\u0661',
  'bytes=0-1;',
  'bytes=,1-2',
  'bytes=,abc,1-2',
  'bytes= ,1-2',
  'bytes==0-1',
])('%j is malformed', (value) => {
  expect(head(value)).toEqual({ kind: 'malformed' });
});

test.each(['byte=0-499', 'items=0-5', '=0-1', 'bytes =0-1', ' bytes=0-1', 'octets=0-1,2-3'])(
  '%j has another unit',
  (value) => {
    expect(head(value)).toEqual({ kind: 'other-unit' });
  },
);

test('only the text before the first comma is read, whatever follows it', () => {
  const first = { kind: 'from', first: 1n, last: 2n };
  for (const tail of [',', ',a-c', ',abc', ',5-6', ', 5-6', ' ,5-6', '\t,,']) {
    expect(parseRange(`bytes=1-2${tail}`, defaultChoices)).toEqual({ isList: true, head: first });
  }
  expect(parseRange('bytes=1-2', defaultChoices)).toEqual({ isList: false, head: first });
});

test('a last position before the first is inverted, not malformed', () => {
  expect(head('bytes=5-2')).toEqual({ kind: 'inverted' });
  expect(head('bytes=2-2')).toEqual({ kind: 'from', first: 2n, last: 2n });
});

test('values as long as a header section may be are read in a moment', () => {
  const length = 32 * 1024;
  const hostile = [
    `bytes=${'9'.repeat(length)}-${'9'.repeat(length)}`,
    `bytes=${' '.repeat(length)}x`,
    `bytes=1${' '.repeat(length)}x,`,
    `bytes=${'-'.repeat(length)}`,
    `bytes=${','.repeat(length)}`,
    `${'='.repeat(length)}`,
  ];
  const startedAt = performance.now();
  for (const value of hostile) parseRange(value, { ...defaultChoices, innerBlanks: 'tolerated' });
  // Measured 10 ms on two shared cores; a quadratic reader takes seconds.
  expect(performance.now() - startedAt).toBeLessThan(1000);
});
