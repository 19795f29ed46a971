import { Agent } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { rawRequest } from '../../testing/wire/raw-request.js';
import type { ReferenceEndpointOptions, RequestEntry } from './endpoint-options.js';
import { createReferenceEndpoint } from './server.js';

const options: ReferenceEndpointOptions = {
  bucket: 'conformance',
  region: 'cn-hangzhou',
  credentials: [{ accessKeyId: 'ak', accessKeySecret: 'sk' }],
  acl: 'public-read-write',
};

test('says where it listens and with which credentials', async () => {
  const endpoint = await createReferenceEndpoint(options);
  expect(endpoint.url).toBe(`http://127.0.0.1:${endpoint.port}`);
  expect(endpoint.credentials).toEqual(options.credentials);
  await endpoint.close();
});

test.each<[Partial<ReferenceEndpointOptions>, string]>([
  [{ bucket: 'Conformance' }, '"Conformance" is not a bucket name'],
  [{ region: 'oss-cn-hangzhou' }, '"oss-cn-hangzhou" is not a region id'],
  [{ region: '' }, '"" is not a region id'],
  [{ memoryLimitBytes: -1 }, 'the memory limit -1 is not a number of bytes'],
  [{ memoryLimitBytes: Number.NaN }, 'the memory limit NaN is not a number of bytes'],
])('options %j are refused', async (wrong, message) => {
  await expect(createReferenceEndpoint({ ...options, ...wrong })).rejects.toMatchObject({
    code: 'config-invalid',
    message,
  });
});

test('a port that is taken is refused by number', async () => {
  const endpoint = await createReferenceEndpoint(options);
  await expect(createReferenceEndpoint({ ...options, port: endpoint.port })).rejects.toMatchObject({
    code: 'config-invalid',
    message: expect.stringContaining(`port ${endpoint.port} of 127.0.0.1`),
    hint: expect.any(String),
  });
  await endpoint.close();
});

test('closing ends idle connections, half-sent requests and answers under way, and may be repeated', async () => {
  const endpoint = await createReferenceEndpoint(options);
  const agent = new Agent({ keepAlive: true });
  const target = '/conformance/large';
  await rawRequest({ port: endpoint.port, method: 'PUT', target, body: Buffer.alloc(8_000_000), agent });
  const open = [
    'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n',
    'ga rba ge\r\n\r\n',
    '',
    'PUT /conformance/x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx',
    `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`,
  ];
  const sockets = await Promise.all(
    open.map(
      (text) =>
        new Promise<{ closed: Promise<void> }>((resolve) => {
          const socket = connect(endpoint.port, '127.0.0.1', () => socket.write(text, () => resolve({ closed })));
          socket.on('error', () => {});
          const closed = new Promise<void>((done) => socket.on('close', () => done()));
          socket.pause();
          setTimeout(() => socket.resume(), 200);
        }),
    ),
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  const startedAt = performance.now();
  await endpoint.close();
  await endpoint.close();
  await Promise.all(sockets.map(({ closed }) => closed));
  expect(performance.now() - startedAt).toBeLessThan(800);
  await expect(rawRequest({ port: endpoint.port, target, agent })).rejects.toThrow();
  agent.destroy();
});

test('closing does not wait for a client that holds on to a connection it may no longer use', async () => {
  const endpoint = await createReferenceEndpoint(options);
  const socket = connect({ port: endpoint.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  socket.write('CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  const startedAt = performance.now();
  await endpoint.close();
  expect(performance.now() - startedAt).toBeLessThan(800);
  socket.destroy();
});

test('every request is told of, with its query but for the credentials in it', async () => {
  const entries: RequestEntry[] = [];
  const endpoint = await createReferenceEndpoint({ ...options, onRequest: (entry) => entries.push(entry) });
  const reply = await rawRequest({
    port: endpoint.port,
    target:
      '/conformance/a?versionId=1&Signature=secret&%4FSSAccessKeyId=ak&x-oss-credential=ak%2F20231216%2Fr%2Foss%2Fq',
    headers: [['Range', 'bytes=0-1']],
  });
  await rawRequest({ port: endpoint.port, target: '/conformance' });
  await endpoint.close();
  expect(entries).toEqual([
    {
      requestId: reply.headers['x-oss-request-id'],
      method: 'GET',
      path: '/conformance/a',
      query:
        'versionId=1&Signature=<redacted>&OSSAccessKeyId=<redacted>&x-oss-credential=<redacted>%2F20231216%2Fr%2Foss%2Fq',
      range: ['bytes=0-1'],
      status: 400,
      durationMs: expect.any(Number),
    },
    expect.objectContaining({ path: '/conformance', query: '', range: [], status: 200 }),
  ]);
});

test('a request whose client leaves before its end is told of as none, for it has no answer', async () => {
  const entries: RequestEntry[] = [];
  const endpoint = await createReferenceEndpoint({ ...options, onRequest: (entry) => entries.push(entry) });
  const socket = connect({ port: endpoint.port, host: '127.0.0.1' });
  socket.write('PUT /conformance/a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  socket.end('left');
  await new Promise((resolve) => socket.once('close', resolve));
  await rawRequest({ port: endpoint.port, target: '/conformance' });
  await endpoint.close();
  expect(entries.map(({ method, status }) => [method, status])).toEqual([['GET', 200]]);
});

test('the clock decides Date and Last-Modified, and two endpoints can differ in an unsettled answer only', async () => {
  const clock = () => new Date('2019-10-18T08:00:00.999Z');
  const usual = await createReferenceEndpoint({ ...options, clock });
  const other = await createReferenceEndpoint({ ...options, clock, unsettled: { standardList: 'refuse' } });
  const statuses = await Promise.all(
    [usual, other].map(async ({ port }) => {
      await rawRequest({ port, method: 'PUT', target: '/conformance/a', body: '0123456789' });
      const ask = (range: string) =>
        rawRequest({
          port,
          target: '/conformance/a',
          headers: [
            ['Range', range],
            ['x-oss-range-behavior', 'standard'],
          ],
        });
      const { headers } = await ask('bytes=0-1');
      expect([headers.date, headers['last-modified']]).toEqual([
        'Fri, 18 Oct 2019 08:00:00 GMT',
        'Fri, 18 Oct 2019 08:00:00 GMT',
      ]);
      // Last-Modified has no fractions of a second, so the object must have none either.
      const since: HeaderField = ['If-Unmodified-Since', 'Fri, 18 Oct 2019 08:00:00 GMT'];
      expect((await rawRequest({ port, target: '/conformance/a', headers: [since] })).status).toBe(200);
      return [(await ask('bytes=0-1')).status, (await ask('bytes=0-1,4-5')).status];
    }),
  );
  expect(statuses).toEqual([
    [206, 206],
    [206, 416],
  ]);
  await Promise.all([usual.close(), other.close()]);
});
