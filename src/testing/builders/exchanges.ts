import type { BodyPlace } from '../../content/body-place.js';
import type { Exchange, Framing, RecordedResponse, Retry, TransportFailure } from '../../exchange/exchange.js';
import type { ObjectFacts } from '../../judge/object-facts.js';
import type { Outcome } from '../../spec/model/outcome.js';
import type { HeaderField, Method } from '../../spec/model/vocabulary.js';

/** An object of 1000 bytes of which everything is known. */
export const thousand: ObjectFacts = {
  size: 1000,
  crc64: '8877665544332211001',
  etag: '"A1B2C3"',
  lastModified: 'Fri, 18 Oct 2019 08:00:00 GMT',
};

/** What a target might have sent; what is left out is absent, or follows from the rest. */
export interface Invented {
  readonly status: number;
  readonly headers?: readonly HeaderField[];
  /** The place of the body; by default unknown if there is text, and empty otherwise. */
  readonly place?: BodyPlace;
  /** Body as text, for error documents. */
  readonly text?: string;
  /** Bytes of body; by default those of the place or of the text. */
  readonly length?: number;
  readonly framing?: Partial<Framing>;
}

/** A response that was never sent. */
export function inventResponse({
  status,
  headers = [],
  place,
  text = '',
  length,
  framing,
}: Invented): RecordedResponse {
  const prefix = new TextEncoder().encode(text);
  const whose: BodyPlace = place ?? (text === '' ? { kind: 'empty' } : foreignBytes);
  return {
    status,
    reason: '',
    httpVersion: '1.1',
    headers,
    body: { length: length ?? (prefix.length || lengthOf(whose)), place: whose, prefix },
    framing: {
      delimitedBy: 'content-length',
      extraBytes: 0,
      extraPrefix: new Uint8Array(),
      truncated: null,
      ...framing,
    },
  };
}

/** An exchange that was answered. */
export function answeredWith(response: RecordedResponse, retries: readonly Retry[] = []): Exchange {
  return { request, result: { kind: 'response', response }, retries, durationMs: 1 };
}

/** An exchange that was not. */
export function failedWith(failure: TransportFailure, retries: readonly Retry[] = []): Exchange {
  return { request, result: { kind: 'failure', failure }, retries, durationMs: 1 };
}

/** The document of an error as the vendor's transcript of a 416 has it. */
export function errorText(code: string): string {
  const children = [`<Code>${code}</Code>`, '<Message>Some words.</Message>', '<HostId>b.example.com</HostId>'];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>\n  ${children.join('\n  ')}\n</Error>\n`;
}

export const sliceExchange = (first: number, last: number): BodyPlace => ({ kind: 'slice', first, last });

/** The answer that a faultless target gives for an outcome, with every header field that the vendor's transcripts show. */
export function faultlessResponse(outcome: Outcome, object: ObjectFacts, method: Method = 'GET'): RecordedResponse {
  const { status, body } = outcome;
  if (body.kind === 'error') {
    const text = errorText(outcome.errorCode ?? 'SomeError');
    const headers: HeaderField[] = [
      ['Content-Type', 'application/xml'],
      ['Content-Length', `${text.length}`],
    ];
    return inventResponse({ status, headers, text: method === 'HEAD' ? '' : text });
  }
  const [first, end] =
    body.kind === 'slice' ? [body.first, body.last + 1] : [0, body.kind === 'whole' ? object.size : 0];
  const sent = method === 'GET' && end > first;
  return inventResponse({
    status,
    headers: [
      ['Content-Length', `${end - first}`],
      ...(status === 206 ? [['Content-Range', `bytes ${first}-${end - 1}/${object.size}`] as const] : []),
      ...validatorsOf(object),
    ],
    ...(sent ? { place: bodyPlace(first, end, object.size), length: end - first } : {}),
  });
}

/** A response with one header field put in place of another, added, or (`null`) left out. */
export function withHeader(response: RecordedResponse, name: string, value: string | null): RecordedResponse {
  const others = response.headers.filter(([present]) => present.toLowerCase() !== name.toLowerCase());
  return { ...response, headers: value === null ? others : [...others, [name, value]] };
}

const request = { method: 'GET', url: 'http://127.0.0.1/bucket/key', headers: [], bodyLength: 0 };

const foreignBytes: BodyPlace = {
  kind: 'unknown',
  difference: { bodyOffset: 0, objectOffset: null, expectedHex: '', actualHex: '3c' },
};

const bodyPlace = (first: number, end: number, size: number): BodyPlace =>
  end - first === size ? { kind: 'whole' } : sliceExchange(first, end - 1);

const lengthOf = (place: BodyPlace): number => ('first' in place ? place.last - place.first + 1 : 0);

function validatorsOf({ crc64, etag, lastModified }: ObjectFacts): HeaderField[] {
  const fields: [name: string, value: string | null][] = [
    ['ETag', etag],
    ['Last-Modified', lastModified],
    ['x-oss-hash-crc64ecma', crc64],
  ];
  return fields.flatMap(([name, value]): HeaderField[] => (value === null ? [] : [[name, value]]));
}
