import type { QueryParameter } from '../auth/signable-request.js';
import { type Answer, xmlAnswer } from './answer.js';
import { pageSize, textEncoder } from './list-options.js';
import { queryValue } from './storage-request.js';
import type { Bucket, Upload } from './store.js';
import { type XmlElement, xmlDocument } from './xml.js';

/** Document of ListMultipartUploads: 1000 unless said. */
const defaultMaxUploads = 1000;

/**
 * ListMultipartUploads, without grouping: what was neither completed nor given up, by key and then by id
 * (AlibabaCloudDocs/oss, `ListMultipartUploads.md`).
 *
 * @throws OssError `InvalidArgument` for a page size or an encoding that is none
 */
export function listUploads(query: readonly QueryParameter[], bucket: Bucket): Answer {
  const value = (name: string): string => queryValue(query, name) ?? '';
  const encode = textEncoder(query);
  const size = pageSize(query, 'max-uploads', defaultMaxUploads);
  const all = [...bucket.uploads.values()].filter(({ key }) => key.startsWith(value('prefix'))).sort(inOrder);
  const rest = all.filter(isBehind(value('key-marker'), value('upload-id-marker')));
  const page = rest.slice(0, size);
  const last = rest.length > page.length ? page.at(-1) : undefined;
  const encoding = value('encoding-type');
  const document = xmlDocument([
    'ListMultipartUploadsResult',
    [
      ['Bucket', bucket.name],
      ['Prefix', encode(value('prefix'))],
      ['KeyMarker', encode(value('key-marker'))],
      ['UploadIdMarker', value('upload-id-marker')],
      ['MaxUploads', String(size)],
      ...(encoding === '' ? [] : [['EncodingType', encoding] as const]),
      ['IsTruncated', String(last !== undefined)],
      ...(last === undefined
        ? []
        : ([
            ['NextKeyMarker', encode(last.key)],
            ['NextUploadIdMarker', last.id],
          ] as const)),
      ...page.map(
        ({ key, id, initiatedAt }): XmlElement => [
          'Upload',
          [
            ['Key', encode(key)],
            ['UploadId', id],
            ['StorageClass', 'Standard'],
            ['Initiated', new Date(initiatedAt).toISOString()],
          ],
        ],
      ),
    ],
  ]);
  return xmlAnswer(200, document);
}

type Place = Pick<Upload, 'key' | 'id'>;

const inOrder = (a: Place, b: Place): number =>
  Buffer.from(a.key).compare(Buffer.from(b.key)) || Buffer.from(a.id).compare(Buffer.from(b.id));

/** Without an id the marker stands for every upload of its key; an id without a key is not looked at. */
const isBehind =
  (key: string, id: string) =>
  (upload: Place): boolean =>
    key === '' || (id === '' && upload.key === key ? false : inOrder(upload, { key, id }) > 0);
