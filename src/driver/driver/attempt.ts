import type { Dispatcher } from 'undici';
import type { MakeSink } from '../../content/body-sink.js';
import type { ExchangeResult, TransportFailure } from '../../exchange/exchange.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { responseFields } from '../wire/head-fields.js';
import { maxHeadBytes } from '../wire/message-reader.js';
import {
  type AttemptProgress,
  connectionFailure,
  failureOfError,
  failureOfStop,
  type Stop,
} from '../wire/transport-failure.js';
import { createWireTrace, type WireTrace } from '../wire/wire-trace.js';
import { type BodyObserver, observeBody } from './body-observer.js';
import { type Bounds, type Deadlines, startDeadlines } from './deadlines.js';

/** What an attempt needs to know. */
export interface AttemptOptions {
  readonly method: string;
  readonly bounds: Bounds;
  readonly bodyCapBytes: number;
  readonly sink: MakeSink;
  /** Whether there is a connection already. */
  readonly isConnected: boolean;
  /** Makes undici report an error for a request that it has not started. */
  readonly abandon: (error: Error) => void;
}

/** What came of one attempt, secrets and all. */
export interface AttemptRecord {
  readonly result: ExchangeResult;
  /** Head of the request as it went out, one character a byte; null where nothing went out. */
  readonly sentHead: string | null;
  /** Head of the answer as far as it came, one character a byte. */
  readonly receivedHead: string;
  /** Bytes of request body that went out. */
  readonly sentBodyBytes: number;
  /** A kept-alive connection was closed or reset before any byte of the answer. */
  readonly isStale: boolean;
  /** The deadline of the whole exchange has passed: there is no time for another attempt. */
  readonly isExpired: boolean;
  readonly durationMs: number;
}

/** One request on one connection: it listens to the socket below undici's parser, and to the parser. */
export interface Attempt {
  readonly handler: Dispatcher.DispatchHandler;
  readonly trace: WireTrace;
  readonly deadlines: Deadlines;
  /** Resolves when undici is done with the request; rejects with what `crash` was given. */
  readonly over: Promise<void>;
  /** Ends the attempt because this side has had enough. */
  stop(why: Stop): void;
  /** Ends the attempt for a reason that lies neither with the network nor with the server. */
  crash(error: unknown): void;
  /** What is known by now; to be called once, after `over`. */
  record(): AttemptRecord;
}

interface Response {
  readonly status: number;
  readonly headers: HeaderField[];
  readonly body: BodyObserver;
}

type Ending =
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly failure: TransportFailure }
  | { readonly kind: 'crashed'; readonly error: unknown };

/** Starts the clocks. The caller dispatches `handler` and reports what happens on the connection. */
export function startAttempt(options: AttemptOptions): Attempt {
  const trace = createWireTrace(options.method, options.isConnected);
  let response: Response | null = null;
  let controller: Dispatcher.DispatchController | null = null;
  let ending: Ending | null = null;
  let isExpired = false;
  let settle: (crashed: Promise<never> | undefined) => void;
  const over = new Promise<void>((resolve) => {
    settle = resolve;
  });

  const progress = (): AttemptProgress => ({ ...trace.progress(), bodyBytes: response?.body.length() ?? 0 });

  const giveUp = (why: Ending): void => {
    if (ending !== null) return;
    ending = why;
    const error = new Error('abandoned');
    if (controller === null) options.abandon(error);
    else controller.abort(error);
  };
  const stop = (why: Stop): void => {
    isExpired ||= why.kind === 'deadline' && why.of === 'exchange';
    giveUp({ kind: 'failed', failure: failureOfStop(why, progress()) });
  };
  const crash = (error: unknown): void => giveUp({ kind: 'crashed', error });
  const deadlines = startDeadlines(options.bounds, stop);

  const finish = (natural: Ending): void => {
    deadlines.over();
    ending ??= natural;
    settle(ending.kind === 'crashed' ? Promise.reject(ending.error) : undefined);
  };

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(itsController) {
      controller = itsController;
      if (ending !== null) controller.abort(new Error('abandoned'));
    },
    onResponseStart(_controller, status) {
      if (status < 100) return; // undici hands it on and then trips over it: the head is refused.
      trace.phase = 'body';
      try {
        const headers = responseFields(trace.reader.seen.head);
        response = { status, headers, body: observeBody(options.sink(headers), options.bodyCapBytes) };
      } catch (error) {
        crash(error);
      }
    },
    onResponseData(_controller, chunk) {
      try {
        if (response?.body.write(chunk) === false) {
          stop({ kind: 'too-large', part: 'body', limitBytes: options.bodyCapBytes });
        }
      } catch (error) {
        crash(error);
      }
    },
    onResponseEnd() {
      // undici 7 takes a reset for the end of a body that ends with its connection; it is not.
      const isCutOff = trace.peer === 'reset' && trace.reader.seen.delimitedBy === 'close';
      finish(isCutOff ? { kind: 'failed', failure: connectionFailure('reset', progress()) } : { kind: 'complete' });
    },
    onResponseError(_controller, error) {
      finish(endingOfError(error, progress(), response?.status));
    },
  };

  const record = (): AttemptRecord => {
    const failure = ending?.kind === 'failed' ? ending.failure : null;
    return {
      result: resultOf(response, failure, trace),
      sentHead: trace.sentHead,
      receivedHead: trace.reader.seen.head,
      sentBodyBytes: trace.sentBytes - (trace.sentHead?.length ?? 0),
      isStale: trace.reused && trace.receivedBytes === 0 && (failure?.code === 'closed' || failure?.code === 'reset'),
      isExpired,
      durationMs: trace.durationMs(response !== null),
    };
  };

  return { handler, trace, deadlines, over, stop, crash, record };
}

function endingOfError(error: NodeJS.ErrnoException, progress: AttemptProgress, status: number | undefined): Ending {
  // RFC 9110 section 8.6: a 304 may carry the Content-Length of the 200 it stands for. undici 7 misses that body.
  const isBodiless = status === 204 || status === 304;
  if (isBodiless && error.code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return { kind: 'complete' };
  if (error.code === 'UND_ERR_HEADERS_OVERFLOW') {
    const why: Stop = { kind: 'too-large', part: 'header fields', limitBytes: maxHeadBytes };
    return { kind: 'failed', failure: failureOfStop(why, progress) };
  }
  return { kind: 'failed', failure: failureOfError(error, progress) };
}

/** Once there is a head there is a response, however its body fared. */
function resultOf(response: Response | null, failure: TransportFailure | null, { reader }: WireTrace): ExchangeResult {
  if (response === null) return { kind: 'failure', failure: failure! }; // No request completes without a head.
  const { status, headers, body } = response;
  const { reason, httpVersion, delimitedBy, extraBytes, extraPrefix } = reader.seen;
  const framing = { delimitedBy, extraBytes, extraPrefix, truncated: failure };
  return { kind: 'response', response: { status, reason, httpVersion, headers, body: body.end(), framing } };
}
