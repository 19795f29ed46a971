import type { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { Client, Dispatcher } from 'undici';
import type { MakeSink } from '../../content/body-sink.js';
import type { HttpProxy } from '../target/connection/proxy.js';
import { type ConnectionListener, tappedConnector } from '../wire/connect.js';
import { awaitLateBytes } from '../wire/late-bytes.js';
import { maxHeadBytes } from '../wire/message-reader.js';
import type { WireRequest } from '../wire/wire-request.js';
import { type Attempt, type AttemptRecord, startAttempt } from './attempt.js';
import { bodyOfAttempt } from './attempt-body.js';
import type { Bounds } from './deadlines.js';
import type { WireTotals } from './totals.js';

/** One connection at a time, one exchange at a time: all received bytes belong to the current attempt. */
export interface ConnectionSlot {
  /** Rejects with what `crash` was given, or with a defect of the body's producer or of the sink. */
  run(request: WireRequest, options: RunOptions): Promise<AttemptRecord>;
  /** Ends the attempt that is under way, if there is one. */
  crash(error: unknown): void;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly bounds: Bounds;
  readonly bodyCapBytes: number;
  readonly sink: MakeSink;
}

export interface ConnectionSlotOptions {
  readonly origin: string;
  readonly tls: ConnectionOptions;
  readonly proxy: HttpProxy | null;
  /** Counted up as bytes come and go. */
  readonly totals: WireTotals;
}

/** @param undici its Client, which is loaded when the first request is asked */
export function openConnectionSlot(
  undici: typeof Client,
  { origin, tls, proxy, totals }: ConnectionSlotOptions,
): ConnectionSlot {
  let current: Attempt | null = null;
  let socket: Socket | null = null;
  let isConnecting = false;
  let requestsOnSocket = 0;

  const listener: ConnectionListener = {
    connecting(own) {
      socket = own;
      isConnecting = true;
      requestsOnSocket = 0;
      if (current === null) return;
      current.trace.phase = 'connect';
      current.deadlines.connecting();
    },
    handshaking() {
      if (current !== null) current.trace.phase = 'tls';
    },
    connected(its) {
      socket = its;
      isConnecting = false;
      if (current === null) return;
      current.trace.phase = 'first-byte';
      current.deadlines.connected();
    },
    sent(chunk) {
      totals.bytesSent += chunk.length;
      if (current === null) return;
      if (current.trace.sentHead === null) {
        totals.requests++;
        requestsOnSocket++;
      }
      current.trace.send(chunk, requestsOnSocket > 1);
      current.deadlines.sent();
    },
    received(chunk) {
      totals.bytesReceived += chunk.length;
      if (current === null) return chunk;
      const handedOn = current.trace.receive(chunk);
      if (current.trace.phase !== 'first-byte') current.deadlines.answering(chunk.length);
      if (current.trace.isHeadTooLong())
        current.stop({ kind: 'too-large', part: 'header fields', limitBytes: maxHeadBytes });
      return handedOn;
    },
    ended() {
      if (current === null) return Buffer.alloc(0);
      current.trace.peer = 'closed';
      return current.trace.reader.flush();
    },
    failed(error) {
      isConnecting = false;
      if (current !== null && error.code === 'ECONNRESET') current.trace.peer = 'reset';
    },
  };

  const open = (): Client =>
    new undici(origin, {
      connect: tappedConnector(listener, tls, proxy),
      pipelining: 1,
      maxHeaderSize: maxHeadBytes,
      // Off: they are up to a second late. Every wait has a deadline of ours.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  let client = open();

  /** Closes all connections of the client, including one that is being opened. */
  const renew = (error: Error): void => {
    const old = client;
    client = open();
    void old.destroy(error);
    if (isConnecting) socket?.destroy();
    isConnecting = false;
  };

  const isOpen = (): boolean => socket !== null && !isConnecting && !socket.destroyed;

  return {
    async run(request, { bounds, bodyCapBytes, sink }) {
      const { method } = request;
      const attempt = startAttempt({ method, bounds, bodyCapBytes, sink, isConnected: isOpen(), abandon: renew });
      current = attempt;
      try {
        client.dispatch(dispatchOptions(request, attempt), attempt.handler);
        await attempt.over;
        await awaitLateBytes(method, attempt.trace, isOpen);
        const record = proxy === null ? attempt.record() : blamingProxy(attempt.record(), proxy);
        // A client of undici 7 whose connection failed can be left waiting for ever; its own Pool drops it as well.
        if (attempt.trace.sentHead === null) renew(new Error('not connected'));
        return record;
      } finally {
        current = null;
      }
    },
    crash: (error) => current?.crash(error),
    close: () => client.destroy(),
  };
}

function dispatchOptions(request: WireRequest, attempt: Attempt): Dispatcher.DispatchOptions {
  const body = bodyOfAttempt(request, attempt.crash);
  const headers: string[] = [];
  for (const [name, value] of request.headers) headers.push(name, value);
  // undici counts a Uint8Array itself; what is produced bit by bit would go out chunked.
  if (body !== null && !(body instanceof Uint8Array)) headers.push('content-length', String(request.bodyLength ?? 0));
  return {
    path: request.path,
    method: request.method,
    headers,
    // Iterables are documented by undici 7 and missing from its types.
    body: body as Uint8Array | null,
    // Left to itself undici closes the connection after a HEAD, and after a GET with a body.
    reset: false,
  };
}

/** Until the tunnel stands there is only the proxy to wait for. */
function blamingProxy(record: AttemptRecord, { origin }: HttpProxy): AttemptRecord {
  const { result } = record;
  if (result.kind === 'response' || result.failure.phase !== 'connect' || result.failure.code === 'proxy')
    return record;
  const message = `${origin}: ${result.failure.message}`;
  return { ...record, result: { kind: 'failure', failure: { phase: 'connect', code: 'proxy', message } } };
}
