import type { BodyPlace } from '../content/body-place.js';
import type { Framing, RecordedResponse } from '../exchange/exchange.js';
import { trimBlanks } from '../spec/model/trim-blanks.js';
import type { Method } from '../spec/model/vocabulary.js';
import { type ErrorDocument, readErrorDocument } from './error-document.js';
import { isMultipart, type Multipart, readMultipart } from './multipart.js';

/** A recorded response, read once for all aspects. */
export interface ReadResponse {
  readonly method: Method;
  readonly status: number;
  /** As on the status line, for instance `1.1`. */
  readonly httpVersion: string;
  /** Names of the fields, each once, in small letters. */
  readonly names: readonly string[];
  /** Every value of a field, in wire order; the name in any case. */
  readonly field: (name: string) => readonly string[];
  /** Bytes of body received. */
  readonly length: number;
  readonly place: Exclude<BodyPlace, { kind: 'whole' }>;
  /** Present where the status is an error and the body is an OSS error document. */
  readonly error: ErrorDocument | null;
  readonly framing: Framing;
  /** Whether the request asked for parts by the header of the vendor, whose errors are then possible. */
  readonly asksForParts: () => boolean;
  /**
   * Whether the body came in gzip, as the request allows: its place is that of what it decodes to, its length that on the
   * wire.
   */
  readonly coded: boolean;
  /** What a multipart/byteranges body says, where the request names several ranges or asks for parts. */
  readonly multipart: Multipart | null;
}

/** What of the request decides how its answer is read. */
export interface RequestTraits {
  readonly asksForParts?: () => boolean;
  readonly namesSeveral?: () => boolean;
  readonly takesGzip?: () => boolean;
}

/**
 * Reads a response. Header names are compared without case, values are trimmed of optional whitespace, and a whole
 * object is the interval of all its bytes.
 *
 * @param size complete length of the object in bytes
 * @param asksForParts whether the request asked for parts by the header of the vendor; called only where the answer makes it matter
 * @param namesSeveral whether it names several ranges, so that a server may answer by parts unasked; likewise
 * @param takesGzip whether the request takes gzip; likewise
 */
export function readResponse(
  method: Method,
  response: RecordedResponse,
  size: number,
  { asksForParts = () => false, namesSeveral = () => false, takesGzip = () => false }: RequestTraits = {},
): ReadResponse {
  const fields = new Map<string, string[]>();
  for (const [name, value] of response.headers) {
    const key = name.toLowerCase();
    const values = fields.get(key);
    if (values === undefined) fields.set(key, [trimBlanks(value)]);
    else values.push(trimBlanks(value));
  }
  return {
    method,
    status: response.status,
    httpVersion: response.httpVersion,
    names: [...fields.keys()],
    field: (name) => fields.get(name.toLowerCase()) ?? none,
    length: response.body.length,
    place: interval(response.body.place, size),
    error: response.status >= 400 ? readErrorDocument(response.body.prefix) : null,
    framing: response.framing,
    asksForParts,
    coded: isGzip(fields.get('content-encoding') ?? none) && takesGzip(),
    multipart:
      method === 'GET' && response.status === 206
        ? multipartOf(fields, response, () => asksForParts() || namesSeveral())
        : null,
  };
}

const none: readonly string[] = [];

/** Whether a body is in gzip by its Content-Encoding, of which there is one. */
export function isGzip(codings: readonly string[]): boolean {
  const [coding, second] = codings;
  return second === undefined && coding?.toLowerCase() === 'gzip';
}

function multipartOf(
  fields: ReadonlyMap<string, readonly string[]>,
  { body }: RecordedResponse,
  mayHaveParts: () => boolean,
): Multipart | null {
  const type = (fields.get('content-type') ?? none).join(' and ');
  return isMultipart(type) && mayHaveParts() ? readMultipart(type, body.prefix, body.length) : null;
}

/** A field that may occur once: its value, `null` where it is absent, all values joined where it is repeated. */
export function single(answer: ReadResponse, name: string): string | null {
  const values = answer.field(name);
  return values.length === 0 ? null : values.join(' and ');
}

function interval(place: BodyPlace, size: number): ReadResponse['place'] {
  return place.kind === 'whole' ? { kind: 'slice', first: 0, last: size - 1 } : place;
}
