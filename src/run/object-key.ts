import { createHash } from 'node:crypto';
import type { ContentObject } from '../content/content-object.js';
import { namedFolder } from './own-folder.js';

/** Where an object lies: below the folder of the run, under its own key or its name, filled up where it wants a length. */
export function objectKey(prefix: string, { name, key, keyBytes = 0 }: ContentObject): string {
  const plain = /^bytes-\d+$/.test(name) ? `${prefix}${name}` : `${prefix}${namedFolder}${key ?? name}`;
  return plain.padEnd(plain.length + Math.max(0, keyBytes - Buffer.byteLength(plain)), 'k');
}

/** A key below the folder of the run at which nothing is ever written. */
export function missingKey(key: string): string {
  return `${key.replace(/\/$/, '')}.missing`;
}

/** A bucket that is not there: names are shared by all users of OSS, so it is made of the random folder of the run. */
export function missingBucket(key: string): string {
  return `missing-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}
