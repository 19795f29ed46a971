import type { QueryParameter } from '../../driver/auth/signable-request.js';
import { type Bucket, settingsOf, type Version } from '../objects/store.js';
import { versionIdOf, versionsOf } from '../objects/versions.js';
import { contentTag } from '../read/object-headers.js';
import { type EndpointResponse, xmlAnswer } from '../server/answer.js';
import { queryValue } from '../server/storage-request.js';
import { formatTimestamp } from '../wire/timestamp.js';
import { keysDocument, type XmlElement } from '../wire/xml.js';
import { checkTexts, commonPrefixElements, encodingElement, pageSize, textEncoder } from './list-options.js';
import { entryPage } from './list-page.js';
import { ownerElement } from './owner.js';

/** As for ListObjects. */
const defaultMaxKeys = 100;

/** One version with what its place in the listing says of it. */
interface Entry {
  readonly key: string;
  readonly version: Version;
  readonly isLatest: boolean;
}

/**
 * ListObjectVersions (AlibabaCloudDocs/oss, `GetBucketVersions(ListObjectVersions).md`).
 *
 * @throws OssError `InvalidArgument` for a page size or an encoding that is none
 */
export function listVersions(query: readonly QueryParameter[], bucket: Bucket): EndpointResponse {
  const value = (name: string): string => queryValue(query, name) ?? '';
  checkTexts(query, ['prefix', 'delimiter', 'key-marker', 'version-id-marker']);
  const encode = textEncoder(query);
  const size = pageSize(query, 'max-keys', defaultMaxKeys);
  const rest = behind(entriesOf(bucket, value('prefix')), value('key-marker'), value('version-id-marker'));
  const { entries, commonPrefixes, last, isTruncated } = entryPage(rest, {
    prefix: value('prefix'),
    delimiter: value('delimiter'),
    after: value('key-marker'),
    maxKeys: size,
  });
  const document = keysDocument([
    'ListVersionsResult',
    [
      ...encodingElement(query),
      ['Name', bucket.name],
      ['Prefix', encode(value('prefix'))],
      ['KeyMarker', encode(value('key-marker'))],
      ['VersionIdMarker', value('version-id-marker')],
      ['MaxKeys', String(size)],
      ['Delimiter', encode(value('delimiter'))],
      ['IsTruncated', String(isTruncated)],
      ...(isTruncated && last !== null ? nextMarkers(last, encode) : []),
      ...entries.map((entry) => element(entry, encode)),
      ...commonPrefixElements(commonPrefixes, encode),
    ],
  ]);
  return xmlAnswer(200, document);
}

/** Where the next page starts: behind a version of a key, or behind a group, which has none. */
function nextMarkers(last: string | Entry, encode: (text: string) => string): readonly XmlElement[] {
  const [key, id] = typeof last === 'string' ? [last, ''] : [last.key, versionIdOf(last.version)];
  return [
    ['NextKeyMarker', encode(key)],
    ['NextVersionIdMarker', id],
  ];
}

function entriesOf(bucket: Bucket, prefix: string): Entry[] {
  const keys = [...new Set([...bucket.objects.keys(), ...bucket.history.keys()])].filter((key) =>
    key.startsWith(prefix),
  );
  keys.sort((a, b) => Buffer.from(a).compare(Buffer.from(b)));
  return keys.flatMap((key) =>
    versionsOf(bucket, key).map((version, index) => ({ key, version, isLatest: index === 0 })),
  );
}

/** What comes after the markers: behind one version of a key, or behind all of them where no version is named. */
function behind(entries: readonly Entry[], keyMarker: string, versionMarker: string): readonly Entry[] {
  if (keyMarker === '') return entries;
  const after = Buffer.from(keyMarker);
  const named = entries.findIndex(({ version }) => version.key === keyMarker && versionIdOf(version) === versionMarker);
  if (named >= 0) return entries.slice(named + 1);
  return entries.filter(({ version }) => Buffer.from(version.key).compare(after) > 0);
}

function element({ version, isLatest }: Entry, encode: (text: string) => string): XmlElement {
  const common: XmlElement[] = [
    ['Key', encode(version.key)],
    ['VersionId', versionIdOf(version)],
    ['IsLatest', String(isLatest)],
    ['LastModified', formatTimestamp(version.lastModified)],
  ];
  if ('marker' in version) return ['DeleteMarker', [...common, ownerElement]];
  return [
    'Version',
    [
      ...common,
      ['ETag', contentTag(version)],
      ['Type', version.storedKind?.kind ?? 'Normal'],
      ['Size', String(version.body.length)],
      ['StorageClass', settingsOf(version).storageClass],
      ownerElement,
    ],
  ];
}
