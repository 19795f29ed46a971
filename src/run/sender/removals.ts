import type { Exchange } from '../../exchange/exchange.js';
import { SuiteError } from '../../suite-error.js';
import type { Sender, TargetRequest } from './sender.js';

/** Sends the requests that remove what a run wrote, for as long as there is hope. */
export interface Removals {
  /** What is given up comes back as a request without an answer: its key is told as left behind. */
  send(ask: Sender, request: TargetRequest): Promise<Exchange>;
  /** From here on all of them together have no more than ten seconds, and the first one decides for all. */
  hurry(): void;
}

/** In ms. A user who has stopped a run waits for its end; on a responsive target, ten seconds remove thousands of keys. */
const hurriedMs = 10_000;

/** @param timeoutsAllowed removals in a row without an answer in time, after which the rest is given up */
export function createRemovals(timeoutsAllowed: number): Removals {
  const limit = new AbortController();
  let isHurried = false;
  let unanswered = 0;
  let first: Promise<Exchange> | null = null;

  const bounded = (signal: AbortSignal | undefined): AbortSignal =>
    signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]);

  async function attempt(ask: Sender, request: TargetRequest): Promise<Exchange> {
    if (unanswered >= timeoutsAllowed) return givenUp(request);
    try {
      const exchange = await ask({
        ...request,
        signal: bounded(request.signal),
        ...(isHurried ? { retry: false } : {}),
      });
      unanswered = isTimeout(exchange) ? unanswered + 1 : 0;
      return exchange;
    } catch (error) {
      if (error instanceof SuiteError && error.code === 'interrupted') return givenUp(request);
      throw error;
    }
  }

  return {
    async send(ask, request) {
      if (!isHurried) return attempt(ask, request);
      if (first === null) {
        first = attempt(ask, request);
        return first;
      }
      return isAnswered(await first) ? attempt(ask, request) : givenUp(request);
    },
    hurry() {
      isHurried = true;
      setTimeout(() => limit.abort(), hurriedMs).unref();
    },
  };
}

const isAnswered = ({ result }: Exchange): boolean => result.kind === 'response' && result.response.status < 500;

const isTimeout = ({ result }: Exchange): boolean => result.kind === 'failure' && result.failure.code === 'timeout';

const givenUp = ({ method }: TargetRequest): Exchange => ({
  request: { method, url: '', headers: [], bodyLength: 0 },
  result: { kind: 'failure', failure: { phase: 'connect', code: 'other', message: 'the removal was abandoned' } },
  retries: [],
  durationMs: 0,
});
