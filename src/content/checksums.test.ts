import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { bytesOf } from './bytes.js';
import { crc64Of, md5Of } from './checksums.js';
import { createCrc64 } from './crc64.js';

const object = { name: 'large', size: 2 ** 20 + 7, phase: 5 };

test('checksums are those of all bytes of the object', () => {
  const crc = createCrc64();
  crc.update(bytesOf(object));
  expect(crc64Of(object)).toBe(crc.digest());
  expect(md5Of(object)).toBe(createHash('md5').update(bytesOf(object)).digest('hex'));
});

test('the checksums of an empty object are those of no bytes', () => {
  const empty = { name: 'empty', size: 0, phase: 5 };
  expect([crc64Of(empty), md5Of(empty)]).toEqual(['0', 'd41d8cd98f00b204e9800998ecf8427e']);
});

test('a checksum is computed once for an object', () => {
  const large = { name: 'larger', size: 2 ** 24, phase: 5 };
  crc64Of(large);
  md5Of(large);
  const before = performance.now();
  for (let i = 0; i < 1000; i++) [crc64Of(large), md5Of(large)];
  expect(performance.now() - before).toBeLessThan(500);
});

test('objects that differ in one position of the sequence have other checksums', () => {
  const shifted = { ...object, phase: 6 };
  expect(crc64Of(shifted)).not.toBe(crc64Of(object));
  expect(md5Of(shifted)).not.toBe(md5Of(object));
});
