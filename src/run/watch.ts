import type { Exchange } from '../exchange/exchange.js';
import { classifyExchange } from '../judge/classify-exchange.js';
import type { SuiteError } from '../suite-error.js';
import type { Asker } from './asker.js';

export interface WatchOptions {
  /** Requests in flight at most. */
  readonly lanes: number;
  /** Aborting it stops the run, too. */
  readonly signal: AbortSignal;
  /** Why a target is of no use any more, told by the request that was to show it. */
  readonly explain: (exchange: Exchange) => SuiteError;
}

/** Watches the requests of a run for what is no conformance at all: a target that answers nobody any more. */
export interface Watch {
  /** Aborted with the run, and with a SuiteError as its reason once the target is down. */
  readonly signal: AbortSignal;
  /** Why the target is of no use any more; null as long as it is. */
  outage(): SuiteError | null;
  /** Puts every request that an asker sends under watch. */
  over(ask: Asker): Asker;
  /** Counts from here on, and asks this question, which nothing speaks against, before it believes in an outage. */
  arm(probe: () => Promise<Exchange>): void;
  /** From here on requests are only sent to remove things; where there is an outage, the first one decides for all. */
  removing(): void;
}

/**
 * So many requests in a row without an answer are looked into: one for each lane, so that no single slow connection
 * counts, and for many lanes no more than twenty, since a run of a hundred rows would never see a thousand failures. It is
 * no verdict, only the occasion to ask the probe: where a target fails on one kind of range only, rows of that kind follow
 * each other, and the probe is answered.
 */
const patience = (lanes: number): number => Math.min(Math.max(lanes, 3), 20);

export function createWatch({ lanes, signal, explain }: WatchOptions): Watch {
  const stopped = new AbortController();
  const down = new AbortController();
  let probe: (() => Promise<Exchange>) | null = null;
  let failures = 0;
  let isProbing = false;
  let outage: SuiteError | null = null;
  let isRemoving = false;
  let trial: Promise<Exchange> | null = null;
  const stop = (): void => stopped.abort(signal.reason);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });

  async function look(ask: () => Promise<Exchange>): Promise<void> {
    isProbing = true;
    const exchange = await ask().finally(() => {
      isProbing = false;
    });
    failures = 0;
    if (isOfUse(exchange) || stopped.signal.aborted) return;
    outage = explain(exchange);
    stopped.abort(outage);
    down.abort(outage);
  }

  function count(exchange: Exchange): void {
    failures = isOfUse(exchange) ? 0 : failures + 1;
    // A probe that cannot be sent shows nothing; the requests of the run go on showing what they show.
    if (probe !== null && failures >= patience(lanes) && !isProbing) void look(probe).catch(() => {});
  }

  /** Where the first removal fails as well, it stands for all: each of them would wait for the same trouble. */
  async function remove(ask: Asker, request: Parameters<Asker>[0]): Promise<Exchange> {
    if (outage === null) return ask(request);
    if (trial === null) {
      trial = ask({ ...request, retry: false });
      return trial;
    }
    const first = await trial;
    return isOfUse(first) ? ask(request) : first;
  }

  return {
    signal: stopped.signal,
    outage: () => outage,
    over: (ask) => async (request) => {
      if (isRemoving) return remove(ask, request);
      const exchange = await ask(request.signal ? request : { ...request, signal: down.signal });
      // Rows with a signature or a bucket of their own are meant to be refused.
      if (request.auth === undefined && request.bucket === undefined) count(exchange);
      return exchange;
    },
    arm(its) {
      probe = its;
    },
    removing() {
      isRemoving = true;
      signal.removeEventListener('abort', stop);
    },
  };
}

/** Whether an exchange shows a target that works and takes requests, whatever it thinks of this one. */
function isOfUse(exchange: Exchange): boolean {
  const { result } = exchange;
  if (result.kind === 'response' && result.response.status < 400 && !result.response.framing.truncated) return true;
  const classified = classifyExchange('GET', exchange, 0);
  return classified.kind === 'refused' && classified.cause.kind === 'control';
}
