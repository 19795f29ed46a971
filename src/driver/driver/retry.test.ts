import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { MakeSink } from '../../content/body-sink.js';
import type { Exchange, TransportFailure } from '../../exchange/exchange.js';
import { type Script, startRawServer } from '../../testing/wire/raw-server.js';
import { getRaw, sendRaw } from '../../testing/wire/send-raw.js';
import { createDriver } from './driver.js';

const ok: Script = ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'];
const empty = (status: number, field = ''): Script => [`HTTP/1.1 ${status} \r\n${field}Content-Length: 0\r\n\r\n`];
const closing: Script = [{ close: 'fin' }];
const closed: TransportFailure = {
  phase: 'first-byte',
  code: 'closed',
  message: 'the server closed the connection before any byte of the answer',
};

/** The status, or the code of the failure. */
function outcome({ result }: Pick<Exchange, 'result'>): number | string {
  return result.kind === 'response' ? result.response.status : result.failure.code;
}

describe('a kept-alive connection that turns out stale', () => {
  test.each(['GET', 'HEAD', 'PUT', 'DELETE'])('is replaced once for %s, and the record says so', async (method) => {
    const request = { ...getRaw, method };
    const { exchanges, server } = await sendRaw([ok, closing, ok], [getRaw, request], { ask: { retry: false } });
    expect(exchanges.map(outcome)).toEqual([200, 200]);
    expect(exchanges.map(({ retries }) => retries)).toEqual([
      [],
      [{ reason: 'stale-connection', failure: closed, waitedMs: 0 }],
    ]);
    expect(server.requests.map(({ connection }) => connection)).toEqual([0, 0, 1]);
  });

  test('is replaced when it is reset', async () => {
    const { exchanges } = await sendRaw([ok, [{ close: 'rst' }], ok], [getRaw, getRaw]);
    expect(exchanges[1]?.retries).toEqual([
      {
        reason: 'stale-connection',
        failure: {
          phase: 'first-byte',
          code: 'reset',
          message: 'the connection was reset before any byte of the answer',
        },
        waitedMs: 0,
      },
    ]);
  });

  test('is not replaced for POST, which the server may have acted upon', async () => {
    const { exchanges, server } = await sendRaw([ok, closing], [getRaw, { ...getRaw, method: 'POST' }]);
    expect(exchanges.map(outcome)).toEqual([200, 'closed']);
    expect(server.requests).toHaveLength(2);
  });

  test('is told from a server that closes on this request: the second time is a failure of the transport', async () => {
    const { exchanges, server } = await sendRaw([ok, closing, closing, closing], [getRaw, getRaw]);
    expect(exchanges[1]).toMatchObject({
      result: { kind: 'failure', failure: closed },
      retries: [
        { reason: 'stale-connection', failure: closed, waitedMs: 0 },
        { reason: 'transport', failure: closed, waitedMs: 0 },
      ],
    });
    expect(server.connections()).toBe(3);
  });

  test('does not fail exchanges when the server closes idle connections after 20 ms', async () => {
    const server = await startRawServer(() => [...ok, { waitMs: 20 }, { close: 'fin' }]);
    const driver = createDriver({ origin: server.origin, connections: 1, secrets: [] });
    const outcomes: (number | string)[] = [];
    for (let i = 0; i < 20; i++) {
      outcomes.push(outcome(await driver.send(getRaw)));
      await delay(19 + (i % 4));
    }
    await driver.close();
    await server.close();
    expect(outcomes).toEqual(Array(20).fill(200));
  });
});

describe('a status that asks for patience', () => {
  test.each([429, 500, 502, 503, 504])('%i is asked again', async (status) => {
    const { exchanges, server } = await sendRaw([empty(status), ok]);
    expect(exchanges.map(outcome)).toEqual([200]);
    expect(exchanges[0]?.retries).toEqual([{ reason: 'status', status, waitedMs: 0 }]);
    expect(server.connections()).toBe(1);
  });

  test('three times at most; then it stands', async () => {
    const { exchanges, server } = await sendRaw(Array(5).fill(empty(503)));
    expect(exchanges.map(outcome)).toEqual([503]);
    expect(exchanges[0]?.retries).toEqual(Array(3).fill({ reason: 'status', status: 503, waitedMs: 0 }));
    expect(server.requests).toHaveLength(4);
  });

  test('Retry-After is obeyed', async () => {
    const began = performance.now();
    const { exchanges } = await sendRaw([empty(503, 'Retry-After: 1\r\n'), ok]);
    expect(exchanges[0]?.retries).toEqual([{ reason: 'status', status: 503, waitedMs: 1000 }]);
    expect(performance.now() - began).toBeGreaterThan(990);
  });

  test('a connection waits so long in all, and then no longer than it would of itself', async () => {
    const busy = empty(503, 'Retry-After: 20\r\n');
    const requests = [getRaw, getRaw];
    const { exchanges } = await sendRaw([busy, busy, ok, busy, busy, ok], requests, {
      connections: 1,
      retry: { longestRetryAfterMs: 40 },
      patienceMs: 100,
    });
    expect(exchanges.map(outcome)).toEqual([200, 200]);
    expect(exchanges.map(({ retries }) => retries.map(({ waitedMs }) => waitedMs))).toEqual([
      [40, 40],
      [20, 0],
    ]);
  });

  test('a wait that does not fit the deadline is not begun', async () => {
    const began = performance.now();
    const { exchanges } = await sendRaw([empty(503, 'Retry-After: 9\r\n'), ok], [getRaw], {
      deadlines: { totalMs: 500 },
    });
    expect(exchanges.map(outcome)).toEqual([503]);
    expect(exchanges[0]?.retries).toEqual([]);
    expect(performance.now() - began).toBeLessThan(450);
  });

  test('other statuses stand', async () => {
    for (const status of [200, 206, 301, 400, 403, 404, 412, 416, 501]) {
      const { server } = await sendRaw([empty(status)]);
      expect(server.requests).toHaveLength(1);
    }
  });
});

test('without retries the first answer and the first failure stand', async () => {
  const { exchanges } = await sendRaw([empty(503), closing], [getRaw, getRaw], {
    ask: { retry: false },
    connections: 1,
  });
  // The second exchange is on a kept connection, which is replaced all the same; its server has no more to say.
  expect(exchanges.map(outcome)).toEqual([503, 'reset']);
  expect(exchanges.map(({ retries }) => retries.map(({ reason }) => reason))).toEqual([[], ['stale-connection']]);
});

test('a server that comes back is found again', async () => {
  const { server: gone } = await sendRaw([], []);
  const driver = createDriver({ origin: gone.origin, connections: 1, secrets: [], retry: { baseMs: 0 } });
  expect(outcome(await driver.send(getRaw))).toBe('refused');
  const server = await startRawServer([ok], gone.port);
  expect(outcome(await driver.send(getRaw))).toBe(200);
  await driver.close();
  await server.close();
});

test('a body that is produced bit by bit is produced anew for every attempt', async () => {
  let productions = 0;
  const body = function* (): Iterable<Uint8Array> {
    productions++;
    yield Buffer.from('abcde');
  };
  const { exchanges, server } = await sendRaw([empty(503), ok], [{ ...getRaw, method: 'PUT', body, bodyLength: 5 }]);
  expect(exchanges.map(outcome)).toEqual([200]);
  expect(server.requests.map((request) => request.body)).toEqual(['abcde', 'abcde']);
  expect(productions).toBe(2);
});

test('every attempt has a sink of its own, which knows the header fields', async () => {
  const sinks: string[] = [];
  const sink: MakeSink = ([field]) => {
    const index = sinks.push(`${field?.join(': ')} `) - 1;
    return {
      write: (chunk: Uint8Array) => {
        sinks[index] += Buffer.from(chunk).toString('latin1');
      },
      end: () => ({ kind: 'slice', first: index, last: index }) as const,
    };
  };
  const busy: Script = ['HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy'];
  const { exchanges } = await sendRaw([busy, ok], [getRaw], { ask: { sink } });
  expect(sinks).toEqual(['Content-Length: 4 busy', 'Content-Length: 2 ok']);
  expect(exchanges[0]?.result).toMatchObject({
    response: { body: { length: 2, place: { kind: 'slice', first: 1, last: 1 } } },
  });
});
