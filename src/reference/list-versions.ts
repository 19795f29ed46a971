import type { QueryParameter } from '../auth/signable-request.js';
import { type Answer, xmlAnswer } from './answer.js';
import { pageSize, textEncoder } from './list-options.js';
import { contentTag } from './object-headers.js';
import { ownerElement } from './owner.js';
import { queryValue } from './storage-request.js';
import type { Bucket, Version } from './store.js';
import { versionIdOf, versionsOf } from './versions.js';
import { type XmlElement, xmlDocument } from './xml.js';

/** As for ListObjects. */
const defaultMaxKeys = 100;

/** One version with what its place in the listing says of it. */
interface Entry {
  readonly version: Version;
  readonly isLatest: boolean;
}

/**
 * ListObjectVersions, without grouping (AlibabaCloudDocs/oss, `GetBucketVersions.md`).
 *
 * @throws OssError `InvalidArgument` for a page size or an encoding that is none
 */
export function listVersions(query: readonly QueryParameter[], bucket: Bucket): Answer {
  const value = (name: string): string => queryValue(query, name) ?? '';
  const encoding = queryValue(query, 'encoding-type');
  const encode = textEncoder(query);
  const size = pageSize(query, 'max-keys', defaultMaxKeys);
  const rest = behind(entriesOf(bucket, value('prefix')), value('key-marker'), value('version-id-marker'));
  const page = rest.slice(0, size);
  const last = page.at(-1)?.version;
  const truncated = last !== undefined && rest.length > page.length;
  const document = xmlDocument([
    'ListVersionsResult',
    [
      ['Name', bucket.name],
      ['Prefix', encode(value('prefix'))],
      ['KeyMarker', encode(value('key-marker'))],
      ['VersionIdMarker', value('version-id-marker')],
      ['MaxKeys', String(size)],
      ...(encoding === undefined ? [] : [['EncodingType', encoding] as const]),
      ['IsTruncated', String(truncated)],
      ...(truncated
        ? ([
            ['NextKeyMarker', encode(last.key)],
            ['NextVersionIdMarker', versionIdOf(last)],
          ] as const)
        : []),
      ...page.map((entry) => element(entry, encode)),
    ],
  ]);
  return xmlAnswer(200, document);
}

function entriesOf(bucket: Bucket, prefix: string): Entry[] {
  const keys = [...new Set([...bucket.objects.keys(), ...bucket.history.keys()])].filter((key) =>
    key.startsWith(prefix),
  );
  keys.sort((a, b) => Buffer.from(a).compare(Buffer.from(b)));
  return keys.flatMap((key) => versionsOf(bucket, key).map((version, index) => ({ version, isLatest: index === 0 })));
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
    ['LastModified', new Date(version.lastModified).toISOString()],
  ];
  if ('marker' in version) return ['DeleteMarker', [...common, ownerElement]];
  return [
    'Version',
    [
      ...common,
      ['ETag', contentTag(version)],
      ['Type', version.making?.kind ?? 'Normal'],
      ['Size', String(version.body.length)],
      ['StorageClass', 'Standard'],
      ownerElement,
    ],
  ];
}
