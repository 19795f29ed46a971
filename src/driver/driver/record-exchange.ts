import type {
  BodyObservation,
  Exchange,
  ExchangeResult,
  RecordedResponse,
  RequestRecord,
  Retry,
  TransportFailure,
} from '../../exchange/exchange.js';
import type { Redactor } from '../redact/redact.js';
import { requestFields } from '../wire/head-fields.js';
import type { WireRequest } from '../wire/wire-request.js';
import type { AttemptRecord } from './attempt.js';

/** Makes the record of an exchange from its last attempt, and takes the secrets out. Pure. */
export function recordExchange(
  request: Omit<WireRequest, 'host'>,
  last: AttemptRecord,
  retries: readonly Retry[],
  redactor: Redactor,
): Exchange {
  const its = redactor.forRequest(`${request.url} ${request.path}`, request.headers);
  let recorded: RequestRecord | null = null;
  return {
    get request() {
      recorded ??= recordRequest(request, last, its);
      return recorded;
    },
    result: redactResult(last, its),
    retries: retries.map((retry) => redactRetry(retry, its)),
    durationMs: last.durationMs,
  };
}

/** Of most exchanges only the answer is ever looked at, and the request is where the credentials are. */
function recordRequest(request: Omit<WireRequest, 'host'>, last: AttemptRecord, redactor: Redactor): RequestRecord {
  return {
    method: request.method,
    url: redactor.text(request.url),
    headers: redactor.fields(last.sentHead === null ? request.headers : requestFields(last.sentHead)),
    bodyLength: last.sentBodyBytes,
  };
}

function redactRetry(retry: Retry, redactor: Redactor): Retry {
  return retry.failure === undefined ? retry : { ...retry, failure: redactFailure(retry.failure, redactor) };
}

/** In characters; a server that sends no HTTP can send a long first line. */
const longestMessage = 200;

/** Redacts first and shortens then: a secret that is cut in two would not be found any more. */
function redactFailure(failure: TransportFailure, redactor: Redactor): TransportFailure {
  const message = redactor.text(failure.message);
  return {
    ...failure,
    message: message.length > longestMessage ? `${message.slice(0, longestMessage - 1)}…` : message,
  };
}

function redactResult({ result, receivedHead }: AttemptRecord, redactor: Redactor): ExchangeResult {
  if (result.kind === 'failure') return { kind: 'failure', failure: redactFailure(result.failure, redactor) };
  return { kind: 'response', response: redactResponse(result.response, receivedHead, redactor) };
}

function redactResponse(response: RecordedResponse, head: string, redactor: Redactor): RecordedResponse {
  const { framing } = response;
  const isPrefixCut = framing.extraBytes > framing.extraPrefix.length;
  return {
    ...response,
    reason: redactor.text(response.reason),
    headers: redactor.fields(response.headers, head),
    body: redactBody(response.body, redactor),
    framing: {
      ...framing,
      extraPrefix: redactor.bytes(framing.extraPrefix, isPrefixCut),
      truncated: framing.truncated === null ? null : redactFailure(framing.truncated, redactor),
    },
  };
}

function redactBody(body: BodyObservation, redactor: Redactor): BodyObservation {
  // Bytes that are known for those of an object are the suite's own. A sink that only collects tells nothing of them.
  if (body.place.kind !== 'unknown' && body.place.kind !== 'empty') return body;
  const prefix = redactor.bytes(body.prefix, body.length > body.prefix.length);
  if (prefix === body.prefix || body.place.kind === 'empty') return { ...body, prefix };
  // A body that holds a secret may show it in hex as well.
  const difference = { ...body.place.difference, actualHex: '' };
  return { ...body, prefix, place: { kind: 'unknown', difference } };
}
