import type { HeaderField } from '../spec/vocabulary.js';
import type { MemoryBudget } from './memory-budget.js';
import { refuse } from './oss-error.js';

/** Who may do what without credentials. */
export const accessControls = ['private', 'public-read', 'public-read-write'] as const;
export type AccessControl = (typeof accessControls)[number];

export interface StoredObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly md5: Buffer;
  /** CRC-64/XZ of the body, unsigned decimal. */
  readonly crc64: string;
  /** Ms since 1970, a whole second: finer than Last-Modified can say would make equal dates differ. */
  readonly lastModified: number;
  /** Content-Type, what else the upload said about the content, and `x-oss-meta-*`. */
  readonly headers: readonly HeaderField[];
}

export interface Bucket {
  readonly name: string;
  readonly acl: AccessControl;
  /** Ms since 1970. */
  readonly createdAt: number;
  readonly objects: Map<string, StoredObject>;
}

/** Everything that the endpoint keeps, in memory. */
export interface Store {
  readonly buckets: Map<string, Bucket>;
  readonly budget: MemoryBudget;
}

/** What an object costs beyond its body, its key and its fields: Map entry, object and Buffer headers, rounded up. */
const overheadBytes = 512;

/** What an object costs beyond its body. */
function overheadOf(object: Pick<StoredObject, 'key' | 'headers'>): number {
  const fields = object.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return overheadBytes + Buffer.byteLength(object.key) + fields;
}

/** @throws OssError `NoSuchBucket` */
export function bucketNamed(store: Store, name: string): Bucket {
  const bucket = store.buckets.get(name);
  if (bucket === undefined) throw refuse('NoSuchBucket', { details: [['BucketName', name]] });
  return bucket;
}

/** @throws OssError `NoSuchKey` */
export function objectNamed(bucket: Bucket, key: string): StoredObject {
  const object = bucket.objects.get(key);
  if (object === undefined) throw refuse('NoSuchKey', { details: [['Key', key]] });
  return object;
}

/**
 * Keeps an object, in place of the one that had its key. The body is paid for already, by whoever received it.
 *
 * @throws OssError `InsufficientStorage` where there is no room for the rest of it; the old object stays
 */
export function keepObject({ budget }: Store, bucket: Bucket, object: StoredObject): void {
  if (!budget.take(overheadOf(object))) throw refuse('InsufficientStorage');
  dropObject(budget, bucket, object.key);
  bucket.objects.set(object.key, object);
}

/** Forgets an object where there is one. */
export function dropObject(budget: MemoryBudget, bucket: Bucket, key: string): void {
  const object = bucket.objects.get(key);
  if (object === undefined) return;
  bucket.objects.delete(key);
  budget.give(object.body.length + overheadOf(object));
}
