import { performance } from 'node:perf_hooks';
import type { ConnectionOptions } from 'node:tls';
import type { MakeSink } from '../../content/body-sink.js';
import type { Exchange, Retry } from '../../exchange/exchange.js';
import { loadPackage } from '../../load-package.js';
import { SuiteError } from '../../suite-error.js';
import { createRedactor } from '../redact/redact.js';
import type { HttpProxy } from '../target/connection/proxy.js';
import { prepareRequest, type WireRequest } from '../wire/wire-request.js';
import type { AttemptRecord } from './attempt.js';
import { type ConnectionSlot, openConnectionSlot } from './connection-slot.js';
import { createDefaultSink } from './default-sink.js';
import { createPool, type Pool } from './pool.js';
import { recordExchange } from './record-exchange.js';
import { defaultRetryPolicy, nextRetry, type RetryPolicy } from './retry-policy.js';
import type { WireTotals } from './totals.js';

/** How long to wait for what, in ms. */
export interface DriverDeadlines {
  /** For a connection, TLS handshake included. 10 s unless said. */
  readonly connectMs?: number;
  /** For the first byte of an answer after the last byte of the request. 15 s unless said. */
  readonly firstByteMs?: number;
  /** For every further kilobyte of an answer. 15 s unless said; a function is asked before each attempt. */
  readonly paceMs?: number | (() => number);
  /** For a whole exchange, retries and their waits included. 60 s unless said. */
  readonly totalMs?: number;
}

export interface DriverOptions {
  /** `http://host:port` or `https://host:port`: the address to connect to, independent of the Host field. */
  readonly origin: string;
  /** How many connections, and so how many exchanges, at a time. */
  readonly connections: number;
  /** Access key id, secret and security token: what must not appear in any record. */
  readonly secrets: readonly string[];
  readonly deadlines?: DriverDeadlines;
  /** The longest body that is taken, in bytes; 256 MiB unless said. */
  readonly bodyCapBytes?: number;
  readonly retry?: Partial<RetryPolicy>;
  /** How long one connection waits in all because answers ask for patience, in ms; a minute unless said. */
  readonly patienceMs?: number;
  /** Handed to node:tls: trust anchors, client certificate, versions, server name. */
  readonly tls?: ConnectionOptions;
  /** What every connection goes through. */
  readonly proxy?: HttpProxy | undefined;
}

export interface SendOptions {
  /** Makes the sink of one attempt. Without it a body is reported as empty or unknown. */
  readonly sink?: MakeSink;
  /** False: the first answer or failure stands. A connection that turns out stale is replaced all the same. */
  readonly retry?: boolean;
  /** Aborting it makes `send` reject with SuiteError `interrupted`. */
  readonly signal?: AbortSignal;
  /** Aborting it does the same to a request that has not been sent yet, and lets one that is under way go on. */
  readonly unsentSignal?: AbortSignal;
}

/** Sends requests to one server, and records what comes back. */
export interface Driver {
  /**
   * One exchange. The result contains every failure of network and server.
   *
   * @throws SuiteError `usage` where the request cannot be put on the wire, `interrupted` where the signal aborts; and
   *   any error of the sink or of the producer of the body
   */
  send(request: WireRequest, options?: SendOptions): Promise<Exchange>;
  readonly totals: Readonly<WireTotals>;
  /** Waits for exchanges under way, then closes the connections. */
  close(): Promise<void>;
}

const defaultDeadlines = { connectMs: 10_000, firstByteMs: 15_000, paceMs: 15_000, totalMs: 60_000 };
const defaultPatienceMs = 60_000;
const defaultBodyCapBytes = 256 * 1024 * 1024;

/**
 * A driver keeps up to `connections` connections alive and has one exchange at a time on each, so that every byte that
 * arrives belongs to a known exchange. It follows no redirect and decodes nothing.
 *
 * @throws SuiteError `usage` where the origin or the number of connections makes no sense
 */
export function createDriver(options: DriverOptions): Driver {
  checkOptions(options);
  const { origin, tls = {}, proxy = null } = options;
  const totals: WireTotals = { requests: 0, bytesSent: 0, bytesReceived: 0 };
  const onAbort = createAbortCallbacks();
  const redactor = createRedactor([...options.secrets, ...(proxy?.secrets ?? [])]);
  const limits: Limits = {
    deadlines: { ...defaultDeadlines, ...options.deadlines },
    bodyCapBytes: options.bodyCapBytes ?? defaultBodyCapBytes,
    retry: { ...defaultRetryPolicy, ...options.retry },
  };
  const bodyDeadlines = new WeakMap<ConnectionSlot, BodyDeadline>();
  let slots: Pool<ConnectionSlot> | null = null;
  let isClosed = false;

  // Commands that send nothing need not load it.
  const openSlots = (): Pool<ConnectionSlot> => {
    const { Client } = loadPackage('undici');
    return createPool(options.connections, () => openConnectionSlot(Client, { origin, tls, proxy, totals }));
  };

  return {
    async send(request, sendOptions = {}) {
      if (isClosed) throw new SuiteError('internal', 'the driver is closed');
      const prepared = prepareRequest(request);
      slots ??= openSlots();
      const pool = slots;
      const slot = await pool.borrow();
      const left = bodyDeadlines.get(slot) ?? { leftMs: options.patienceMs ?? defaultPatienceMs };
      bodyDeadlines.set(slot, left);
      try {
        throwIfAborted(sendOptions.unsentSignal);
        const { last, retries } = await sendOn(slot, prepared, sendOptions, { ...limits, bodyDeadline: left, onAbort });
        return recordExchange(prepared, last, retries, redactor);
      } finally {
        pool.giveBack(slot);
      }
    },
    totals,
    async close() {
      isClosed = true;
      const opened = await slots?.drain();
      await Promise.all((opened ?? []).map((slot) => slot.close()));
    },
  };
}

interface Limits {
  readonly deadlines: Required<DriverDeadlines>;
  readonly bodyCapBytes: number;
  readonly retry: RetryPolicy;
}

/** What is left of the time that a connection waits for a server that asks for it. */
interface BodyDeadline {
  leftMs: number;
}

type OnAbort = (signal: AbortSignal | undefined, callback: () => void) => () => void;

interface SlotLimits extends Limits {
  readonly bodyDeadline: BodyDeadline;
  readonly onAbort: OnAbort;
}

/** All attempts of one exchange, on one connection slot: it is the slot's next connection that a repeated request goes to. */
async function sendOn(
  slot: ConnectionSlot,
  request: WireRequest,
  { sink = createDefaultSink, retry = true, signal }: SendOptions,
  { deadlines, bodyCapBytes, retry: policy, bodyDeadline, onAbort }: SlotLimits,
): Promise<{ last: AttemptRecord; retries: Retry[] }> {
  const end = performance.now() + deadlines.totalMs;
  const retries: Retry[] = [];
  for (;;) {
    throwIfAborted(signal);
    const { paceMs } = deadlines;
    const bounds = {
      ...deadlines,
      paceMs: typeof paceMs === 'function' ? paceMs() : paceMs,
      leftMs: end - performance.now(),
    };
    const forget = onAbort(signal, () => slot.crash(interruption(signal)));
    let last: AttemptRecord;
    try {
      last = await slot.run(request, { bounds, bodyCapBytes, sink });
    } finally {
      forget();
    }
    // In a run of thousands of requests the waits of each would add up to hours.
    const longestRetryAfterMs = Math.min(policy.longestRetryAfterMs, bodyDeadline.leftMs);
    const bounded = retry ? { ...policy, longestRetryAfterMs } : null;
    const next = nextRetry(request.method, last, retries, bounded, Math.random(), Date.now());
    if (next === null || performance.now() + next.waitedMs >= end) return { last, retries };
    await pause(next.waitedMs, signal, onAbort);
    if (next.reason === 'status') bodyDeadline.leftMs = Math.max(0, bodyDeadline.leftMs - next.waitedMs);
    retries.push(next);
  }
}

function pause(ms: number, signal: AbortSignal | undefined, onAbort: OnAbort): Promise<void> {
  if (ms === 0 || signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      forget();
      resolve();
    };
    const timer = setTimeout(done, ms);
    const forget = onAbort(signal, done);
  });
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw interruption(signal);
}

function interruption(signal: AbortSignal | undefined): SuiteError {
  return new SuiteError('interrupted', 'the request was abandoned', { cause: signal?.reason });
}

function checkOptions({ origin, connections }: DriverOptions): void {
  if (!URL.canParse(origin) || !/^https?:$/.test(new URL(origin).protocol) || new URL(origin).pathname !== '/') {
    throw new SuiteError('usage', `${JSON.stringify(origin)} is not an origin`, {
      hint: 'write it as https://host:port',
    });
  }
  if (!Number.isInteger(connections) || connections < 1) {
    throw new SuiteError('usage', `${connections} is not a number of connections`, { hint: 'use 1 or more' });
  }
}

/**
 * Calls back once when a signal aborts. All callbacks of a driver share one listener for each signal: a signal that many
 * exchanges share would otherwise make node warn of a leak at the eleventh.
 *
 * @returns a function that takes the signal and the callback, and returns one that takes the callback back
 */
function createAbortCallbacks(): OnAbort {
  const callbacks = new WeakMap<AbortSignal, Set<() => void>>();
  return (signal, callback) => {
    if (signal === undefined) return () => {};
    let set = callbacks.get(signal);
    if (set === undefined) {
      const created = new Set<() => void>();
      signal.addEventListener('abort', () => created.forEach((call) => void call()), { once: true });
      callbacks.set(signal, created);
      set = created;
    }
    set.add(callback);
    return () => set.delete(callback);
  };
}
