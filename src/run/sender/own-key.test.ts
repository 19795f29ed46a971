import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownKeyCandidates } from '../../testing/builders/own-key-candidates.js';
import { folderName, folderOfKey, ownFolder, ownKeyIn, readOwnKey } from './own-key.js';

const prefix = 'suite/';
const run = 'suite/0123456789ab/';

describe('a key that leads out of its folder is not own', () => {
  test.each([
    'named/../victim',
    'named/../../../victim',
    'named/./x',
    'named/x/..',
    'named/..',
    'named/.',
    'named/%2e%2e/%2E%2e/victim',
    'named/%2e./victim',
    'named/..%2f..%2fvictim',
    'named/%252e%252e%252fvictim',
    'named/%25252525252e./victim',
    'named/..\\..\\victim',
    'named/..%5c..%5cvictim',
    'named/..;/victim',
    'named/..;a=b/victim',
    'named/.. /victim',
    'named/.\t./victim',
    'named/%c0%ae%c0%ae/victim',
    'named/%c0%2e%c0%2e%c0%afvictim',
    'named/%e0%80%ae./victim',
    'named/%u002e%u002e/victim',
    'named/．．/victim',
    'named/%ef%bc%8e%ef%bc%8e/victim',
    'named/‥/victim',
    'named/.../victim',
    'named//x',
    'named/\\x',
    '../named/x',
    'bytes-1/../x',
    'bytes-1%2f..',
  ])('%j', (rest) => {
    expect(readOwnKey(`${run}${rest}`, prefix)).toBeNull();
  });
});

describe('what no run writes is not own', () => {
  test.each([
    'bytes-',
    'bytes-01',
    'bytes-1.source',
    'bytes-1.missing',
    'bytes-1\n',
    'bytes-1e3',
    'bytes-1234567890123456',
    'fresh-0',
    'fresh-',
    'fresh-x',
    'named/',
    'named/a.missing',
    'named/a.nothing',
    'named/a\u0000',
    'named/a\u0085b',
    'named/a\ud800',
    'named/a\ufffdb',
    'named/a%00b',
    'named/a\nb',
    `named/${'a'.repeat(171)}`,
    `named/${'a'.repeat(600)}`,
    `named/long${'k'.repeat(600)}`,
    `named/long${'k'.repeat(1200)}`,
    'other',
    '',
    'Named/a',
  ])('%j', (rest) => {
    expect(readOwnKey(`${run}${rest}`, prefix)).toBeNull();
  });

  test.each([
    'suite/0123456789AB/bytes-1',
    'suite/0123456789abc/bytes-1',
    'suite//0123456789ab/bytes-1',
    'suite/../0123456789ab/bytes-1',
    'other/0123456789ab/bytes-1',
    '/suite/0123456789ab/bytes-1',
    'SUITE/0123456789ab/bytes-1',
    null,
    7,
    ['suite/0123456789ab/bytes-1'],
    { toString: () => 'suite/0123456789ab/bytes-1' },
  ])('%j', (text) => {
    expect(readOwnKey(text, prefix)).toBeNull();
  });
});

test.each([
  '../other',
  'a/../b',
  'a/..',
  '.',
  '%2e%2e',
  'a%2f..',
  'a//b',
  'a\\b',
  'a%2fb',
  'a/..;x/b',
  'a\nb',
  'a\ud800',
  'a/‥',
  'x'.repeat(401),
])('the prefix %j is refused', (text) => {
  expect(() => folderName(text)).toThrow(expect.objectContaining({ code: 'usage' }));
  expect(readOwnKey(`${text}/0123456789ab/bytes-1`, `${text}/`)).toBeNull();
});

test.each(['', 'suite', '../'])('below %j, which is no folder, nothing is own', (text) => {
  expect(readOwnKey(`${text}0123456789ab/bytes-1`, text)).toBeNull();
});

test.each([
  'bytes-0',
  'bytes-4194304',
  'fresh-1',
  'named/folder/',
  'named/with two  spaces',
  'named/one//two',
  'named/one%2Ftwo',
  'named/grün/文件',
  'named/..hidden',
  'named/x.source',
  'named/x.source.target',
  'named/a\\b',
  'named/100%',
])('%j of a run is own', (rest) => {
  const key = ownKeyIn(ownFolder(prefix), rest);
  expect([readOwnKey(key, prefix), folderOfKey(key, prefix).length]).toEqual([key, run.length]);
});

test('an own key stays below the folder however often a server decodes and normalises them', () => {
  fc.assert(
    fc.property(ownKeyCandidates, (candidate) => {
      const key = readOwnKey(candidate, prefix);
      if (key === null) return;
      for (let text: string = key, before = ''; text !== before; before = text, text = leniently(text)) {
        const { pathname } = new URL(`http://h/bucket/${text.replaceAll('%', '%25').replace(/[?#]/g, '_')}`);
        expect(decodeURIComponent(pathname)).toMatch(/^\/bucket\/suite\/[0-9a-f]{12}\/./);
      }
    }),
    { numRuns: 5_000 },
  );
});

function leniently(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
