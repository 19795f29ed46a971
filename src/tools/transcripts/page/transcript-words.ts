import { grouped } from '../../../report/text/quantity.js';
import type { Evidence } from '../../../spec/model/table.js';
import type { Transcript, TranscriptKind } from '../transcript.js';

/** How an answer became known, for a reader. */
export const kindWords: Readonly<Record<TranscriptKind, string>> = {
  'vendor-transcript': 'printed by the vendor',
  'vendor-sample': "the vendor's sample",
  'vendor-fixture': "recorded for the vendor's tests",
  'vendor-test': 'live test of the vendor',
  'user-dump': 'pasted by a user',
  'user-test': 'measured by a user',
  'user-statement': 'told by a user',
};

const methods: Readonly<Record<Transcript['request']['operation'], string>> = {
  GetObject: 'GET',
  HeadObject: 'HEAD',
  GetObjectMeta: 'HEAD with ?objectMeta',
  UploadPartCopy: 'UploadPartCopy',
  PutObject: 'PUT',
  DeleteBucket: 'DeleteBucket',
  ListBuckets: 'ListBuckets',
  unknown: 'a request',
};

const circumstances: Readonly<Record<NonNullable<Transcript['request']['circumstance']>, string>> = {
  anonymous: 'without a signature',
  'wrong-signature': 'with a wrong signature',
  'signed-for-another-method': 'with a URL that was signed for another method',
  'not-permitted': 'by a caller without permission',
  'forbidden-download': 'of a download that the service forbids',
  'missing-argument': 'that lacks an argument',
};

/** Ranges that are longer than this are cut. */
const longestRange = 40;

/** The request in a few words: `` GET `bytes=500-2000` of 1,000 bytes, standard ``. */
export function requestWords({ request, object, assumed }: Transcript): string {
  const { operation, range, copyRange, headers, query, behaviour, circumstance } = request;
  const lines = copyRange === undefined ? range : [copyRange];
  const fields = [
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...query.map(([name, value]) => (value === null ? name : `${name}=${value}`)),
  ];
  return [
    [methods[operation], ...lines.map((line) => code(cut(line))), ...objectWords(object, assumed)].join(' '),
    ...(circumstance === undefined ? [] : [circumstances[circumstance]]),
    ...(fields.length > 1 ? [`${fields.length} parameters`] : fields.map(code)),
    ...(behaviour === 'standard' ? ['standard'] : []),
  ].join(', ');
}

const kinds: Readonly<Record<NonNullable<Transcript['object']['kind']>, string>> = {
  appended: 'an appended object',
  multipart: 'an object uploaded in parts',
  symlink: 'a symbolic link',
  folder: 'a folder',
  'hierarchical-folder': 'a directory of a hierarchical namespace',
  'older-version': 'an older version',
  deleted: 'a deleted key',
  'delete-marker': 'a delete marker',
};

function objectWords({ kind, missing, size }: Transcript['object'], assumed: Transcript['assumed']): string[] {
  if (missing !== undefined) return [`of a ${missing} that does not exist`];
  const bytes = size === null || assumed.includes('size') ? [] : [`of ${grouped(size)} bytes`];
  return kind === undefined ? bytes : [`of ${kinds[kind]}`, ...(size === 0 ? [] : bytes)];
}

/** The answer in a few words: `206, 500 bytes, Content-Range bytes 0-499/1000`. */
export function responseWords(transcript: Transcript): string {
  const { response, request, assumed, object } = transcript;
  const { bodyLength, code: error } = response;
  const length = request.operation === 'GetObject' && !isFailure(transcript) ? bodyLength : undefined;
  const isWhole = assumed.includes('size') && length === object.size;
  return [
    statusWords(transcript),
    ...(error === undefined ? [] : [error]),
    ...(length === undefined ? [] : [isWhole ? 'the whole object' : `${grouped(length)} bytes`]),
    ...rangeWords(transcript),
    ...(response.isMultipart === false ? ['not in parts'] : []),
  ].join(', ');
}

const isFailure = ({ response: { status, code: error } }: Transcript): boolean =>
  error !== undefined || (typeof status === 'number' && status >= 300);

function statusWords({ response: { status, code: error } }: Transcript): string {
  if (typeof status === 'number') return `${status}`;
  if (status === '2xx') return 'a success';
  return status === '4xx' || error !== undefined ? 'a refusal' : 'status not told';
}

function rangeWords(transcript: Transcript): string[] {
  const { response, request, assumed } = transcript;
  const range = Object.entries(response.fields).find(([name]) => name.toLowerCase() === 'content-range')?.[1];
  if (range === undefined || (range === null && (request.range.length === 0 || isFailure(transcript)))) return [];
  if (range === null) return ['no Content-Range'];
  return [assumed.includes('size') ? 'a Content-Range' : `Content-Range ${range}`];
}

/** The id, as a link where there is an address. */
export function linked({ id, publication }: Transcript, { sources }: Evidence): string {
  const address = publication.kind === 'source' ? sources.get(publication.id)?.address : undefined;
  const url = publication.kind === 'address' ? publication.address : address?.split(' ')[0];
  return url?.startsWith('https://') ? `[${id}](${url})` : id;
}

export const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

const cut = (text: string): string => (text.length > longestRange ? `${text.slice(0, longestRange)}…` : text);
