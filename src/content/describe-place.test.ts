import { expect, test } from 'vitest';
import type { BodyPlace } from './body-place.js';
import { describePlace } from './describe-place.js';

const difference = { bodyOffset: 0, objectOffset: null, expectedHex: '', actualHex: '3c' };

test.each<[BodyPlace, string]>([
  [{ kind: 'empty' }, 'empty'],
  [{ kind: 'whole' }, 'whole'],
  [{ kind: 'slice', first: 500, last: 999 }, '500-999'],
  [{ kind: 'slice', first: 0, last: 0 }, '0-0'],
  [{ kind: 'other-object', object: 'bytes-1', first: 0, last: 9 }, 'other-object bytes-1 0-9'],
  [{ kind: 'unknown', difference }, 'unknown'],
])('%j is printed as %s', (place, text) => {
  expect(describePlace(place)).toBe(text);
});
