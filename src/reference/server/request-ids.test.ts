import { expect, test } from 'vitest';
import { createRequestIds } from './request-ids.js';

test('every id has 24 characters and is given once, also by two endpoints', () => {
  const [one, another] = [createRequestIds(), createRequestIds()];
  const ids = Array.from({ length: 300 }, (_, i) => (i % 2 === 0 ? one() : another()));
  expect(new Set(ids).size).toBe(300);
  expect(ids.filter((id) => !/^[0-9A-F]{24}$/.test(id))).toEqual([]);
});
