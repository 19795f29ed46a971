import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Delivery, FaultHooks } from '../faults/fault.js';
import { isLastOnConnection } from '../wire/check-message.js';
import { type ErrorContext, errorAnswer } from '../wire/error-answer.js';
import { OssError, refuse } from '../wire/oss-error.js';
import { protocolError } from '../wire/protocol-error.js';
import { readRequest } from '../wire/read-request.js';
import { inS3Words } from '../wire/s3-words.js';
import { writeAnswer, writeLastAnswer } from '../wire/write-answer.js';
import type { EndpointResponse } from './answer.js';
import { answerRequest } from './answer-request.js';
import { withFaults } from './answer-with-faults.js';
import type { RequestEntry } from './endpoint-options.js';
import type { EndpointState } from './endpoint-state.js';
import { loggedQuery } from './logged-query.js';
import { createRequestIds } from './request-ids.js';

/** Handlers for the events of a node:http server. Each of them answers any input as OSS does. */
export interface RequestListener {
  /** `request` and `checkContinue` by default. */
  request(message: IncomingMessage, response: ServerResponse): Promise<void>;
  /** `checkExpectation`: an Expect other than `100-continue`. */
  expectation(message: IncomingMessage, response: ServerResponse): Promise<void>;
  /** `connect`: a tunnel, which this is no end of. */
  connect(message: IncomingMessage, socket: Duplex): void;
  /** `clientError`: bytes that are no request. */
  clientError(error: NodeJS.ErrnoException, socket: Duplex): void;
}

/**
 * Makes the handlers of one endpoint.
 *
 * @param onRequest - told of every request that came to its end or is answered before, once its answer is on its way
 */
export function createRequestListener(state: EndpointState, onRequest: (entry: RequestEntry) => void): RequestListener {
  const newRequestId = createRequestIds();
  /** The latest response of each connection, which decides what becomes of a protocol error. */
  const responses = new WeakMap<Duplex, ServerResponse>();
  /** Connections that have their last answer; node:http goes on to report every further piece of garbage. */
  const ended = new WeakSet<Duplex>();

  async function answer(
    message: IncomingMessage,
    response: ServerResponse,
    compute: (refused: (error: unknown) => EndpointResponse) => Promise<EndpointResponse>,
  ): Promise<void> {
    const startedAt = performance.now();
    responses.set(message.socket, response);
    if (isLastOnConnection(message)) response.shouldKeepAlive = false;
    const context = { method: message.method ?? '', host: message.headers.host ?? '', requestId: newRequestId() };
    const refused = (error: unknown): EndpointResponse => refusal(error, context);
    const result = await compute(refused).catch(refused);
    const serverTimeMs = performance.now() - startedAt;
    const envelope = { requestId: context.requestId, now: state.clock(), serverTimeMs };
    const write = () => writeAnswer(response, result, envelope, headOf(message, state));
    if (state.hooks.write === undefined) write();
    else state.hooks.write(write, deliveryOf(message, result));
    // A client that leaves before the end of a request gets no answer, even if one was computed.
    if (message.complete || !message.destroyed) {
      onRequest(entryOf(message, context.requestId, result.status, serverTimeMs));
    }
  }

  function answerLast(socket: Duplex, error: OssError): void {
    if (ended.has(socket)) return;
    ended.add(socket);
    const context = { method: '', host: '', requestId: newRequestId() };
    const envelope = { requestId: context.requestId, now: state.clock(), serverTimeMs: 0 };
    writeLastAnswer(socket, errorAnswer(error, context), envelope);
  }

  return {
    request: (message, response) =>
      answer(message, response, async (refused) => {
        const request = readRequest(message);
        return withFaults(await answerRequest(request, state).catch(refused), request, state);
      }),
    expectation: (message, response) =>
      answer(message, response, async () => Promise.reject(refuse('ExpectationFailed'))),
    connect: (_message, socket) => answerLast(socket, refuse('MethodNotAllowed')),
    clientError(error, socket) {
      const response = responses.get(socket);
      const answerError = () => answerLast(socket, protocolError(error.code));
      if (response?.headersSent === true && !response.req.complete) {
        // The request that broke off has its answer: a second one would pass for that of the next.
        socket.destroy();
      } else if (response?.req.complete === true && !response.writableFinished) {
        response.once('finish', answerError);
      } else {
        answerError();
      }
    },
  };
}

/** What becomes of the complete head: a fault, and the words of S3 for a request that speaks them. */
function headOf(message: IncomingMessage, { hooks: { head } }: EndpointState): FaultHooks['head'] {
  if (!message.headers.authorization?.startsWith('AWS4-') && !message.url?.includes('X-Amz-Signature=')) return head;
  return (usual, status) => inS3Words(head?.(usual, status) ?? usual);
}

/** Any other error is a defect of this endpoint, or a client that left, which will not read it. */
function refusal(error: unknown, context: ErrorContext): EndpointResponse {
  return errorAnswer(error instanceof OssError ? error : refuse('InternalError'), context);
}

function deliveryOf(message: IncomingMessage, answer: EndpointResponse): Delivery {
  const range = message.headersDistinct.range?.[0] ?? null;
  return { method: message.method ?? '', range, answer, socket: message.socket };
}

function entryOf(message: IncomingMessage, requestId: string, status: number, durationMs: number): RequestEntry {
  const target = message.url ?? '';
  const [path = ''] = target.split('?', 1);
  return {
    requestId,
    method: message.method ?? '',
    path,
    query: loggedQuery(target.slice(path.length + 1)),
    range: message.headersDistinct.range ?? [],
    status,
    durationMs,
  };
}
