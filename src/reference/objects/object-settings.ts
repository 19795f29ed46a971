import type { HeaderField } from '../../spec/model/vocabulary.js';
import { fieldValue } from '../server/storage-request.js';
import { invalidArgument, refuse } from '../wire/oss-error.js';
import { type ObjectTag, taggedBy } from './object-tags.js';

/**
 * Classes of storage, in the spelling of OSS (https://help.aliyun.com/en/oss/developer-reference/putobject). All but the
 * first two have to be restored before they can be read.
 */
export const storageClasses = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive'] as const;
export type StorageClass = (typeof storageClasses)[number];

/** Public access of an object; `default`: as for its bucket (AlibabaCloudDocs/oss, `PutObjectACL.md`). */
export const objectAcls = ['default', 'private', 'public-read', 'public-read-write'] as const;
export type ObjectAcl = (typeof objectAcls)[number];

const encryptionMethods = ['AES256', 'KMS', 'SM4'] as const;

/** How the bytes are encrypted at rest. Here they are not: it is kept because every answer about the object tells it. */
export interface Encryption {
  readonly method: (typeof encryptionMethods)[number];
  readonly keyId?: string;
  readonly dataEncryption?: string;
}

/** What a request that makes an object says of it beyond its content and its metadata. */
export interface ObjectSettings {
  readonly storageClass: StorageClass;
  readonly acl: ObjectAcl;
  readonly encryption?: Encryption;
  readonly tags: readonly ObjectTag[];
}

/** What an object is whose request says nothing of it. */
export const plainSettings: ObjectSettings = { storageClass: 'Standard', acl: 'default', tags: [] };

/**
 * Reads `x-oss-storage-class`, `x-oss-object-acl`, `x-oss-server-side-encryption` with what belongs to it, and
 * `x-oss-tagging` (AlibabaCloudDocs/oss, `PutObject.md`).
 *
 * @param usualClass - the class of the bucket
 * @throws OssError `InvalidArgument`, `InvalidEncryptionAlgorithmError`, `InvalidTag`
 */
export function objectSettings(
  headers: readonly HeaderField[],
  usualClass: StorageClass = plainSettings.storageClass,
): ObjectSettings {
  const encryption = requestedEncryption(headers);
  return {
    storageClass: oneOfValues(headers, 'x-oss-storage-class', storageClasses) ?? usualClass,
    acl: oneOfValues(headers, 'x-oss-object-acl', objectAcls) ?? 'default',
    ...(encryption === undefined ? {} : { encryption }),
    tags: taggedBy(headers),
  };
}

/**
 * The value of a field that knows a few values only.
 *
 * @returns `undefined` where the field is absent
 * @throws OssError `InvalidArgument` for any other value
 */
export function oneOfValues<Value extends string>(
  headers: readonly HeaderField[],
  name: string,
  values: readonly Value[],
): Value | undefined {
  const text = fieldValue(headers, name);
  if (text === undefined) return undefined;
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw invalidArgument(name, text);
  return value;
}

/**
 * The key of KMS that the account has from the start: where a request names none, the answer still names one
 * (`tests/test_server_side_encryotion.py` of the vendor's Python SDK).
 */
const defaultKeyId = '00000000-0000-4000-8000-000000000000';

const encryptionField = 'x-oss-server-side-encryption';
const keyField = 'x-oss-server-side-encryption-key-id';
const dataEncryptionField = 'x-oss-server-side-data-encryption';

/** Key and data encryption count beside KMS only; the same tests find them ignored beside the other methods. */
function requestedEncryption(headers: readonly HeaderField[]): Encryption | undefined {
  const text = fieldValue(headers, encryptionField);
  if (text === undefined) return undefined;
  const method = encryptionMethods.find((candidate) => candidate === text);
  if (method === undefined) throw refuse('InvalidEncryptionAlgorithmError');
  if (method !== 'KMS') return { method };
  const keyId = fieldValue(headers, keyField) ?? defaultKeyId;
  const dataEncryption = oneOfValues(headers, dataEncryptionField, ['SM4']);
  return { method, keyId, ...(dataEncryption === undefined ? {} : { dataEncryption }) };
}

/**
 * How an upload is encrypted is said when it is begun, and nowhere else (AlibabaCloudDocs/oss,
 * `InitiateMultipartUpload.md`, errors; the same tests).
 *
 * @throws OssError `InvalidArgument`
 */
export function refuseEncryption(headers: readonly HeaderField[]): void {
  const method = fieldValue(headers, encryptionField);
  if (method !== undefined) throw invalidArgument(encryptionField, method);
}

/** What the answer to an upload, a part or a download says of the encryption. */
export function encryptionHeaders({ encryption }: Pick<ObjectSettings, 'encryption'>): HeaderField[] {
  if (encryption === undefined) return [];
  const { method, keyId, dataEncryption } = encryption;
  return [
    [encryptionField, method],
    ...(keyId === undefined ? [] : [[keyField, keyId] as const]),
    ...(dataEncryption === undefined ? [] : [[dataEncryptionField, dataEncryption] as const]),
  ];
}

/** What every answer about an object says of its settings. */
export function settingsHeaders(settings: ObjectSettings): HeaderField[] {
  return [
    ['x-oss-storage-class', settings.storageClass],
    ...encryptionHeaders(settings),
    ...(settings.tags.length === 0 ? [] : [['x-oss-tagging-count', String(settings.tags.length)] as const]),
  ];
}
