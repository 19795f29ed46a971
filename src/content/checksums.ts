import { createHash } from 'node:crypto';
import { streamOf } from './bytes.js';
import type { ContentObject } from './content-object.js';
import { createCrc64 } from './crc64.js';

const crc64s = new WeakMap<ContentObject, string>();
const md5s = new WeakMap<ContentObject, string>();

/**
 * CRC-64 of the whole object in the notation of x-oss-hash-crc64ecma (unsigned decimal). Computed once for an object;
 * reading it takes about 1.5 s/GiB, so ask only when there is something to compare.
 */
export function crc64Of(object: ContentObject): string {
  return remembered(crc64s, object, () => {
    const crc = createCrc64();
    for (const chunk of streamOf(object)) crc.update(chunk);
    return crc.digest();
  });
}

/**
 * MD5 of the whole object in lower-case hex: for an object uploaded by PutObject, the ETag in another case and without
 * quotes. Computed once for an object, at about 1.6 s/GiB.
 */
export function md5Of(object: ContentObject): string {
  return remembered(md5s, object, () => {
    const md5 = createHash('md5');
    for (const chunk of streamOf(object)) md5.update(chunk);
    return md5.digest('hex');
  });
}

function remembered(memory: WeakMap<ContentObject, string>, object: ContentObject, compute: () => string): string {
  const known = memory.get(object) ?? compute();
  memory.set(object, known);
  return known;
}
