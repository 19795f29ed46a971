import { expect, test } from 'vitest';
import { aspects } from './verdict.js';

test('the aspects have names that reports and lists of deviations rely on', () => {
  expect(aspects).toEqual([
    'status',
    'body-length',
    'body-bytes',
    'content-length',
    'content-range',
    'error-code',
    'validators',
    'header-fields',
    'framing',
  ]);
});
