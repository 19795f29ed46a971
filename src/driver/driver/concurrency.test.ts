import { expect, test } from 'vitest';
import { type ReceivedRawRequest, startRawServer } from '../../testing/wire/raw-server.js';
import { getRaw } from '../../testing/wire/send-raw.js';
import { createDriver } from './driver.js';

const numberOf = ({ head }: ReceivedRawRequest): number => Number(/^GET \/(\d+) /.exec(head)?.[1]);

test('with many exchanges in flight every byte is attributed to its own', async () => {
  const server = await startRawServer((request) => {
    const n = numberOf(request);
    const body = `body of ${n}`.repeat((n % 7) + 1);
    const head = `HTTP/1.1 200 OK\r\nX-Number: ${n}\r\nContent-Length: ${body.length}\r\n\r\n`;
    if (n % 5 === 0) return [`${head}${body}extra of ${n}`];
    return n % 3 === 0 ? [head.slice(0, 20), { waitMs: n % 4 }, head.slice(20) + body] : [head, body];
  });
  const driver = createDriver({ origin: server.origin, connections: 8, secrets: [] });
  const numbers = Array.from({ length: 300 }, (_, n) => n);
  const exchanges = await Promise.all(numbers.map((n) => driver.send({ ...getRaw, path: `/${n}` })));
  await driver.close();
  await server.close();
  const seen = exchanges.map(({ result, retries }) => {
    if (result.kind === 'failure') return result.failure;
    const { headers, body, framing } = result.response;
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
    return { number: headers[0]?.[1], body: text(body.prefix), extra: text(framing.extraPrefix), retries };
  });
  expect(seen).toEqual(
    numbers.map((n) => ({
      number: String(n),
      body: `body of ${n}`.repeat((n % 7) + 1),
      extra: n % 5 === 0 ? `extra of ${n}` : '',
      retries: [],
    })),
  );
});

test('no more connections are used than allowed, and a kept one is preferred to a new one', async () => {
  const server = await startRawServer(() => ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n']);
  const driver = createDriver({ origin: server.origin, connections: 3, secrets: [] });
  await driver.send(getRaw);
  await driver.send(getRaw);
  expect(server.connections()).toBe(1);
  await Promise.all(Array.from({ length: 30 }, () => driver.send(getRaw)));
  expect(server.connections()).toBe(3);
  await driver.close();
  await server.close();
});

test('totals count requests and bytes both ways, retries included', async () => {
  const [busy, ok] = ['HTTP/1.1 503 \r\nContent-Length: 0\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'];
  const server = await startRawServer([[busy], [ok], [ok]]);
  const driver = createDriver({ origin: server.origin, connections: 1, secrets: [], retry: { baseMs: 0 } });
  expect(driver.totals).toEqual({ requests: 0, bytesSent: 0, bytesReceived: 0 });
  await driver.send(getRaw);
  await driver.send({ ...getRaw, method: 'PUT', body: Buffer.from('abc') });
  await driver.close();
  await server.close();
  const sent = server.requests.map(({ head, body }) => head.length + 4 + body.length);
  expect(driver.totals).toEqual({
    requests: 3,
    bytesSent: sent.reduce((sum, length) => sum + length),
    bytesReceived: busy.length + 2 * ok.length,
  });
});

test('closing waits for exchanges under way', async () => {
  const server = await startRawServer([[{ waitMs: 50 }, 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n']]);
  const driver = createDriver({ origin: server.origin, connections: 1, secrets: [] });
  const asked = driver.send(getRaw);
  await driver.close();
  expect((await asked).result.kind).toBe('response');
  await server.close();
});
