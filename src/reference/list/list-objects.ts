import type { QueryParameter } from '../../driver/auth/signable-request.js';
import { type Bucket, type KeptObject, settingsOf } from '../objects/store.js';
import { contentTag } from '../read/object-headers.js';
import { type EndpointResponse, xmlAnswer } from '../server/answer.js';
import { queryValue } from '../server/storage-request.js';
import { invalidArgument } from '../wire/oss-error.js';
import { formatTimestamp } from '../wire/timestamp.js';
import { keysDocument, type XmlElement } from '../wire/xml.js';
import { checkTexts, commonPrefixElements, encodingElement, pageSize, textEncoder } from './list-options.js';
import { listPage, type Page, type PageRequest } from './list-page.js';
import { ownerElement } from './owner.js';

/** Documents of GetBucket and GetBucketV2: 100 unless said. */
const defaultMaxKeys = 100;

/** A form of ListObjects, with what differs between the two. */
interface ListForm {
  /** Where the page starts. */
  readonly after: string;
  /** Elements that repeat how the page was asked for, beyond the common ones. */
  readonly echo: readonly XmlElement[];
  readonly withOwner: boolean;
  /** Elements that say how to go on. */
  readonly continuation: (page: Page) => readonly XmlElement[];
}

/**
 * ListObjects (GetBucket) and, with `list-type=2`, ListObjectsV2. Sources: AlibabaCloudDocs/oss, `GetBucket
 * (ListObjects).md`; https://help.aliyun.com/en/oss/developer-reference/listobjectsv2
 *
 * @throws OssError `InvalidArgument` for a page size, an encoding or a token that is none
 */
export function listObjects(query: readonly QueryParameter[], bucket: Bucket): EndpointResponse {
  checkTexts(query, ['prefix', 'delimiter', 'marker', 'start-after']);
  const encode = textEncoder(query);
  const form = queryValue(query, 'list-type') === '2' ? secondForm(query, encode) : firstForm(query, encode);
  const request: PageRequest = {
    prefix: queryValue(query, 'prefix') ?? '',
    delimiter: queryValue(query, 'delimiter') ?? '',
    after: form.after,
    maxKeys: pageSize(query, 'max-keys', defaultMaxKeys),
  };
  const page = listPage(bucket.objects.keys(), request);
  const document = keysDocument([
    'ListBucketResult',
    [
      ['Name', bucket.name],
      ['Prefix', encode(request.prefix)],
      ...form.echo,
      ['MaxKeys', String(request.maxKeys)],
      ['Delimiter', encode(request.delimiter)],
      ...encodingElement(query),
      ['IsTruncated', String(page.next !== null)],
      ...form.continuation(page),
      ...page.keys.map((key) => contents(bucket.objects.get(key)!, encode, form.withOwner)),
      ...commonPrefixElements(page.commonPrefixes, encode),
    ],
  ]);
  return xmlAnswer(200, document);
}

function firstForm(query: readonly QueryParameter[], encode: (text: string) => string): ListForm {
  const marker = queryValue(query, 'marker') ?? '';
  return {
    after: marker,
    echo: [['Marker', encode(marker)]],
    withOwner: true,
    continuation: ({ next }) => (next === null ? [] : [['NextMarker', encode(next)]]),
  };
}

function secondForm(query: readonly QueryParameter[], encode: (text: string) => string): ListForm {
  const token = queryValue(query, 'continuation-token');
  const startAfter = queryValue(query, 'start-after') ?? '';
  return {
    // An empty token, which the vendor's SDK for Python V1 sends, is that of the first page.
    after: token ? keyOfToken(token) : startAfter,
    echo: [['StartAfter', encode(startAfter)], ...(token === undefined ? [] : [['ContinuationToken', token] as const])],
    withOwner: queryValue(query, 'fetch-owner') === 'true',
    continuation: ({ keys, commonPrefixes, next }) => [
      ...(next === null ? [] : [['NextContinuationToken', tokenOfKey(next)] as const]),
      ['KeyCount', String(keys.length + commonPrefixes.length)],
    ],
  };
}

function contents(object: KeptObject, encode: (text: string) => string, withOwner: boolean): XmlElement {
  return [
    'Contents',
    [
      ['Key', encode(object.key)],
      ['LastModified', formatTimestamp(object.lastModified)],
      ['ETag', contentTag(object)],
      ['Type', object.storedKind?.kind ?? 'Normal'],
      ['Size', String(object.body.length)],
      ['StorageClass', settingsOf(object).storageClass],
      ...(withOwner ? [ownerElement] : []),
    ],
  ];
}

/** A token is opaque to clients; here it is the last entry, Base64 so that any key can travel in it. */
function tokenOfKey(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

function keyOfToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (tokenOfKey(key) !== token) throw invalidArgument('continuation-token', token);
  return key;
}
