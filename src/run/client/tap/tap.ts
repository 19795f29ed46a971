import { createServer, type Server, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { MakeSink } from '../../../content/body-sink.js';
import { recordExchange } from '../../../driver/driver/record-exchange.js';
import type { WireTotals } from '../../../driver/driver/totals.js';
import type { Redactor } from '../../../driver/redact/redact.js';
import type { Exchange } from '../../../exchange/exchange.js';
import type { HeaderField } from '../../../spec/model/vocabulary.js';
import { relay } from './relay.js';
import type { RelayPath } from './relay-path.js';
import type { TappedAnswer } from './tapped-answer.js';
import type { Resource, TappedHead } from './tapped-request.js';

export interface TapOptions extends Resource, RelayPath {
  readonly redactor: Redactor;
  /** Counted up as bytes pass. */
  readonly totals: WireTotals;
}

/**
 * Makes the sink for an answer, once its head is there.
 *
 * @param request header fields of the request
 */
export type SinkFor = (request: readonly HeaderField[]) => MakeSink;

/** A request that has passed, with its answer. */
export interface TappedExchange {
  readonly exchange: Exchange;
  /** Path below the bucket and query, as the client has escaped them. */
  readonly target: string;
  /** Fields as the client wrote them, secrets and all. */
  readonly fields: readonly HeaderField[];
  /** SHA-256 of the body as it came, in hex. */
  readonly digest: string;
}

/**
 * A relay on loopback between one client and the target. What the target answers is passed on byte by byte, its end and
 * its resets included; of a request Host and the place of the bucket alone are changed. The client speaks plain HTTP to it;
 * towards the target it is what the target's own address says.
 */
export interface Tap {
  readonly port: number;
  /** From now on what passes belongs to a question. */
  observe(sinkFor: SinkFor): void;
  /** What has passed since, in the order of the requests. */
  passed(): TappedExchange[];
  /** When bytes passed last, or a question began, by `performance.now`. */
  lastActivity(): number;
  close(): Promise<void>;
}

interface Passing {
  readonly head: TappedHead;
  readonly answer: TappedAnswer;
}

/** Opens it on a free port of 127.0.0.1. */
export async function openTap(options: TapOptions): Promise<Tap> {
  const { origin, redactor, totals } = options;
  const sockets = new Set<Socket>();
  let passing: Passing[] = [];
  let sinkFor: SinkFor = () => () => ({ write: () => {}, end: () => ({ kind: 'empty' }) });
  let active = performance.now();

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    relay(socket, options, {
      sinkFor: (fields) => sinkFor(fields),
      passing(head, answer) {
        totals.requests += 1;
        passing.push({ head, answer });
      },
      sent(bytes) {
        totals.bytesSent += bytes;
        active = performance.now();
      },
      received(bytes) {
        totals.bytesReceived += bytes;
        active = performance.now();
      },
    });
  });
  const port = await listen(server);

  function record({ head, answer }: Passing): TappedExchange {
    const { method, target, fields } = head;
    const request = { method, path: target, url: `${origin}${options.inPath ? `/${options.bucket}` : ''}${target}` };
    const prepared = { ...request, headers: fields, bodyLength: head.bodyLength };
    const attempt = { sentHead: null, receivedHead: answer.head(), sentBodyBytes: head.bodyLength };
    const state = { isStale: false, isExpired: false, durationMs: answer.durationMs() };
    const exchange = recordExchange(prepared, { ...attempt, ...state, result: answer.result() }, [], redactor);
    return { exchange, target, fields, digest: answer.digest() };
  }

  return {
    port,
    observe(its) {
      sinkFor = its;
      passing = [];
      active = performance.now();
    },
    passed: () => passing.map(record),
    lastActivity: () => active,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address.port);
    });
  });
}
