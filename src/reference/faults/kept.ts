import { crc64OfBytes, md5OfBytes } from '../objects/digests.js';
import type { KeptObject } from '../objects/store.js';

/** An object with other bytes, whose tag and checksum are those of the bytes: nothing but the bytes tells. */
export function withBytes(object: KeptObject, body: Uint8Array): KeptObject {
  return { ...object, body, md5: md5OfBytes(body), crc64: crc64OfBytes(body) };
}
