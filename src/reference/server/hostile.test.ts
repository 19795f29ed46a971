import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rawRequest } from '../../testing/wire/raw-request.js';
import { createReferenceEndpoint, type ReferenceEndpoint } from './server.js';

let endpoint: ReferenceEndpoint;

beforeAll(async () => {
  endpoint = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [],
    acl: 'public-read-write',
  });
});

afterAll(() => endpoint.close());

/**
 * Everything that comes back until the endpoint closes the connection. `then` is sent after the first bytes of an
 * answer.
 */
function converse(text: string, then?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(endpoint.port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received += chunk;
    });
    if (then !== undefined) socket.once('data', () => socket.write(then, 'latin1'));
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
    socket.setTimeout(5000, () => socket.destroy(new Error(`still open after: ${received}`)));
  });
}

async function stillServes(): Promise<void> {
  expect((await rawRequest({ port: endpoint.port, target: '/conformance' })).status).toBe(200);
}

const close = 'Connection: close\r\n\r\n';

test.each<[string, string, number, string]>([
  ['a TLS greeting', '\x16\x03\x01\x02\0', 405, 'MethodNotAllowed'],
  ['an unknown method', `FOO / HTTP/1.1\r\nHost: x\r\n${close}`, 405, 'MethodNotAllowed'],
  ['an unknown version', `GET / HTTP/9.9\r\nHost: x\r\n${close}`, 400, 'InvalidRequest'],
  ['a header without a colon', `GET / HTTP/1.1\r\nHost x\r\n${close}`, 400, 'InvalidRequest'],
  ['no Host', `GET / HTTP/1.1\r\n${close}`, 400, 'InvalidRequest'],
  ['two Hosts', `GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n${close}`, 400, 'InvalidRequest'],
  [
    'a header section beyond the limit',
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n${close}`,
    431,
    'HeaderSectionTooLarge',
  ],
  [
    'two lengths',
    `PUT /conformance/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n${close}x`,
    400,
    'InvalidRequest',
  ],
  [
    'a coding without an end',
    'PUT /conformance/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\nx',
    400,
    'InvalidRequest',
  ],
  ['a control character', `GET /conformance HTTP/1.1\r\nHost: x\r\nX: a\x01b\r\n${close}`, 400, 'InvalidRequest'],
  [
    'a chunk of no length',
    `PUT /conformance/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n${close}zz\r\n`,
    400,
    'InvalidRequest',
  ],
  ['an expectation', `GET /conformance HTTP/1.1\r\nHost: x\r\nExpect: miracle\r\n${close}`, 417, 'ExpectationFailed'],
  ['an upload of no stated length', `PUT /conformance/a HTTP/1.1\r\nHost: x\r\n${close}`, 411, 'MissingContentLength'],
  ['a tunnel', 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n', 405, 'MethodNotAllowed'],
])('%s is answered in the words of OSS', async (_, request, status, code) => {
  const answer = await converse(request);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const requestId = /x-oss-request-id: (\w{24})/.exec(head)?.[1];
  expect(head.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(body).toContain(`<Code>${code}</Code>`);
  expect(body).toContain(`<RequestId>${requestId}</RequestId>`);
  expect(head).toContain(`Content-Length: ${body.length}`);
  await stillServes();
});

test('a length beside chunks is taken for nothing, and ends the connection', async () => {
  const fields = ['Content-Length: 5', 'Transfer-Encoding: chunked'];
  for (const order of [fields, [...fields].reverse()]) {
    const put = `PUT /conformance/both HTTP/1.1\r\nHost: x\r\n${order.join('\r\n')}\r\n\r\n3\r\nabc\r\n0\r\n\r\n`;
    const answer = await converse(`${put}GET /conformance/smuggled HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(answer.match(/HTTP\/1\.1 \d+|Connection: \w+/g)).toEqual(['HTTP/1.1 200', 'Connection: close']);
    const read = await converse(`GET /conformance/both HTTP/1.1\r\nHost: x\r\n${close}`);
    expect(read.endsWith('\r\n\r\nabc')).toBe(true);
  }
});

test('garbage behind a request is answered after that request', async () => {
  const answer = await converse('GET /conformance HTTP/1.1\r\nHost: x\r\n\r\nga rba ge\r\n\r\n');
  expect(answer.match(/HTTP\/1\.1 \d+|<\w+Result>|<Code>\w+/g)).toEqual([
    'HTTP/1.1 200',
    '<ListBucketResult>',
    'HTTP/1.1 405',
    '<Code>MethodNotAllowed',
  ]);
});

test('garbage in the body of a request that has its answer ends the connection without another', async () => {
  const chunked = 'PUT /conformance/a?retention HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';
  const answer = await converse(chunked, 'zz\r\n');
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 501']);
});

test('garbage behind an answered request is answered', async () => {
  const answer = await converse('GET /conformance HTTP/1.1\r\nHost: x\r\n\r\n', 'ga rba ge\r\n\r\n');
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 405']);
});

test('clients that reset their connection at the worst moment do no harm', async () => {
  const requests = [
    'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n',
    'ga rba ge\r\n\r\n',
    'GET /conformance HTTP/1.1\r\nHost: x\r\n\r\n',
    'PUT /conformance/r HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx',
  ];
  for (const request of [...requests, ...requests, ...requests]) {
    await new Promise<void>((resolve) => {
      const socket = connect(endpoint.port, '127.0.0.1', () => socket.write(request, () => socket.resetAndDestroy()));
      socket.on('close', () => resolve());
    });
    await stillServes();
  }
});

test('a client that goes on sending garbage gets one answer, and has time to read it', async () => {
  const socket = connect(endpoint.port, '127.0.0.1');
  socket.on('error', () => {});
  for (let round = 0; round < 4; round += 1) {
    socket.write(round === 0 ? 'ga rba ge\r\n\r\n' : `more ${'y'.repeat(1000)}\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  await new Promise((resolve) => socket.on('close', resolve));
  expect(answer.match(/HTTP\/1\.1 \d+|<\/Error>/g)).toEqual(['HTTP/1.1 405', '</Error>']);
});

test('a client that never closes after its last answer has a second to read it, and is closed then', async () => {
  const startedAt = performance.now();
  await new Promise<void>((resolve) => {
    const socket = connect({ port: endpoint.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    socket.resume();
    // What the endpoint does to a half-open connection shows when it is written to.
    const writing = setInterval(() => (socket.destroyed ? clearInterval(writing) : socket.write('x')), 100);
    socket.write('ga rba ge\r\n\r\n');
  });
  expect(performance.now() - startedAt).toBeGreaterThan(900);
});

test('HTTP/1.0 without Host is path style', async () => {
  const answer = await converse('GET /conformance HTTP/1.0\r\n\r\n');
  expect(answer).toContain('HTTP/1.1 200 OK');
  expect(answer).toContain('Connection: close');
});

test('100-continue is granted', async () => {
  const answer = await converse(
    `PUT /conformance/c HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n${close}x`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK\r\n/);
});

const seed = 0x5eed;

test(`random bytes never stop it (seed ${seed})`, async () => {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 24;
  };
  const noise = (length: number, lowest: number) =>
    String.fromCharCode(...Array.from({ length }, next).filter((byte) => byte >= lowest && byte !== 0x7f));
  for (let round = 0; round < 40; round += 1) {
    await converse(`${noise(200, 0)}\r\n\r\n`);
    const target = noise(20, 0x21).replace(/[^!-~]/g, '%');
    await converse(`GET /${target} HTTP/1.1\r\nHost: ${noise(5, 0x21)}\r\nRange: ${noise(50, 0x20)}\r\n${close}`);
  }
  await stillServes();
});

test('an upload that breaks off leaves no object and no memory taken', async () => {
  const small = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [],
    acl: 'public-read-write',
    memoryLimitBytes: 10_000,
  });
  for (let round = 0; round < 3; round += 1) {
    await new Promise<void>((resolve) => {
      const socket = connect(small.port, '127.0.0.1', () => {
        socket.write(
          `PUT /conformance/part HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n${'x'.repeat(8000)}`,
          () => {
            setTimeout(() => socket.destroy(), 20);
          },
        );
      });
      socket.on('close', () => resolve());
    });
  }
  await expect
    .poll(
      async () =>
        (await rawRequest({ port: small.port, method: 'PUT', target: '/conformance/whole', body: 'x'.repeat(9000) }))
          .status,
    )
    .toBe(200);
  expect((await rawRequest({ port: small.port, target: '/conformance/part' })).status).toBe(404);
  await small.close();
});
