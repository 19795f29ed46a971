import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCrc64 } from './crc64.js';

const seed = Math.trunc(Math.random() * 2 ** 31);

/** CRC-64/XZ bit by bit, as its definition states it. */
function bitwise(bytes: Uint8Array): string {
  const ones = 0xffff_ffff_ffff_ffffn;
  let register = ones;
  for (const byte of bytes) {
    register ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) register = (register >> 1n) ^ (register & 1n ? 0xc96c_5795_d787_0f42n : 0n);
  }
  return (register ^ ones).toString();
}

function crc64(...chunks: Uint8Array[]): string {
  const crc = createCrc64();
  for (const chunk of chunks) crc.update(chunk);
  return crc.digest();
}

test.each([
  // The check value of CRC-64/XZ in the catalogue of CRC algorithms.
  ['123456789', '11051210869376104954'],
  // Asserted by an integration test of an Alibaba Cloud SDK.
  ['hello ', '1796661072844795914'],
  ['', '0'],
])('the CRC-64 of "%s" is %s', (text, expected) => {
  expect(crc64(Buffer.from(text))).toBe(expected);
});

test(`any bytes in any chunks give what the definition gives (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), (chunks) => {
      expect(crc64(...chunks)).toBe(bitwise(Buffer.concat(chunks)));
    }),
    { seed, numRuns: 300 },
  );
});

test('a digest on the way does not disturb what follows', () => {
  const crc = createCrc64();
  crc.update(Buffer.from('hello '));
  expect(crc.digest()).toBe('1796661072844795914');
  crc.update(Buffer.from('world'));
  expect(crc.digest()).toBe(bitwise(Buffer.from('hello world')));
});
