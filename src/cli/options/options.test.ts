import { expect, test } from 'vitest';
import { durationMs } from './options.js';

test.each([
  ['90s', 90_000],
  ['10m', 600_000],
  ['2h', 7_200_000],
])('a duration of %s is %i ms', (text, ms) => expect(durationMs(text)).toBe(ms));

test.each(['', '0s', '10', 's', '1.5h', '-1m', '5d', ' 5m'])('%j is no duration', (text) => {
  expect(() => durationMs(text)).toThrow('It must be a number with a unit, such as 90s, 10m or 2h.');
});
