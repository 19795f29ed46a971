import fc from 'fast-check';
import { expect, test } from 'vitest';
import { objectKeyFlaw } from '../../spec/integrity/safe-keys.js';
import { helperKey, helpers, type OwnFolder, readOwnKey } from '../sender/own-key.js';
import { missingBucket, missingKey, objectKey } from './object-key.js';

const folder = 'suite/0123456789ab/' as OwnFolder;
const key = (spec: { name: string; key?: string; keyBytes?: number }) =>
  objectKey(folder, { size: 1, phase: 0, ...spec });

test('an object lies under its name, or under its own key below a folder for such', () => {
  expect([
    key({ name: 'bytes-10' }),
    key({ name: 'folder', key: 'folder/' }),
    key({ name: 'plus', key: 'a+b//ü' }),
  ]).toEqual(['suite/0123456789ab/bytes-10', 'suite/0123456789ab/named/folder/', 'suite/0123456789ab/named/a+b//ü']);
});

test('a key is filled up to a length in bytes, whatever the run is called', () => {
  const filled = key({ name: 'longest', key: 'ü', keyBytes: 1023 });
  expect([Buffer.byteLength(filled), filled.startsWith('suite/0123456789ab/named/ükkk')]).toEqual([1023, true]);
});

test('a key that is filled up is no folder, has no empty name, and no name is longer than file systems take', () => {
  for (let keyBytes = 600; keyBytes <= 1023; keyBytes++) {
    const filled = key({ name: 'longest', key: 'long', keyBytes });
    const names = filled.split('/').map(({ length }) => length);
    expect([filled.length, Math.min(...names) > 0, Math.max(...names) < 240]).toEqual([keyBytes, true, true]);
  }
});

test('every key is known as the own one of a run, and no key beside them', () => {
  const own = [
    key({ name: 'bytes-10' }),
    key({ name: 'folder', key: 'folder/' }),
    key({ name: 'longest', keyBytes: 1023 }),
  ];
  const foreign = ['suite/0123456789ab/other', 'suite/0123456789ab/bytes-x', 'suite/named/folder/', `other/${own[0]}`];
  expect([own, foreign].map((keys) => keys.map((each) => readOwnKey(each, 'suite/') === each))).toEqual([
    [true, true, true],
    [false, false, false, false],
  ]);
});

test('what is missing lies beside the object, in no bucket that could be there', () => {
  expect([missingKey('p/bytes-10'), missingKey('p/folder/')]).toEqual(['p/bytes-10.missing', 'p/folder.missing']);
  expect(missingBucket('p/bytes-10')).toMatch(/^missing-[0-9a-f]{32}$/);
  expect(missingBucket('p/bytes-10')).not.toBe(missingBucket('q/bytes-10'));
});

test('whatever key a row may have, what is written for it is known as own', () => {
  const keys = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 170 })
    .filter((text) => objectKeyFlaw(text) === null);
  fc.assert(
    fc.property(keys, fc.option(fc.integer({ min: 600, max: 1023 }), { nil: undefined }), (text, keyBytes) => {
      const written = key({ name: 'named', key: text, ...(keyBytes === undefined ? {} : { keyBytes }) });
      const all = [written, ...helpers.map((helper) => helperKey(written, helper))];
      expect(all.map((each) => readOwnKey(each, 'suite/'))).toEqual(all);
    }),
  );
});
