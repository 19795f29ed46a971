import type { QueryParameter } from '../../driver/auth/signable-request.js';
import type { Bucket, Upload } from '../objects/store.js';
import { type EndpointResponse, xmlAnswer } from '../server/answer.js';
import { queryValue } from '../server/storage-request.js';
import { formatTimestamp } from '../wire/timestamp.js';
import { keysDocument, type XmlElement } from '../wire/xml.js';
import { checkTexts, commonPrefixElements, encodingElement, pageSize, textEncoder } from './list-options.js';
import { entryPage } from './list-page.js';

/** Document of ListMultipartUploads: 1000 unless said. */
const defaultMaxUploads = 1000;

/**
 * ListMultipartUploads: what was neither completed nor given up, by key and then by id (AlibabaCloudDocs/oss,
 * `ListMultipartUploads.md`). As in the sample there, the markers of the next page are told whether there is one or not;
 * the vendor's SDK for Python V1 does not read an answer without them.
 *
 * @throws OssError `InvalidArgument` for a page size or an encoding that is none
 */
export function listUploads(query: readonly QueryParameter[], bucket: Bucket): EndpointResponse {
  const value = (name: string): string => queryValue(query, name) ?? '';
  checkTexts(query, ['prefix', 'delimiter', 'key-marker', 'upload-id-marker']);
  const encode = textEncoder(query);
  const size = pageSize(query, 'max-uploads', defaultMaxUploads);
  const rest = [...bucket.uploads.values()]
    .sort(inOrder)
    .filter(isBehind(value('key-marker'), value('upload-id-marker')));
  const { entries, commonPrefixes, last, isTruncated } = entryPage(rest, {
    prefix: value('prefix'),
    delimiter: value('delimiter'),
    after: value('key-marker'),
    maxKeys: size,
  });
  const next = typeof last === 'string' ? { key: last, id: '' } : (last ?? { key: '', id: '' });
  const document = keysDocument([
    'ListMultipartUploadsResult',
    [
      ...encodingElement(query),
      ['Bucket', bucket.name],
      ['KeyMarker', encode(value('key-marker'))],
      ['UploadIdMarker', value('upload-id-marker')],
      ['NextKeyMarker', encode(next.key)],
      ['NextUploadIdMarker', next.id],
      ['Delimiter', encode(value('delimiter'))],
      ['Prefix', encode(value('prefix'))],
      ['MaxUploads', String(size)],
      ['IsTruncated', String(isTruncated)],
      ...entries.map((upload) => uploadElement(upload, encode)),
      ...commonPrefixElements(commonPrefixes, encode),
    ],
  ]);
  return xmlAnswer(200, document);
}

function uploadElement({ key, id, settings, initiatedAt }: Upload, encode: (text: string) => string): XmlElement {
  return [
    'Upload',
    [
      ['Key', encode(key)],
      ['UploadId', id],
      ['StorageClass', settings.storageClass],
      ['Initiated', formatTimestamp(initiatedAt)],
    ],
  ];
}

type Place = Pick<Upload, 'key' | 'id'>;

const inOrder = (a: Place, b: Place): number =>
  Buffer.from(a.key).compare(Buffer.from(b.key)) || Buffer.from(a.id).compare(Buffer.from(b.id));

/** Without an id the marker stands for every upload of its key; an id without a key is not looked at. */
const isBehind =
  (key: string, id: string) =>
  (upload: Place): boolean =>
    key === '' || (id === '' && upload.key === key ? false : inOrder(upload, { key, id }) > 0);
