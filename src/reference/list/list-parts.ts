import { crc64OfBytes } from '../objects/digests.js';
import type { StoredPart } from '../objects/store.js';
import { contentTag } from '../read/object-headers.js';
import { type EndpointResponse, xmlAnswer } from '../server/answer.js';
import { queryValue, type StorageRequest } from '../server/storage-request.js';
import { invalidArgument } from '../wire/oss-error.js';
import { formatTimestamp } from '../wire/timestamp.js';
import { type XmlElement, xmlDocument } from '../wire/xml.js';
import { uploadNamed } from '../write/multipart-upload.js';
import type { PutContext } from '../write/put-object.js';
import { encodingElement, pageSize, textEncoder } from './list-options.js';

/** Document of ListParts: 1000 unless said. */
const defaultMaxParts = 1000;

/**
 * ListParts: the parts of an upload under way, by their numbers (AlibabaCloudDocs/oss, `ListParts.md`; the checksum of a
 * part: https://help.aliyun.com/en/oss/developer-reference/listparts). Where the next page would start is told whether
 * there is one or not.
 *
 * @throws OssError `NoSuchUpload`, `InvalidArgument` for a page size, a marker or an encoding that is none
 */
export function listParts(
  { query }: StorageRequest,
  { bucket, key }: Pick<PutContext, 'bucket' | 'key'>,
): EndpointResponse {
  const upload = uploadNamed(bucket, key, { query });
  const encode = textEncoder(query);
  const size = pageSize(query, 'max-parts', defaultMaxParts);
  const marker = markerOf(query);
  const rest = [...upload.parts].sort(([a], [b]) => a - b).filter(([number]) => number > marker);
  const page = rest.slice(0, size);
  const document = xmlDocument([
    'ListPartsResult',
    [
      ...encodingElement(query),
      ['Bucket', bucket.name],
      ['Key', encode(key)],
      ['UploadId', upload.id],
      ['StorageClass', upload.settings.storageClass],
      ['PartNumberMarker', String(marker)],
      ['NextPartNumberMarker', String(page.at(-1)?.[0] ?? marker)],
      ['MaxParts', String(size)],
      ['IsTruncated', String(rest.length > page.length)],
      ...page.map(partElement),
    ],
  ]);
  return xmlAnswer(200, document);
}

function partElement([number, part]: readonly [number, StoredPart]): XmlElement {
  return [
    'Part',
    [
      ['PartNumber', String(number)],
      ['LastModified', formatTimestamp(part.lastModified)],
      ['ETag', contentTag(part)],
      ['HashCrc64ecma', crc64OfBytes(part.bytes)],
      ['Size', String(part.bytes.length)],
    ],
  ];
}

function markerOf(query: StorageRequest['query']): number {
  const text = queryValue(query, 'part-number-marker') || '0';
  if (!/^\d{1,5}$/.test(text)) throw invalidArgument('part-number-marker', text);
  return Number(text);
}
