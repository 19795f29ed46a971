import { expect, test } from 'vitest';
import { count, duration, size } from './quantity.js';

test('one is singular, thousands are grouped', () => {
  expect([count(0, 'request'), count(1, 'request'), count(1040, 'request')]).toEqual([
    '0 requests',
    '1 request',
    '1,040 requests',
  ]);
});

test('bytes are shown in the largest unit that they fill', () => {
  expect([0, 1, 1000, 1023, 1024, 1536, 12_600_000, 1024 ** 3, 5 * 1024 ** 5].map(size)).toEqual([
    '0 bytes',
    '1 byte',
    '1,000 bytes',
    '1,023 bytes',
    '1 KiB',
    '1.5 KiB',
    '12 MiB',
    '1 GiB',
    '5,120 TiB',
  ]);
});

test('durations are shown as coarsely as they are long', () => {
  expect([0.4, 12, 999, 1000, 3210, 59_940, 61_000, 245_000].map(duration)).toEqual([
    '0 ms',
    '12 ms',
    '999 ms',
    '1.0 s',
    '3.2 s',
    '59.9 s',
    '1 min 01 s',
    '4 min 05 s',
  ]);
});
