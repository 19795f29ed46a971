import { createHash } from 'node:crypto';
import { createCrc64 } from '../content/crc64.js';

/** CRC-64/XZ, unsigned decimal. */
export function crc64OfBytes(bytes: Uint8Array): string {
  const crc64 = createCrc64();
  crc64.update(bytes);
  return crc64.digest();
}

export function md5OfBytes(bytes: Uint8Array): Buffer {
  return createHash('md5').update(bytes).digest();
}
