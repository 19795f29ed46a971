import { randomBytes } from 'node:crypto';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { MemoryBudget } from '../server/memory-budget.js';
import { refuse } from '../wire/oss-error.js';
import { type ObjectSettings, plainSettings, type StorageClass } from './object-settings.js';
import { heldBytes, piecesOf, type StoredBytes } from './stored-bytes.js';

/** Who may do what without credentials. */
export const accessControls = ['private', 'public-read', 'public-read-write'] as const;
export type AccessControl = (typeof accessControls)[number];

/** In how many zones a bucket keeps its bytes: in one or in several (AlibabaCloudDocs/oss, `PutBucket.md`). */
export const redundancies = ['LRS', 'ZRS'] as const;

/** How an object was made, where it was not by one upload: what it is called and tagged follows from that. */
export type StoredKind =
  | { readonly kind: 'Appendable' }
  /** Of a hierarchical namespace; it is called a normal object. */
  | { readonly kind: 'Directory' }
  /** Bytes of each part; the MD5 of the body where the parts came in order. */
  | { readonly kind: 'Multipart'; readonly parts: readonly number[]; readonly bodyMd5?: Buffer }
  | { readonly kind: 'Symlink'; readonly target: string };

export interface KeptObject {
  readonly key: string;
  /** Of a link: empty. */
  readonly body: StoredBytes;
  /** Of the body; of a multipart object, of the digests of its parts. */
  readonly md5: Buffer;
  /** CRC-64/XZ of the body, unsigned decimal; null for one that repeats a part: 4 GiB take 6 s. */
  readonly crc64: string | null;
  /** Ms since 1970, a whole second: finer than Last-Modified can say would make equal dates differ. */
  readonly lastModified: number;
  /** Content-Type, what else the upload said about the content, and `x-oss-meta-*`. */
  readonly headers: readonly HeaderField[];
  readonly storedKind?: StoredKind;
  /** Absent where nothing was said. */
  readonly settings?: ObjectSettings;
  /** Absent where the bucket kept no versions when it was stored. */
  readonly versionId?: string;
}

/** What a deletion leaves in a bucket that keeps versions. */
export interface DeleteMarker {
  readonly key: string;
  readonly marker: true;
  readonly versionId: string;
  /** Ms since 1970. */
  readonly lastModified: number;
}

export type Version = KeptObject | DeleteMarker;

/** A part of an upload under way. */
export interface StoredPart {
  readonly bytes: Uint8Array;
  readonly md5: Buffer;
  /** Ms since 1970. */
  readonly lastModified: number;
}

export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly headers: readonly HeaderField[];
  readonly settings: ObjectSettings;
  /** Whether its parts are taken in order only. */
  readonly sequential: boolean;
  readonly parts: Map<number, StoredPart>;
  /** Ms since 1970. */
  readonly initiatedAt: number;
}

export interface Bucket {
  readonly name: string;
  readonly acl: AccessControl;
  /** Ms since 1970. */
  readonly createdAt: number;
  /** The current ones. */
  readonly objects: Map<string, KeptObject>;
  /** Versions that are not current, newest first; a key with a deletion in front has no current object. */
  readonly history: Map<string, readonly Version[]>;
  /** Uploads that are neither completed nor given up, by id. */
  readonly uploads: Map<string, Upload>;
  /** Whether versions are kept; once they are, they stay. */
  readonly versioning: boolean;
  /** Of an object whose request names none. */
  readonly storageClass: StorageClass;
  readonly redundancy: (typeof redundancies)[number];
}

/** A bucket without anything in it. */
export function emptyBucket(name: string, acl: AccessControl, createdAt: number, versioning = false): Bucket {
  return {
    name,
    acl,
    createdAt,
    versioning,
    storageClass: plainSettings.storageClass,
    redundancy: 'LRS',
    objects: new Map(),
    history: new Map(),
    uploads: new Map(),
  };
}

/** Everything that the endpoint keeps, in memory. */
export interface Store {
  readonly buckets: Map<string, Bucket>;
  readonly budget: MemoryBudget;
}

/** What an entry costs beyond its body, its key and its fields: Map entry, object and Buffer headers, rounded up. */
const overheadBytes = 512;

/** What an object, a deletion or an upload costs beyond its body. */
export function overheadOf({
  key,
  ...rest
}: {
  readonly key: string;
  readonly headers?: readonly HeaderField[];
  readonly settings?: ObjectSettings;
}): number {
  const texts = [...(rest.headers ?? []), ...(rest.settings?.tags ?? [])].flat();
  const said = texts.reduce((sum, text) => sum + text.length, 0);
  return overheadBytes + Buffer.byteLength(key) + said;
}

/** @returns what was said of an object beyond its content and its metadata */
export const settingsOf = ({ settings = plainSettings }: Pick<KeptObject, 'settings'>): ObjectSettings => settings;

/** @throws OssError `NoSuchBucket` */
export function bucketNamed(store: Store, name: string): Bucket {
  const bucket = store.buckets.get(name);
  if (bucket === undefined) throw refuse('NoSuchBucket', { details: [['BucketName', name]] });
  return bucket;
}

/** An unguessable name for a version or an upload. */
export function newId(): string {
  return randomBytes(16).toString('hex').toUpperCase();
}

/**
 * Keeps an object. It takes the place of the one that had its key, which goes into the history where the bucket keeps
 * versions and is forgotten elsewhere. The receiver of the body has already reserved its memory.
 *
 * @returns the object as it is kept
 * @throws OssError `InsufficientStorage` where there is no room for the rest of it; the old object stays
 */
export function keepObject({ budget }: Store, bucket: Bucket, object: KeptObject): KeptObject {
  if (!budget.take(overheadOf(object))) throw refuse('InsufficientStorage');
  const kept = bucket.versioning ? { ...object, versionId: object.versionId ?? newId() } : object;
  if (bucket.versioning) retire(bucket, object.key);
  else dropObject(budget, bucket, object.key);
  bucket.objects.set(object.key, kept);
  return kept;
}

/** Takes an object's next state, which is no version of its own: an object that grows by appending stays the same one. */
export function replaceObject({ budget }: Store, bucket: Bucket, object: KeptObject): KeptObject {
  if (!budget.take(overheadOf(object))) throw refuse('InsufficientStorage');
  dropObject(budget, bucket, object.key);
  bucket.objects.set(object.key, object);
  return object;
}

/** Puts another state of a version, current or not, where it is; what it costs is settled by the caller. */
export function replaceVersion(bucket: Bucket, before: KeptObject, after: KeptObject): void {
  const { key } = before;
  if (bucket.objects.get(key) === before) {
    bucket.objects.set(key, after);
    return;
  }
  const older = bucket.history.get(key) ?? [];
  bucket.history.set(
    key,
    older.map((version) => (version === before ? after : version)),
  );
}

/** Forgets the current object where there is one. */
export function dropObject(budget: MemoryBudget, bucket: Bucket, key: string): void {
  const object = bucket.objects.get(key);
  if (object === undefined) return;
  bucket.objects.delete(key);
  giveBack(budget, object);
}

/** Makes the current object, where there is one, the newest of the old versions. */
export function retire(bucket: Bucket, key: string): void {
  const current = bucket.objects.get(key);
  if (current === undefined) return;
  bucket.objects.delete(key);
  bucket.history.set(key, [current, ...(bucket.history.get(key) ?? [])]);
}

/** Returns to the budget what a version took from it. */
export function giveBack(budget: MemoryBudget, version: Version): void {
  budget.give(overheadOf(version) + ('marker' in version ? 0 : heldBytes(piecesOf(version.body))));
}
