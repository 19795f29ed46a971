import { expect, test } from 'vitest';
import { listPage, type PageRequest } from './list-page.js';

const keys = ['b', 'a/2', 'a/1', 'ab', 'c/x/1', 'c/y', '\u{1f600}', '\uff5e'];

function page(request: Partial<PageRequest>) {
  return listPage(keys, { prefix: '', delimiter: '', after: '', maxKeys: 100, ...request });
}

test('keys come in the order of their UTF-8 bytes, which is not that of UTF-16', () => {
  expect(page({})).toEqual({
    keys: ['a/1', 'a/2', 'ab', 'b', 'c/x/1', 'c/y', '\uff5e', '\u{1f600}'],
    commonPrefixes: [],
    next: null,
  });
});

test('a delimiter groups what follows the prefix', () => {
  expect(page({ delimiter: '/' })).toEqual({
    keys: ['ab', 'b', '\uff5e', '\u{1f600}'],
    commonPrefixes: ['a/', 'c/'],
    next: null,
  });
  expect(page({ delimiter: '/', prefix: 'c/' })).toEqual({ keys: ['c/y'], commonPrefixes: ['c/x/'], next: null });
  expect(page({ prefix: 'nothing' })).toEqual({ keys: [], commonPrefixes: [], next: null });
});

test.each([1, 2, 3, 4, 5])('pages of %i give every entry once and in order, with and without groups', (maxKeys) => {
  for (const delimiter of ['', '/']) {
    const entries: string[] = [];
    for (let after = '', pages = 0; ; pages += 1) {
      const { keys: listed, commonPrefixes, next } = page({ delimiter, after, maxKeys });
      entries.push(...[...listed, ...commonPrefixes].sort((a, b) => Buffer.from(a).compare(Buffer.from(b))));
      expect(listed.length + commonPrefixes.length).toBeLessThanOrEqual(maxKeys);
      if (next === null || pages > keys.length) break;
      expect(next).toBe(entries.at(-1));
      after = next;
    }
    const { keys: all, commonPrefixes } = page({ delimiter });
    expect(entries).toEqual([...all, ...commonPrefixes].sort((a, b) => Buffer.from(a).compare(Buffer.from(b))));
  }
});
