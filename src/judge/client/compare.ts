import { describePlace } from '../../content/describe-place.js';
import type { Exchange, RecordedResponse } from '../../exchange/exchange.js';
import { failureInWords } from '../classify-exchange.js';
import { readErrorDocument } from '../error-document.js';
import type { Verdict } from '../verdict.js';
import type { ClientError, ClientResult } from './client-result.js';
import type { ClientFinding } from './finding.js';
import { areRequestedBytes, byteCount, type RequestedBytes, requestedBytesInWords } from './requested-bytes.js';

/** The one exchange that a client had about a question, from the wire. */
export interface WireSide {
  readonly exchange: Exchange;
  /** By the table, as any other exchange. */
  readonly verdict: Verdict;
  /** SHA-256 of the body as it came, in hex. */
  readonly digest: string;
}

export interface ComparedQuestion {
  /** Whether there is a Range: then a 200 justifies an error, regardless of its bytes. */
  readonly hasRange: boolean;
  readonly requested: RequestedBytes;
  /** Complete length of the object in bytes. */
  readonly size: number;
}

export interface ClientComparison {
  readonly finding: ClientFinding;
  /** Why, in one line. */
  readonly says: string;
}

/** Compares what a client handed over with what came on the wire for the very request that it sent. */
export function compare(question: ComparedQuestion, wire: WireSide, clientResult: ClientResult): ClientComparison {
  switch (clientResult.kind) {
    case 'crash':
      return { finding: 'crashed', says: clientResultInWords(clientResult) };
    case 'nothing':
      return { finding: 'hung', says: `${clientResultInWords(clientResult)}; on the wire: ${onWire(wire)}` };
    case 'error':
      return compareError(question, wire, clientResult);
    case 'bytes':
      return compareBytes(question, wire, clientResult);
  }
}

type HandedBytes = Extract<ClientResult, { kind: 'bytes' }>;

/** Whether the wire brought all of a right answer with the bytes that are wanted. */
function isRight(
  { requested, size, hasRange }: ComparedQuestion,
  { verdict }: WireSide,
  response: RecordedResponse | null,
): boolean {
  if (response === null || response.framing.truncated !== null || response.status >= 300) return false;
  if (hasRange && response.status !== 206) return false;
  return verdict.kind === 'conforms' && areRequestedBytes(response.body.place, requested, size) !== false;
}

function compareError(question: ComparedQuestion, wire: WireSide, error: ClientError): ClientComparison {
  const response = responseOf(wire);
  const thrown = clientResultInWords(error);
  if (isRight(question, wire, response))
    return { finding: 'masked', says: `${thrown}; on the wire: ${onWire(wire)}, which is right` };
  // What is thrown about an answer that is there names its status, or none.
  const says = error.status !== null && error.status >= 100 && error.status < 600 ? error.status : null;
  if (response !== null && says !== null && says !== response.status) {
    return { finding: 'masked', says: `${thrown}; on the wire: ${onWire(wire)}` };
  }
  return { finding: 'raised', says: thrown };
}

function compareBytes(question: ComparedQuestion, wire: WireSide, clientResult: HandedBytes): ClientComparison {
  const { requested, size } = question;
  const response = responseOf(wire);
  const returned = clientResultInWords(clientResult);
  const mask = (): ClientComparison => ({ finding: 'masked', says: `${returned}; on the wire: ${onWire(wire)}` });
  const swallow = (): ClientComparison => ({
    finding: 'swallowed',
    says: `${returned}; ${expectation(question, wire)}`,
  });
  if (response === null) return mask();
  if (clientResult.status !== null && clientResult.status !== response.status) return mask();
  const isSame = clientResult.digest === wire.digest;
  const isDecoded =
    !isSame && isCoded(response) && describePlace(clientResult.place) === describePlace(response.body.place);
  if (!isSame && !isDecoded) return mask();
  // A client that shows the status reports the refusal as well as an error would.
  if (clientResult.status !== null && clientResult.status >= 300) return { finding: 'faithful', says: returned };
  if (response.framing.truncated !== null || response.status >= 300) return swallow();
  const right = areRequestedBytes(clientResult.place, requested, size) ?? wire.verdict.kind === 'conforms';
  if (!right) return swallow();
  if (wire.verdict.kind === 'violates') {
    return { finding: 'tolerated', says: `${returned}; wrong on the wire: ${violations(wire.verdict)}` };
  }
  return isDecoded
    ? { finding: 'decoded', says: `${returned}, decoded from ${byteCount(response.body.length)} on the wire` }
    : { finding: 'faithful', says: returned };
}

function expectation({ requested, size }: ComparedQuestion, wire: WireSide): string {
  const response = responseOf(wire);
  if (response?.framing.truncated) return `on the wire: ${onWire(wire)}`;
  if (requested.kind === 'as-claimed') return `wrong on the wire: ${violations(wire.verdict)}`;
  return `requested ${requestedBytesInWords(requested, size)}`;
}

function violations(verdict: Verdict): string {
  if (verdict.kind !== 'violates') return verdict.kind;
  return verdict.aspects
    .filter((aspect) => aspect.verdict === 'violates')
    .map(({ aspect, expected, actual }) => `${aspect}: expected ${expected}, got ${actual}`)
    .join('; ');
}

const responseOf = ({ exchange: { result } }: WireSide): RecordedResponse | null =>
  result.kind === 'response' ? result.response : null;

const isCoded = ({ headers }: RecordedResponse): boolean =>
  headers.some(([name, value]) => name.toLowerCase() === 'content-encoding' && value.trim() !== 'identity');

/** What came, in one line. */
function onWire(wire: WireSide): string {
  const { result } = wire.exchange;
  if (result.kind === 'failure') return failureInWords(result.failure);
  const { status, body, framing } = result.response;
  const code = status >= 400 ? readErrorDocument(body.prefix)?.code : undefined;
  const what = code ?? bytesInWords(body);
  return [status, what, ...(framing.truncated ? [failureInWords(framing.truncated)] : [])].join(', ');
}

/** `250 bytes, 0-249`. */
function bytesInWords({ length, place }: Pick<HandedBytes, 'length' | 'place'>): string {
  switch (place.kind) {
    case 'empty':
      return 'no byte';
    case 'whole':
      return `${byteCount(length)}, the whole object`;
    case 'unknown':
      return `${byteCount(length)} that are not the object's`;
    default:
      return `${byteCount(length)}, ${describePlace(place)}`;
  }
}

/** What the user of a client got, in one line. */
export function clientResultInWords(clientResult: ClientResult): string {
  switch (clientResult.kind) {
    case 'bytes': {
      if (clientResult.status !== null && clientResult.status >= 300) {
        return `returned status ${clientResult.status} with ${clientResult.length === 0 ? 'no body' : `a body of ${byteCount(clientResult.length)}`}`;
      }
      const status = clientResult.status === null ? 'no status' : `status ${clientResult.status}`;
      return `returned ${bytesInWords(clientResult)}, ${status}, no error`;
    }
    case 'error':
      return errorInWords(clientResult);
    case 'nothing':
      return `neither bytes nor an error within ${clientResult.waitedMs} ms`;
    case 'crash':
      return `the client crashed its thread: ${clientResult.message}`;
  }
}

/** `throws InvalidRangeError, code InvalidRange, status 416: The requested range …`. */
function errorInWords({ name, code, status, message }: ClientError): string {
  const details = [name, ...(code === null ? [] : [`code ${code}`]), ...(status === null ? [] : [`status ${status}`])];
  return `throws ${details.join(', ')}: ${message}`;
}
