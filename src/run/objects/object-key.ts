import { createHash } from 'node:crypto';
import type { ContentObject } from '../../content/content-object.js';
import { filler, namedFolder, type OwnFolder, type OwnKey, ownKeyIn } from '../sender/own-key.js';

/** Where an object lies: below the folder of the run, under its own key or its name, filled up where it wants a length. */
export function objectKey(folder: OwnFolder, { name, key, keyBytes = 0 }: ContentObject): OwnKey {
  const plain = /^bytes-\d+$/.test(name) ? name : `${namedFolder}${key ?? name}`;
  return ownKeyIn(folder, plain + filler(keyBytes - Buffer.byteLength(folder + plain)));
}

/** A key below the folder of the run at which nothing is ever written. */
export function missingKey(key: string): string {
  return `${key.replace(/\/$/, '')}.missing`;
}

/** A bucket that does not exist: names are shared by all users of OSS, so it is made of the random folder of the run. */
export function missingBucket(key: string): string {
  return `missing-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}
