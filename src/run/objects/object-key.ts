import { createHash } from 'node:crypto';
import type { ContentObject } from '../../content/content-object.js';
import { namedFolder } from './run-folder.js';

/**
 * Length in bytes of each name with its delimiter that keys are filled up with: some stores keep objects as files, and file systems take names of 255 bytes at
 * most. s3rver 3.7.1 ends on a longer one, and nothing else of the run could be asked.
 */
const fillerName = 200;

/** Where an object lies: below the folder of the run, under its own key or its name, filled up where it wants a length. */
export function objectKey(prefix: string, { name, key, keyBytes = 0 }: ContentObject): string {
  const plain = /^bytes-\d+$/.test(name) ? `${prefix}${name}` : `${prefix}${namedFolder}${key ?? name}`;
  return plain + filler(keyBytes - Buffer.byteLength(plain));
}

/** Names of files in folders; the last byte is no delimiter, which would make the object a folder. */
function filler(length: number): string {
  const bytes = Array.from({ length: Math.max(0, length) }, (_, index) =>
    (index + 1) % fillerName === 0 && index + 1 < length ? '/' : 'k',
  );
  return bytes.join('');
}

/** A key below the folder of the run at which nothing is ever written. */
export function missingKey(key: string): string {
  return `${key.replace(/\/$/, '')}.missing`;
}

/** A bucket that does not exist: names are shared by all users of OSS, so it is made of the random folder of the run. */
export function missingBucket(key: string): string {
  return `missing-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}
