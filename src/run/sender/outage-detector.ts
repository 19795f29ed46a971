import type { Exchange } from '../../exchange/exchange.js';
import { classifyExchange } from '../../judge/classify-exchange.js';
import { SuiteError } from '../../suite-error.js';
import { createRemovals } from './removals.js';
import type { Sender, TargetRequest } from './sender.js';

export interface OutageDetectorOptions {
  /** Requests in flight at most. */
  readonly connections: number;
  /** Aborting it stops the run, too. */
  readonly signal: AbortSignal;
  /** Why a target is of no use any more, told by the request that was to show it. */
  readonly explain: (exchange: Exchange) => SuiteError;
}

/** Watches the requests of a run for a target that has become unreachable. */
export interface OutageDetector {
  /** Aborted with the run, and with a SuiteError as its reason once the target is down. */
  readonly signal: AbortSignal;
  /** Why the target is of no use any more; null as long as it is. */
  outage(): SuiteError | null;
  /** Puts every request that an asker sends under watch. */
  over(send: Sender): Sender;
  /** Counts from here on, and asks these questions, which nothing speaks against, before it believes in an outage. */
  arm(...probes: readonly (() => Promise<Exchange>)[]): void;
  /** From here on requests are only sent to remove things. */
  removing(): void;
}

/**
 * So many requests in a row without an answer are looked into: one for each connection slot, so no single slow connection
 * counts, and for many slots no more than twenty, since a run of a hundred rows would never see a thousand failures. It is
 * no verdict, only the occasion to ask the probes: where a target fails on one kind of range only, rows of that kind follow
 * each other, and the probes are answered.
 */
const patience = (connections: number): number => Math.min(Math.max(connections, 3), 20);

/**
 * In bytes, and bytes a second. A body shorter or slower than this shows nothing of a target that drips: it sends few bytes
 * as any other does. The rate is that of the driver at the default time-out; the wait for the first byte counts here.
 */
const tellingBody = { bytes: 64, perSecond: 256 };

/** Share of all requests above which late answers are no accident of the network. */
const mostLateShare = 0.1;

/**
 * In ms. A write that the target is about to answer is waited for: one that is cut off may be done after its removal, and
 * only the run knows the id of a multipart upload.
 */
const writeGraceMs = 2_000;

export function createOutageDetector({ connections, signal, explain }: OutageDetectorOptions): OutageDetector {
  const stopped = new AbortController();
  /** Aborted a while after the run was stopped, and at once where the target is down. */
  const cutOff = new AbortController();
  const removals = createRemovals(patience(connections));
  let probes: readonly (() => Promise<Exchange>)[] = [];
  let failures = 0;
  let counted = 0;
  let late = 0;
  let isProbing = false;
  let outage: SuiteError | null = null;
  let isRemoving = false;
  const stop = (): void => {
    stopped.abort(signal.reason);
    setTimeout(() => cutOff.abort(signal.reason), writeGraceMs).unref();
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });

  function giveUp(why: SuiteError): void {
    if (stopped.signal.aborted) return;
    outage = why;
    stopped.abort(outage);
    cutOff.abort(outage);
  }

  /** What fails is asked once more: an unsteady target may fail any request once. */
  async function look(): Promise<void> {
    isProbing = true;
    try {
      for (const probe of probes) {
        let exchange = await probe();
        if (!isOfUse(exchange)) exchange = await probe();
        if (isOfUse(exchange)) continue;
        giveUp(explain(exchange));
        return;
      }
      failures = 0;
    } finally {
      isProbing = false;
    }
  }

  function count(exchange: Exchange): void {
    counted += 1;
    if (!isOfUse(exchange)) failures += 1;
    else if (isTelling(exchange)) failures = 0;
    if (isLate(exchange)) late += 1;
    if (probes.length === 0) return;
    // A probe that cannot be sent shows nothing; the requests of the run go on showing what they show.
    if (failures >= patience(connections) && !isProbing) void look().catch(() => {});
    if (late >= 2 * patience(connections) && late >= mostLateShare * counted) giveUp(unsteady(exchange, late, counted));
  }

  async function send(ask: Sender, request: TargetRequest): Promise<Exchange> {
    const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
    const bounds = isWrite ? { signal: cutOff.signal, unsentSignal: stopped.signal } : { signal: stopped.signal };
    const exchange = await ask({ ...request, ...bounds });
    // Rows with a signature or a bucket of their own are meant to be refused.
    if (request.auth === undefined && request.bucket === undefined) count(exchange);
    return exchange;
  }

  return {
    signal: stopped.signal,
    outage: () => outage,
    over: (ask) => (request) => (isRemoving ? removals.send(ask, request) : send(ask, request)),
    arm(...requests) {
      probes = requests;
    },
    removing() {
      isRemoving = true;
      signal.removeEventListener('abort', stop);
      if (stopped.signal.aborted) removals.hurry();
      else signal.addEventListener('abort', removals.hurry, { once: true });
    },
  };
}

/** Whether an exchange shows a target that works and accepts requests, even if it rejects this one. */
export function isOfUse(exchange: Exchange): boolean {
  const { result } = exchange;
  if (result.kind === 'response' && result.response.status < 400 && !result.response.framing.truncated) return true;
  const classified = classifyExchange('GET', exchange, 0);
  return classified.kind === 'refused' && classified.cause.kind === 'control';
}

/** Whether an answer has a body that a target that drips would not have sent in that time. */
function isTelling({ result, durationMs }: Exchange): boolean {
  if (result.kind === 'failure') return false;
  const { length } = result.response.body;
  return length >= tellingBody.bytes && length >= (tellingBody.perSecond * durationMs) / 1000;
}

/** Whether a request was answered only when it was sent again, because the first answer did not come in time. */
const isLate = (exchange: Exchange): boolean =>
  isOfUse(exchange) && exchange.retries.some(({ failure }) => failure?.code === 'timeout');

function unsteady({ request, retries }: Exchange, late: number, counted: number): SuiteError {
  const { message = '' } = retries.find(({ failure }) => failure?.code === 'timeout')?.failure ?? {};
  return new SuiteError(
    'endpoint-unreachable',
    `${new URL(request.url).origin} is too slow or too unstable to be judged: ${late} of ${counted} requests timed out before they were answered (${message})`,
    { hint: 'check the network, or raise --timeout; then check again: oss-range doctor' },
  );
}
