import { randomUUID } from 'node:crypto';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { FaultHooks } from '../faults/fault.js';
import type { KeptObject } from '../objects/store.js';
import { piecesOf } from '../objects/stored-bytes.js';
import type { EndpointResponse } from '../server/answer.js';
import { fieldValue, type StorageRequest } from '../server/storage-request.js';
import type { UnsettledChoices } from '../server/unsettled.js';
import { type OssError, refuse } from '../wire/oss-error.js';
import { evaluateConditions, ifRangeHolds } from './conditions.js';
import { gzipBody, isCompressed, varyField } from './gzip-body.js';
import { multiRange } from './multi-range.js';
import { multipartBody, type StoredSlice } from './multipart-body.js';
import { contentHeaders, contentMd5, isDirectory, objectHeaders, typeHeader, validatorsOf } from './object-headers.js';
import { rangeLine, rangeMode } from './range-mode.js';
import { responseOverrides, withOverrides } from './response-overrides.js';
import { type Selection, selectRange } from './select-range.js';
import { trafficLimit } from './traffic-limit.js';

export interface ReadContext {
  readonly choices: UnsettledChoices;
  /** The request came without credentials. */
  readonly anonymous: boolean;
  /** What a single Range selects instead, of an endpoint with a fault. */
  readonly select?: FaultHooks['select'];
}

/**
 * GetObject and HeadObject: conditions first, then the range (RFC 9110 section 13.2.2; the vendor's Python tests show a
 * 304 for a request that has both). HEAD gives what GET gives; its body is not sent.
 *
 * @throws OssError `PreconditionFailed`, `InvalidRange`, or what the overrides throw
 */
export function getObject(request: StorageRequest, object: KeptObject, context: ReadContext): EndpointResponse {
  const bitsPerSecond = trafficLimit(request);
  const answer = answerUnlimited(request, object, context);
  return bitsPerSecond === undefined || request.method === 'HEAD' ? answer : { ...answer, bitsPerSecond };
}

function answerUnlimited(request: StorageRequest, object: KeptObject, context: ReadContext): EndpointResponse {
  const { choices, anonymous, select = (usual) => usual } = context;
  refuseUnknownFields(request, choices);
  const overrides = isDirectory(object) ? [] : responseOverrides(request, anonymous, choices.typeOverride);
  const condition = evaluateConditions(request.headers, validatorsOf(object));
  if (condition.kind === 'not-modified') {
    return { status: 304, headers: [...objectHeaders(object), ...typeHeader(object), ...varyField(object)], body: [] };
  }
  if (condition.kind === 'failed') {
    throw refuse('PreconditionFailed', { details: [['Condition', condition.condition]] });
  }
  const compressed = isCompressed(request, object);
  const range = compressed && choices.gzipWithRange === 'compressed' ? null : appliedRange(request, object, choices);
  if (compressed && range === null) return compressedAnswer(request, object, overrides);
  const parts = multiRange(request, { range, size: object.body.length }, choices);
  if (parts !== null)
    return parts.length === 0 ? wholeAnswer(object, overrides) : partsAnswer(object, parts, overrides);
  const question = { range, mode: rangeMode(request, choices), size: object.body.length };
  const selection = select(selectRange(question, choices), question, choices);
  return answerSelection(object, selection, { range: range ?? '', choices, overrides });
}

/**
 * An operation may refuse a field that it does not know (vendor page "Error responses").
 *
 * @throws OssError `NotImplemented`, with the status that the page prints
 */
function refuseUnknownFields({ method, headers }: StorageRequest, { headRange, ifRange }: UnsettledChoices): void {
  const unknown = [
    ...(method === 'HEAD' && headRange === 'refused' ? ['Range'] : []),
    ...(ifRange === 'refused' ? ['If-Range'] : []),
  ].find((name) => fieldValue(headers, name.toLowerCase()) !== undefined);
  if (unknown !== undefined) throw refuse('NotImplemented', { status: 400, details: [['Header', unknown]] });
}

/** The Range value to apply; `null` where the request has none, or has one that does not apply to it. */
function appliedRange(request: StorageRequest, object: KeptObject, choices: UnsettledChoices): string | null {
  if (isDirectory(object)) return null;
  if (object.storedKind?.kind === 'Symlink' && choices.symlinkRange === 'ignored') return null;
  if (request.method === 'HEAD' && choices.headRange === 'ignored') return null;
  if (choices.ifRange === 'honoured' && !ifRangeHolds(request.headers, validatorsOf(object))) return null;
  return rangeLine(request.headers, choices);
}

interface SelectionContext {
  readonly range: string;
  readonly choices: UnsettledChoices;
  readonly overrides: readonly HeaderField[];
}

function answerSelection(object: KeptObject, selection: Selection, context: SelectionContext): EndpointResponse {
  switch (selection.kind) {
    case 'unsatisfiable':
      throw rangeError(object, context);
    case 'whole':
      return wholeAnswer(object, context.overrides);
    case 'slice':
      return partialAnswer(object, selection, context);
  }
}

function wholeAnswer(object: KeptObject, overrides: readonly HeaderField[]): EndpointResponse {
  return {
    status: 200,
    headers: [
      ['Content-Length', String(object.body.length)],
      ...objectHeaders(object),
      ...contentMd5(object),
      ...withOverrides(contentHeaders(object), overrides),
      ...varyField(object),
    ],
    body: piecesOf(object.body),
  };
}

/** As compressed downloads are documented: without Content-Length, so chunked, and without ETag; a digest would be wrong. */
function compressedAnswer(
  { method }: StorageRequest,
  object: KeptObject,
  overrides: readonly HeaderField[],
): EndpointResponse {
  return {
    status: 200,
    headers: [
      ...objectHeaders(object).filter(([name]) => name !== 'ETag'),
      ...withOverrides(contentHeaders(object), [...overrides, ['Content-Encoding', 'gzip']]),
      ...varyField(object),
    ],
    body: method === 'HEAD' ? [] : [gzipBody(object)],
  };
}

/** Several ranges in one body, in the words of the sample of the vendor's GetObject page. */
function partsAnswer(
  object: KeptObject,
  parts: readonly StoredSlice[],
  overrides: readonly HeaderField[],
): EndpointResponse {
  const fields = withOverrides(contentHeaders(object), overrides);
  const boundary = randomUUID();
  const body = multipartBody(object.body, parts, { boundary, type: fieldValue(fields, 'content-type') ?? '' });
  return {
    status: 206,
    headers: [
      ['Content-Length', String(body.reduce((sum, piece) => sum + piece.length, 0))],
      ...objectHeaders(object),
      ...withOverrides(fields, [['Content-Type', `multipart/byteranges;boundary=${boundary}`]]),
      ...varyField(object),
    ],
    body,
  };
}

function partialAnswer(
  object: KeptObject,
  { first, last }: { readonly first: number; readonly last: number },
  { choices, overrides }: SelectionContext,
): EndpointResponse {
  return {
    status: 206,
    headers: [
      ['Content-Length', String(last - first + 1)],
      ['Content-Range', `bytes ${first}-${last}/${object.body.length}`],
      ...objectHeaders(object),
      ...(choices.contentMd5Of206 === 'present' ? contentMd5(object) : []),
      ...withOverrides(contentHeaders(object), choices.overridesOf206 === 'applied' ? overrides : []),
      ...varyField(object),
    ],
    body: [object.body.subarray(first, last + 1)],
  };
}

/** A 416 in the words of the published transcript (help.dingtalk.io, «use-range-download-a-part-of-content»). */
function rangeError(object: KeptObject, { range, choices }: SelectionContext): OssError {
  const size = String(object.body.length);
  return refuse('InvalidRange', {
    details: [
      ['ActualObjectSize', size],
      ['RangeRequested', range],
    ],
    headers: choices.contentRangeOf416 === 'present' ? [['Content-Range', `bytes */${size}`]] : [],
  });
}
