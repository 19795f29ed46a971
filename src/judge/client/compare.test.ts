import { expect, test } from 'vitest';
import type { BodyPlace } from '../../content/body-place.js';
import type { Exchange, TransportFailure } from '../../exchange/exchange.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import {
  answeredWith,
  errorText,
  failedWith,
  inventResponse,
  sliceExchange,
} from '../../testing/builders/exchanges.js';
import type { Verdict } from '../verdict.js';
import type { ClientResult } from './client-result.js';
import { type ComparedQuestion, compare, type WireSide } from './compare.js';
import type { ClientFinding } from './finding.js';

/** `bytes=0-499` of 1,000 bytes. */
const ranged: ComparedQuestion = { requested: { kind: 'slice', first: 0, last: 499 }, size: 1000, hasRange: true };
const outside: ComparedQuestion = { ...ranged, requested: { kind: 'no-byte' } };
const conditional: ComparedQuestion = { ...ranged, requested: { kind: 'as-claimed' } };
const plain: ComparedQuestion = { requested: { kind: 'whole' }, size: 1000, hasRange: false };

const conforms: Verdict = { kind: 'conforms', aspects: [], notes: [] };
const violates: Verdict = {
  kind: 'violates',
  aspects: [{ aspect: 'status', verdict: 'violates', level: 'required', expected: '206', actual: '200' }],
  notes: [],
};
const unjudged: Verdict = { kind: 'inconclusive', cause: { kind: 'transport', message: 'cut off' } };
const cut: TransportFailure = { phase: 'body', code: 'closed', message: 'after 250 of 500 bytes of body' };

const lengthOf = (place: BodyPlace): number =>
  'first' in place ? place.last - place.first + 1 : place.kind === 'whole' ? 1000 : 0;

/** The digest of a body stands for its place. */
function wire(status: number, place: BodyPlace, verdict = conforms, headers: HeaderField[] = []): WireSide {
  const response = inventResponse({ status, headers, place, length: lengthOf(place) });
  return { exchange: answeredWith(response), verdict, digest: JSON.stringify(place) };
}
function refused(status: number, code: string, verdict = conforms): WireSide {
  return {
    exchange: answeredWith(inventResponse({ status, headers: [], text: errorText(code) })),
    verdict,
    digest: code,
  };
}
const broken = (exchange: Exchange): Exchange =>
  exchange.result.kind === 'failure'
    ? exchange
    : answeredWith({
        ...exchange.result.response,
        framing: { ...exchange.result.response.framing, truncated: cut },
      });

const returned = (place: BodyPlace, status: number | null = 206, digest = JSON.stringify(place)): ClientResult => ({
  kind: 'bytes',
  status,
  length: lengthOf(place),
  place,
  digest,
});
const thrown = (status: number | null = null): ClientResult => ({
  kind: 'error',
  name: 'SomeError',
  code: null,
  status,
  message: 'words',
});

const half = sliceExchange(0, 499);
const quarter = sliceExchange(0, 249);
const whole: BodyPlace = { kind: 'whole' };
const empty: BodyPlace = { kind: 'empty' };
const right = wire(206, half);
const short = wire(206, quarter, violates);
const ignored = wire(200, whole);
const half206 = { ...wire(206, quarter), exchange: broken(wire(206, quarter).exchange), verdict: unjudged };
const gzip: HeaderField[] = [['Content-Encoding', 'gzip']];

test.each<
  [what: string, question: ComparedQuestion, wire: WireSide, handed: ClientResult, finding: ClientFinding, says: string]
>([
  ['what came', ranged, right, returned(half), 'faithful', 'returned 500 bytes, 0-499, status 206, no error'],
  [
    'what came, without a status',
    ranged,
    right,
    returned(half, null),
    'faithful',
    'returned 500 bytes, 0-499, no status, no error',
  ],
  [
    'the whole object',
    plain,
    ignored,
    returned(whole, 200),
    'faithful',
    'returned 1000 bytes, the whole object, status 200, no error',
  ],
  [
    'a short part as success',
    ranged,
    short,
    returned(quarter),
    'swallowed',
    'returned 250 bytes, 0-249, status 206, no error; requested 500 bytes, 0-499',
  ],
  [
    'an empty part as success',
    ranged,
    wire(206, empty, violates),
    returned(empty),
    'swallowed',
    'returned no byte, status 206, no error; requested 500 bytes, 0-499',
  ],
  [
    'the whole object for the range, which is right by default',
    ranged,
    ignored,
    returned(whole, 200),
    'swallowed',
    'returned 1000 bytes, the whole object, status 200, no error; requested 500 bytes, 0-499',
  ],
  [
    'the whole object for a range that names nothing',
    outside,
    ignored,
    returned(whole, 200),
    'swallowed',
    'returned 1000 bytes, the whole object, status 200, no error; requested no byte of the object',
  ],
  [
    'a body that was cut off as success',
    ranged,
    half206,
    returned(quarter),
    'swallowed',
    'returned 250 bytes, 0-249, status 206, no error; on the wire: 206, 250 bytes, 0-249, connection closed within the body (after 250 of 500 bytes of body)',
  ],
  [
    'an error document without its status',
    ranged,
    refused(404, 'NoSuchKey', violates),
    { ...returned(empty, null, 'NoSuchKey'), place: sliceExchange(0, 9), length: 10 } as ClientResult,
    'swallowed',
    'returned 10 bytes, 0-9, no status, no error; requested 500 bytes, 0-499',
  ],
  [
    'what the table says is wrong, where no range says it',
    conditional,
    wire(200, whole, violates),
    returned(whole, 200),
    'swallowed',
    'returned 1000 bytes, the whole object, status 200, no error; wrong on the wire: status: expected 206, got 200',
  ],
  [
    'what the table says is right',
    conditional,
    ignored,
    returned(whole, 200),
    'faithful',
    'returned 1000 bytes, the whole object, status 200, no error',
  ],
  [
    'the right bytes of an answer that is wrong otherwise',
    ranged,
    wire(206, half, violates),
    returned(half),
    'tolerated',
    'returned 500 bytes, 0-499, status 206, no error; wrong on the wire: status: expected 206, got 200',
  ],
  [
    'fewer bytes than came',
    ranged,
    right,
    returned(quarter),
    'masked',
    'returned 250 bytes, 0-249, status 206, no error; on the wire: 206, 500 bytes, 0-499',
  ],
  [
    'right bytes that did not come',
    ranged,
    short,
    returned(half),
    'masked',
    'returned 500 bytes, 0-499, status 206, no error; on the wire: 206, 250 bytes, 0-249',
  ],
  [
    'other bytes in the same place',
    ranged,
    right,
    returned(half, 206, 'other'),
    'masked',
    'returned 500 bytes, 0-499, status 206, no error; on the wire: 206, 500 bytes, 0-499',
  ],
  [
    'another status',
    ranged,
    ignored,
    returned(whole, 206),
    'masked',
    'returned 1000 bytes, the whole object, status 206, no error; on the wire: 200, 1000 bytes, the whole object',
  ],
  [
    'bytes where none came',
    ranged,
    { exchange: failedWith(cut), verdict: unjudged, digest: '' },
    returned(half),
    'masked',
    'returned 500 bytes, 0-499, status 206, no error; on the wire: connection closed within the body (after 250 of 500 bytes of body)',
  ],
  [
    'an error although all is right',
    ranged,
    right,
    thrown(),
    'masked',
    'throws SomeError: words; on the wire: 206, 500 bytes, 0-499, which is right',
  ],
  [
    'an error with another status',
    outside,
    refused(416, 'InvalidRange'),
    thrown(500),
    'masked',
    'throws SomeError, status 500: words; on the wire: 416, InvalidRange',
  ],
  [
    'an error for a refusal',
    outside,
    refused(416, 'InvalidRange'),
    thrown(416),
    'raised',
    'throws SomeError, status 416: words',
  ],
  ['an error for a short part', ranged, short, thrown(), 'raised', 'throws SomeError: words'],
  ['an error for a range that was not applied', ranged, ignored, thrown(), 'raised', 'throws SomeError: words'],
  [
    'an error for a body that was cut off',
    ranged,
    half206,
    thrown(206),
    'raised',
    'throws SomeError, status 206: words',
  ],
  [
    'an error with a status of its own for no answer',
    ranged,
    { ...half206, exchange: failedWith(cut) },
    thrown(-1),
    'raised',
    'throws SomeError, status -1: words',
  ],
  [
    'a refusal with its status',
    outside,
    refused(416, 'InvalidRange'),
    { ...returned(empty, 416, 'InvalidRange'), place: sliceExchange(0, 9), length: 10 } as ClientResult,
    'faithful',
    'returned status 416 with a body of 10 bytes',
  ],
  [
    'decoded bytes',
    plain,
    { ...wire(200, whole, conforms, gzip), digest: 'coded' },
    returned(whole, 200),
    'decoded',
    'returned 1000 bytes, the whole object, status 200, no error, decoded from 1000 bytes on the wire',
  ],
  [
    'nothing at all',
    ranged,
    right,
    { kind: 'nothing', waitedMs: 8500 },
    'hung',
    'neither bytes nor an error within 8500 ms; on the wire: 206, 500 bytes, 0-499',
  ],
  [
    'the end of its thread',
    ranged,
    right,
    { kind: 'crash', message: 'Error: x' },
    'crashed',
    'the client crashed its thread: Error: x',
  ],
])('a client that gives %s', (_, question, side, clientResult, finding, says) => {
  expect(compare(question, side, clientResult)).toEqual({ finding, says });
});
