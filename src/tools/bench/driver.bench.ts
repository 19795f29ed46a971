import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Pool } from 'undici';
import { afterAll, bench, describe } from 'vitest';
import { createDriver } from '../../driver/driver/driver.js';

/** Connections, and requests in flight, as in a run. */
const connections = 10;
/** Requests a sample. */
const batch = 500;

/** The server has a thread of its own, so that only the client is compared. */
const server = new Worker(
  `const { createServer } = require('node:http');
   const body = Buffer.alloc(500, 7);
   const server = createServer((_, response) => {
     response.writeHead(206, { 'Content-Length': 500, 'Content-Range': 'bytes 500-999/1000' }).end(body);
   }).listen(0, '127.0.0.1', () => require('node:worker_threads').parentPort.postMessage(server.address().port));`,
  { eval: true },
);
const [port] = await once(server, 'message');
const origin = `http://127.0.0.1:${port}`;
const pool = new Pool(origin, { connections, pipelining: 1 });
const driver = createDriver({ origin, connections, secrets: [] });
const request = {
  method: 'GET',
  host: `127.0.0.1:${port}`,
  path: '/bucket/key',
  url: `${origin}/bucket/key`,
  headers: [['Range', 'bytes=500-999'] as const],
};

afterAll(async () => {
  await Promise.all([pool.close(), driver.close()]);
  await server.terminate();
});

describe('what recording an exchange costs, beside undici alone', () => {
  bench(`undici, ${batch} requests`, async () => {
    await Promise.all(
      Array.from({ length: batch }, async () => {
        const { body } = await pool.request({
          method: 'GET',
          path: '/bucket/key',
          headers: { range: 'bytes=500-999' },
        });
        await body.arrayBuffer();
      }),
    );
  });
  bench(`driver, ${batch} requests`, async () => {
    await Promise.all(Array.from({ length: batch }, () => driver.send(request)));
  });
});
