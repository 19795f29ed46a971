import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Credentials } from '../../driver/auth/credentials.js';
import { SuiteError } from '../../suite-error.js';
import { hooksOf } from '../faults/fault.js';
import { emptyBucket } from '../objects/store.js';
import { checkEndpointOptions, type ReferenceEndpointOptions } from './endpoint-options.js';
import type { EndpointState } from './endpoint-state.js';
import { createMemoryBudget } from './memory-budget.js';
import { createRequestListener } from './request-listener.js';
import { defaultChoices } from './unsettled.js';

export interface ReferenceEndpoint {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  /** Those it was made with. */
  readonly credentials: readonly Credentials[];
  /** Ends every connection, idle or not, and frees the port. May be called again. */
  close(): Promise<void>;
}

/** Room for every object that the suite's own cases read, several times over. */
const defaultMemoryLimitBytes = 256 * 1024 * 1024;

/** Twice what node:http allows by default: long Range values are among the things that the suite sends. */
const largestHeaderSectionBytes = 32 * 1024;

/** Longer than any client keeps a connection idle, so that none is closed under a request that is just being sent. */
const keepAliveMs = 75_000;

/**
 * Starts an endpoint that answers as OSS is known to, on 127.0.0.1. Objects are kept in memory and are gone when it closes.
 *
 * @throws SuiteError `config-invalid` for options that make no endpoint, or a port that cannot be had
 */
export async function createReferenceEndpoint(options: ReferenceEndpointOptions): Promise<ReferenceEndpoint> {
  checkEndpointOptions(options);
  const listener = createRequestListener(initialState(options), options.onRequest ?? (() => {}));
  const server = createServer({
    maxHeaderSize: largestHeaderSectionBytes,
    // Clients of the vendor for PHP send a length beside chunks; what else this lets through is refused by checkMessage.
    insecureHTTPParser: true,
    keepAliveTimeout: keepAliveMs,
    requireHostHeader: false,
  });
  server.on('request', listener.request);
  server.on('checkExpectation', listener.expectation);
  server.on('connect', listener.connect);
  server.on('clientError', listener.clientError);
  const sockets = openSockets(server);
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    credentials: options.credentials,
    close: () => close(server, sockets),
  };
}

function initialState(options: ReferenceEndpointOptions): EndpointState {
  const { bucket, acl, region, credentials, clock = () => new Date() } = options;
  const hooks = options.fault === undefined ? {} : hooksOf(options.fault);
  return {
    store: {
      buckets: new Map([[bucket, emptyBucket(bucket, acl, clock().getTime(), options.versioning)]]),
      budget: createMemoryBudget(options.memoryLimitBytes ?? defaultMemoryLimitBytes),
    },
    region,
    credentials,
    requestPayer: options.requestPayer ?? false,
    choices: { ...defaultChoices, ...options.unsettled, ...hooks.choices },
    hooks,
    clock,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new SuiteError('config-invalid', `port ${port} of 127.0.0.1 is not available: ${cause.message}`, {
          hint: 'choose another port, or 0 for any free one',
          cause,
        }),
      );
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Every connection, also those that node:http no longer counts as its own: tunnels, and clients that sent garbage. */
function openSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
