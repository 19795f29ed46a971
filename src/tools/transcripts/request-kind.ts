import { takesGzip } from '../../judge/classify-exchange.js';
import type { Situation } from '../../oracle/decision-table.js';
import { readRange } from '../../oracle/range-grammar.js';
import { situationOf } from '../../oracle/situation-of.js';
import type { Case, ObjectSpec } from '../../spec/model/table.js';
import { type Behaviour, type HeaderField, modeHeaderName, multiRangeHeaderName } from '../../spec/model/vocabulary.js';
import { folder } from '../../spec/read/to-case.js';
import { partsWords, rangeForm } from './range-form.js';
import type { Circumstance, ReadObject, Transcript, TranscriptObject, TranscriptOperation } from './transcript.js';

/** What of a request decides its answer, without the numbers: two requests of one kind are answered by one rule. */
export interface RequestKind {
  readonly operation: TranscriptOperation;
  readonly behaviour: Behaviour;
  readonly circumstance: Circumstance | 'additional-field-unsent' | 'none';
  readonly missing: 'key' | 'bucket' | 'nothing';
  /** How the object came to be; `plain`: by one upload. */
  readonly object: string;
  readonly isEmpty: boolean;
  /** Header fields that can change the answer, each with what its value is to the object. */
  readonly headers: string;
  /** Names of the query parameters. */
  readonly query: readonly string[];
  /** The rule of the range, or of the copy range; where the answer is decided before, whether there is a range. */
  readonly range: Situation | 'any range';
  /** How the range lies on the object; see `rangeForm`. */
  readonly form: string;
  /** Where several ranges are requested as parts: what they are to each other. Empty otherwise. */
  readonly parts: string;
  /** The signature, where a request is about it. */
  readonly signing: string;
  /** Whether the type with which the object was stored is known, or matters to the row. */
  readonly isTyped: boolean;
  /** Whether the object is a text, which the service compresses on request; null where nothing asks for that. */
  readonly isText: boolean | null;
}

/** The kind of the request of a transcript. */
export function kindOfTranscript({ request, object, assumed }: Transcript): RequestKind {
  return {
    operation: request.operation,
    behaviour: request.behaviour,
    circumstance: request.circumstance ?? 'none',
    missing: object.missing ?? 'nothing',
    object: object.kind ?? 'plain',
    isEmpty: object.size === 0,
    headers: request.circumstance === undefined ? headerWords(request.headers, object.type) : '',
    query: request.query.map(([name]) => name),
    ...rangeKind({
      lines: request.copyRange === undefined ? request.range : [request.copyRange],
      size: object.size ?? 1,
      isDecidedBefore: object.missing !== undefined || request.circumstance !== undefined,
      headers: request.headers,
    }),
    signing: request.signing ?? 'any',
    isTyped: object.type !== undefined && !assumed.includes('type'),
    isText: takesGzip(request.headers) ? isTextType(object.type) : null,
  };
}

/** The kind of the request of a row under one behaviour; null where no publication could show it: see the reasons inside. */
export function kindOfRow(row: Case, behaviour: Behaviour): RequestKind | null {
  const { object, auth, missing } = row;
  // What such a row is about is its key, and publications print none.
  if (object.key !== undefined && object.type === undefined && object.name !== folder.name) return null;
  const made = madeWords(object);
  if (made === null) return null;
  const unsent = new Set(auth?.unsent?.map((name) => name.toLowerCase()));
  const circumstance = circumstanceOf(row, behaviour);
  const lines = unsent.has('range') ? [] : row.range;
  return {
    operation: row.copyRange === undefined ? (row.method === 'HEAD' ? 'HeadObject' : 'GetObject') : 'UploadPartCopy',
    behaviour,
    circumstance,
    missing: missing ?? 'nothing',
    object: made,
    isEmpty: object.size === 0 && missing === undefined,
    headers: circumstance === 'none' ? headerWords(row.headers, object.type) : '',
    query: (row.query ?? []).map(([name]) => name),
    ...rangeKind({
      lines: row.copyRange === undefined ? lines : [row.copyRange],
      size: object.size,
      isDecidedBefore: missing !== undefined || circumstance !== 'none',
      headers: row.headers,
    }),
    signing: auth?.by ?? 'any',
    isTyped: object.type !== undefined && claimsType(row, behaviour),
    isText: takesGzip(row.headers) ? isTextType(object.type) : null,
  };
}

const comparedKeys = [
  ...(['operation', 'behaviour', 'circumstance', 'missing', 'object', 'isEmpty'] as const),
  ...(['headers', 'range', 'parts'] as const),
] as const;

/** Whether a row of one kind speaks of a request of another. */
export function speaksOf(row: RequestKind, request: RequestKind): boolean {
  return (
    comparedKeys.every((key) => row[key] === request[key]) &&
    isSignedLike(row, request) &&
    hasParameters(row, request) &&
    (!row.isTyped || request.isTyped) &&
    (row.isText === null || row.isText === request.isText)
  );
}

/** A row that signs in its own way is about that; a request that is refused for its signature is refused however it is signed. */
function isSignedLike(row: RequestKind, request: RequestKind): boolean {
  if (row.signing === 'any' || row.signing === request.signing) return true;
  return row.circumstance !== 'none' && request.signing === 'any';
}

/** Each parameter that overrides a field of the answer does so by itself. */
function hasParameters(row: RequestKind, request: RequestKind): boolean {
  const more = request.query.filter((name) => !row.query.includes(name));
  return (
    row.query.every((name) => request.query.includes(name)) &&
    (more.length === 0 || (row.query.length > 0 && more.every((name) => name.startsWith('response-'))))
  );
}

interface Ranged {
  readonly lines: readonly string[];
  readonly size: number;
  readonly isDecidedBefore: boolean;
  readonly headers: readonly HeaderField[];
}

function rangeKind({ lines, size, isDecidedBefore, headers }: Ranged): Pick<RequestKind, 'range' | 'form' | 'parts'> {
  const reading = readRange(lines);
  const isMultiRange = headers.some(([name]) => name.toLowerCase() === multiRangeHeaderName);
  const parts = isMultiRange ? partsWords(reading, size) : '';
  if (isDecidedBefore) return { range: 'any range', form: reading.kind === 'absent' ? '' : 'a range', parts };
  return { range: situationOf(size, reading), form: rangeForm(reading, size), parts };
}

/** The kind of object in the words of transcripts; null for those that no publication tells apart from others. */
function madeWords({ name, made }: ObjectSpec): ReadObject | 'plain' | null {
  if (name === folder.name) return 'folder';
  switch (made?.by) {
    case undefined:
      return 'plain';
    case 'append':
      return 'appended';
    case 'multipart':
      return 'multipart';
    case 'directory':
      return 'hierarchical-folder';
    case 'symlink':
      return made.to === 'object' ? 'symlink' : null;
    case 'version':
      return ({ older: 'older-version', deleted: 'deleted', marker: 'delete-marker' } as const)[made.read];
    default:
      return null;
  }
}

/** Whether the type of the object is among what a row claims. */
function claimsType({ claims, object }: Case, behaviour: Behaviour): boolean {
  return claims[behaviour].outcomes.some(({ fields = {} }) => Object.values(fields).includes(object.type ?? null));
}

/** What a signature always covers, so that a field which is added or left out breaks it (vendor, signature pages). */
const isCovered = (name: string): boolean => /^(?:x-oss-.*|content-type|content-md5)$/i.test(name);

function circumstanceOf({ auth }: Case, behaviour: Behaviour): RequestKind['circumstance'] {
  if (auth === undefined) return 'none';
  if (auth.by === 'anonymous') return 'anonymous';
  if (auth.by === 'without-permission') return 'not-permitted';
  if (auth.method !== undefined) return 'signed-for-another-method';
  if (auth.secret !== undefined) return 'wrong-signature';
  const changed = [...(auth.unsigned ?? []), ...(auth.unsent ?? [])]
    // Under the default behaviour the mode header is not sent at all.
    .filter((name) => behaviour === 'standard' || name.toLowerCase() !== modeHeaderName);
  const additional = auth.additional?.map((name) => name.toLowerCase()) ?? [];
  if (auth.unsent?.some((name) => additional.includes(name.toLowerCase()))) return 'additional-field-unsent';
  return changed.some(isCovered) ? 'wrong-signature' : 'none';
}

/** Of an object that is never compressed it makes no difference whether the client would take it so. */
function headerWords(headers: readonly HeaderField[], type: string | undefined): string {
  return headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name !== 'accept-encoding' || isTextType(type))
    .map(([name, value]) => `${name}: ${valueWords(name, value.trim())}`)
    .sort()
    .join('; ');
}

/** What the value of a condition is to the object; another value as it is. */
function valueWords(name: string, value: string): string {
  if (/if-(?:none-)?match$/.test(name)) return value === '{etag}' ? 'the tag of the object' : 'another tag';
  const date = /^\{last-modified([+-]?)\d*\}$/.exec(value);
  if (date) return { '': 'its date', '+': 'a later date', '-': 'an earlier date' }[date[1] as '' | '+' | '-'];
  return value;
}

/** The vendor compresses texts and a few other types (document of GetObject); no row or transcript has one of those. */
const isTextType = (type = ''): boolean => type.startsWith('text/');

/** Whether the rules of ranges alone decide the answer, and nothing else about the request. */
export function isDecidedByRange(kind: RequestKind, { kind: made, missing }: TranscriptObject): boolean {
  return (
    kind.operation === 'GetObject' &&
    kind.circumstance === 'none' &&
    missing === undefined &&
    kind.headers === '' &&
    kind.query.length === 0 &&
    [undefined, 'appended', 'multipart', 'older-version'].includes(made)
  );
}
