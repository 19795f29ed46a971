import { createDriver, type DriverOptions, type SendOptions } from '../../driver/driver/driver.js';
import type { WireRequest } from '../../driver/wire/wire-request.js';
import type { Exchange } from '../../exchange/exchange.js';
import { type RawServer, startRawServer } from './raw-server.js';

/** An exchange without what differs from run to run. */
export type TimelessExchange = Omit<Exchange, 'durationMs'>;

/** A GET of an object whose names need no server of that name. */
export const getRaw: WireRequest = {
  method: 'GET',
  path: '/object',
  host: 'bucket.test',
  url: 'http://bucket.test/object',
  headers: [['Range', 'bytes=0-4']],
};

/** Asks a server that plays these scripts, one exchange after another, and closes both. Retries do not wait. */
export async function sendRaw(
  scripts: Parameters<typeof startRawServer>[0],
  requests: readonly WireRequest[] = [getRaw],
  options: Partial<DriverOptions> & { readonly ask?: SendOptions } = {},
): Promise<{ exchanges: TimelessExchange[]; server: RawServer }> {
  const server = await startRawServer(scripts);
  const { retry, ask, ...rest } = options;
  const driver = createDriver({
    origin: server.origin,
    connections: 1,
    secrets: [],
    retry: { baseMs: 0, ...retry },
    ...rest,
  });
  try {
    const exchanges: TimelessExchange[] = [];
    for (const request of requests) {
      const { durationMs: _, ...exchange } = await driver.send(request, ask);
      exchanges.push(exchange);
    }
    return { exchanges, server };
  } finally {
    await driver.close();
    await server.close();
  }
}
