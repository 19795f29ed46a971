import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type EndpointResponse, noContent } from '../server/answer.js';
import { refuse } from '../wire/oss-error.js';
import {
  type Bucket,
  type DeleteMarker,
  dropObject,
  giveBack,
  type KeptObject,
  newId,
  overheadOf,
  retire,
  type Store,
  type Version,
} from './store.js';

/** The name of a version that was stored before the bucket kept any (document of versioning). */
export const nullId = 'null';

/** Whether a text is a name that a version can have here, whether there is such a version or not. */
export const isVersionId = (text: string): boolean => text === nullId || /^[0-9A-F]{32}$/.test(text);

/** @returns the name by which a request asks for a version */
export const versionIdOf = ({ versionId = nullId }: Version): string => versionId;

/** What answers say of a version; nothing in a bucket that keeps none. */
export function versionHeaders({ versionId }: Pick<KeptObject, 'versionId'>): HeaderField[] {
  return versionId === undefined ? [] : [['x-oss-version-id', versionId]];
}

/** Every version of a key, the current one or the latest deletion first. */
export function versionsOf(bucket: Bucket, key: string): readonly Version[] {
  const current = bucket.objects.get(key);
  return [...(current === undefined ? [] : [current]), ...(bucket.history.get(key) ?? [])];
}

/**
 * The current object of a key, or the version that is asked for. One that was stored before the bucket kept versions has
 * the name of such a version from then on. A deletion is answered as the document of GetObject shows it
 * (https://www.alibabacloud.com/help/doc-detail/31980.htm).
 *
 * @throws OssError `NoSuchKey`, `NoSuchVersion`, `MethodNotAllowed` for the version that is a deletion
 */
export function objectNamed(bucket: Bucket, key: string, versionId?: string): KeptObject {
  const object = versionNamed(bucket, key, versionId);
  return bucket.versioning && object.versionId === undefined ? { ...object, versionId: nullId } : object;
}

function versionNamed(bucket: Bucket, key: string, versionId: string | undefined): KeptObject {
  const details = [['Key', key]] as const;
  if (versionId === undefined) {
    const current = bucket.objects.get(key);
    if (current !== undefined) return current;
    const [deletion] = bucket.history.get(key) ?? [];
    throw refuse('NoSuchKey', { details, headers: deletion === undefined ? [] : markerHeaders(deletion) });
  }
  const version = versionsOf(bucket, key).find((candidate) => versionIdOf(candidate) === versionId);
  if (version === undefined) throw refuse('NoSuchVersion', { details: [...details, ['VersionId', versionId]] });
  if (!('marker' in version)) return version;
  throw refuse('MethodNotAllowed', { details, headers: [['Allow', 'DELETE'], ...markerHeaders(version)] });
}

const markerHeaders = (version: Version): HeaderField[] => [
  ['x-oss-delete-marker', 'true'],
  ['x-oss-version-id', versionIdOf(version)],
];

/**
 * DeleteObject. Without a version a bucket that keeps versions puts a deletion in front of them; with one, that version
 * is forgotten and the next becomes what it was. What is not there is a success, too.
 *
 * @param now - ms since 1970
 * @throws OssError `InsufficientStorage` where there is no room for a deletion
 */
export function deleteObject(
  { budget }: Store,
  bucket: Bucket,
  { key, versionId, now }: { readonly key: string; readonly versionId: string | undefined; readonly now: number },
): EndpointResponse {
  if (versionId !== undefined) return deleteVersion({ budget }, bucket, key, versionId);
  if (!bucket.versioning) {
    dropObject(budget, bucket, key);
    return noContent;
  }
  const marker: DeleteMarker = { key, marker: true, versionId: newId(), lastModified: Math.floor(now / 1000) * 1000 };
  if (!budget.take(overheadOf(marker))) throw refuse('InsufficientStorage');
  retire(bucket, key);
  bucket.history.set(key, [marker, ...(bucket.history.get(key) ?? [])]);
  return { ...noContent, headers: markerHeaders(marker) };
}

function deleteVersion(
  { budget }: Pick<Store, 'budget'>,
  bucket: Bucket,
  key: string,
  versionId: string,
): EndpointResponse {
  const versions = versionsOf(bucket, key);
  const doomed = versions.find((version) => versionIdOf(version) === versionId);
  if (doomed === undefined) return { ...noContent, headers: [['x-oss-version-id', versionId]] };
  giveBack(budget, doomed);
  setVersions(
    bucket,
    key,
    versions.filter((version) => version !== doomed),
  );
  return { ...noContent, headers: 'marker' in doomed ? markerHeaders(doomed) : [['x-oss-version-id', versionId]] };
}

function setVersions(bucket: Bucket, key: string, versions: readonly Version[]): void {
  const [latest, ...older] = versions;
  bucket.objects.delete(key);
  bucket.history.delete(key);
  if (latest === undefined) return;
  if ('marker' in latest) {
    bucket.history.set(key, versions);
    return;
  }
  bucket.objects.set(key, latest);
  if (older.length > 0) bucket.history.set(key, older);
}
