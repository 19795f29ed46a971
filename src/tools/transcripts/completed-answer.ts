import type { BodyPlace } from '../../content/body-place.js';
import { isGzip, type ReadResponse } from '../../judge/answer.js';
import { takesGzip } from '../../judge/classify-exchange.js';
import { deriveAnswer } from '../../judge/derived-answer.js';
import type { Multipart } from '../../judge/multipart.js';
import type { ObjectFacts } from '../../judge/object-facts.js';
import type { Outcome } from '../../spec/model/outcome.js';
import { type Method, multiRangeHeaderName } from '../../spec/model/vocabulary.js';
import { fillPlaceholders } from './placeholders.js';
import type { PartialAnswer, Transcript } from './transcript.js';

/**
 * A published answer, with what it leaves out filled in as an outcome has it: where even this answer does not fit the
 * outcome, no answer that was published in this form does.
 */
export function completeAnswer(
  transcript: Transcript,
  outcome: Outcome,
  method: Method,
  object: ObjectFacts,
): ReadResponse {
  const { request, response } = transcript;
  const expected = deriveAnswer(outcome, method, object.size);
  const status = statusOf(response, outcome.status);
  const fields = fieldsOf(response, {
    'content-range': typeof expected.contentRange === 'string' ? expected.contentRange : null,
    'content-length': expected.lengthShown ? `${expected.length}` : null,
  });
  const value = (name: string): readonly string[] => fields.get(name.toLowerCase()) ?? [];
  // Of a copy the length is that of the answer, not of the part that was made.
  const known = request.copyRange === undefined ? response.bodyLength : undefined;
  const length = method === 'HEAD' ? 0 : (known ?? expected.length ?? 0);
  const coded = isGzip(value('content-encoding')) && takesGzip(request.headers);
  return {
    method,
    status,
    httpVersion: '1.1',
    names: [...fields.keys()],
    field: value,
    length,
    // What comes in gzip has a length of its own.
    place: bodyPlace(coded ? (expected.length ?? 0) : length, expected, object.size),
    error: status >= 400 && method === 'GET' ? errorOf(response, outcome) : null,
    framing: { delimitedBy: 'content-length', extraBytes: 0, extraPrefix: new Uint8Array(), truncated: null },
    asksForParts: () => request.headers.some(([name]) => name.toLowerCase() === multiRangeHeaderName),
    coded,
    multipart: response.isMultipart === false ? null : partsOf(value('content-type')[0], outcome, object.size),
  };
}

/** What was published of the status; where that is less than a number, the claimed one if it fits. A code means failure. */
function statusOf({ status, code }: PartialAnswer, claimed: number): number {
  if (typeof status === 'number') return status;
  const known = status ?? (code === undefined ? undefined : '4xx');
  if (known === '2xx') return claimed < 300 ? claimed : 200;
  if (known === '4xx') return claimed >= 400 && claimed < 500 ? claimed : 400;
  return claimed;
}

function fieldsOf(
  { fields }: PartialAnswer,
  unpublished: Readonly<Record<string, string | null>>,
): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string | null>(Object.entries(unpublished));
  for (const [name, value] of Object.entries(fields)) {
    all.set(name.toLowerCase(), value === null ? null : fillPlaceholders(value));
  }
  return new Map([...all].flatMap(([name, value]) => (value === null ? [] : [[name, [value]]])));
}

/** Publications print lengths, not bytes: a body of the right length counts as the right bytes. */
function bodyPlace(
  length: number,
  { bytes, length: expected }: ReturnType<typeof deriveAnswer>,
  size: number,
): Exclude<BodyPlace, { kind: 'whole' }> {
  if (length === 0) return { kind: 'empty' };
  if (bytes !== null && length === expected) return { kind: 'slice', ...bytes };
  return { kind: 'slice', first: 0, last: Math.min(length, size) - 1 };
}

function errorOf({ code }: PartialAnswer, { errorCode }: Outcome): ReadResponse['error'] {
  const known = code ?? errorCode;
  return known === undefined ? null : { code: known, message: null };
}

/** The parts of an answer that is multipart/byteranges, or may be: publications show that there are parts, not which. */
function partsOf(type: string | undefined, { body }: Outcome, size: number): Multipart | null {
  if (body.kind !== 'parts' || (type !== undefined && !type.startsWith('multipart/byteranges'))) return null;
  return {
    kind: 'parts',
    isCut: false,
    parts: body.parts.map(({ first, last }) => ({ first, last, total: size, bytes: new Uint8Array(last - first + 1) })),
  };
}
