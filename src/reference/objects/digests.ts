import { createHash } from 'node:crypto';
import { createCrc64 } from '../../content/crc64.js';

/** CRC-64/XZ, unsigned decimal. */
export function crc64OfBytes(bytes: Uint8Array): string {
  const crc64 = createCrc64();
  crc64.update(bytes);
  return crc64.digest();
}

export function md5OfBytes(...pieces: readonly Uint8Array[]): Buffer {
  const md5 = createHash('md5');
  for (const piece of pieces) md5.update(piece);
  return md5.digest();
}
