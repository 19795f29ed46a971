import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createRedactor } from '../../../driver/redact/redact.js';
import type { Exchange } from '../../../exchange/exchange.js';
import { type Script, startRawServer } from '../../../testing/wire/raw-server.js';
import { openTap, type Tap, type TapOptions } from './tap.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server of scripts behind a relay. */
async function tapped(scripts: readonly Script[], options: Partial<TapOptions> = {}) {
  const server = await startRawServer(scripts);
  const totals = { requests: 0, bytesSent: 0, bytesReceived: 0 };
  const host = server.origin.slice('http://'.length);
  const redactor = createRedactor(['secret-key-id', 'secret-of-the-key']);
  const tap = await openTap({
    origin: server.origin,
    tls: {},
    proxy: null,
    bucket: 'b',
    host,
    inPath: true,
    redactor,
    totals,
    ...options,
  });
  closing.push(tap.close, server.close);
  tap.observe(() => () => {
    let length = 0;
    return {
      write: (chunk) => {
        length += chunk.length;
      },
      end: () => (length === 0 ? { kind: 'empty' } : { kind: 'slice', first: 0, last: length - 1 }),
    };
  });
  return { server, tap, totals };
}

/** Sends bytes and takes what comes until the connection ends, one character a byte. */
function exchange(tap: Tap, request: string, until: (text: string) => boolean = () => false): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(tap.port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (until(text)) socket.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      text += `[${error.code}]`;
    });
    socket.on('close', () => resolve(text));
    socket.write(request, 'latin1');
  });
}

const get = (path: string, fields = ''): string => `GET ${path} HTTP/1.1\r\nHost: localhost:1\r\n${fields}\r\n`;
const head206 = 'HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\nX-Odd:  twice \r\n\r\n';

function inShort({ result, request }: Exchange) {
  if (result.kind === 'failure') return [request.url, result.failure.phase, result.failure.code];
  const { status, body, framing } = result.response;
  return [status, body.length, framing.delimitedBy, framing.extraBytes, framing.truncated?.code ?? null];
}
const passed = (tap: Tap) => tap.passed().map((its) => inShort(its.exchange));

test('an answer reaches the client byte by byte, and its record says the same', async () => {
  const { tap, server, totals } = await tapped([[head206, { waitMs: 1 }, 'ab', 'cde', { close: 'fin' }]]);
  expect(await exchange(tap, get('/b/k?x', 'rAnGe:  bytes=0-4\r\n'))).toBe(`${head206}abcde`);
  expect(server.requests.map(({ head }) => head)).toEqual([
    `GET /b/k?x HTTP/1.1\r\nHost: ${server.origin.slice(7)}\r\nrAnGe:  bytes=0-4`,
  ]);
  const [one, ...others] = tap.passed();
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    target: '/k?x',
    digest: '36bbe50ed96841d10443bcb670d6554f0a34b761be67ec9c4a8ad2c0c44ca42c',
    exchange: {
      request: {
        method: 'GET',
        url: `${server.origin}/b/k?x`,
        headers: [
          ['Host', 'localhost:1'],
          ['rAnGe', 'bytes=0-4'],
        ],
      },
      result: {
        kind: 'response',
        response: {
          status: 206,
          httpVersion: '1.1',
          headers: [
            ['Content-Length', '5'],
            ['X-Odd', 'twice '],
          ],
          body: { length: 5, place: { kind: 'slice', first: 0, last: 4 } },
          framing: { delimitedBy: 'content-length', extraBytes: 0, truncated: null },
        },
      },
    },
  });
  expect(totals).toMatchObject({ requests: 1, bytesReceived: head206.length + 5 });
});

test.each<[what: string, script: Script, text: string, record: unknown[]]>([
  [
    'chunks, an interim answer before them and a trailer behind them',
    [
      'HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3;x\r\ncde\r\n0\r\nT: 1\r\n\r\n',
      { close: 'fin' },
    ],
    'T: 1\r\n\r\n',
    [200, 5, 'chunked', 0, null],
  ],
  ['a body until the end', ['HTTP/1.1 200 OK\r\n\r\nabc', { close: 'fin' }], 'abc', [200, 3, 'close', 0, null]],
  [
    'no body',
    ['HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n', { close: 'fin' }],
    '\r\n\r\n',
    [304, 0, 'none', 0, null],
  ],
  [
    'a body that is too long',
    [`${head206}abcdeXYZ`, { close: 'fin' }],
    'abcdeXYZ',
    [206, 5, 'content-length', 3, null],
  ],
  ['a body that is cut off', [`${head206}ab`, { close: 'fin' }], 'ab', [206, 2, 'content-length', 0, 'closed']],
])('%s', async (_, script, end, record) => {
  const { tap } = await tapped([script]);
  expect(await exchange(tap, get('/b/k'))).toMatch(new RegExp(`${end.replace(/[[\]]/g, '\\$&')}$`));
  expect(passed(tap)).toEqual([record]);
});

test('a reset within the body ends it, for the client and in the record', async () => {
  const { tap } = await tapped([[`${head206}ab`, { close: 'rst' }]]);
  await exchange(tap, get('/b/k'));
  // libuv shows a reset that comes along with bytes as an end.
  expect(passed(tap)[0]?.at(-1)).toMatch(/^(closed|reset)$/);
});

test.each<[what: string, script: Script, phase: string, code: string]>([
  ['no answer but the end', [{ close: 'fin' }], 'first-byte', 'closed'],
  ['no answer but a reset', [{ close: 'rst' }], 'first-byte', 'reset'],
  ['half a head', ['HTTP/1.1 206 Par', { close: 'fin' }], 'headers', 'closed'],
  ['no HTTP', ['220 ready\r\n\r\n', { close: 'fin' }], 'headers', 'malformed'],
])('%s is a failure, for the client and in the record', async (_, script, phase, code) => {
  const { tap, server } = await tapped([script]);
  await exchange(tap, get('/b/k'));
  expect(passed(tap)).toEqual([[`${server.origin}/b/k`, phase, code]]);
});

test('a target that cannot be reached resets the client, and that is known of its request', async () => {
  const { tap, server } = await tapped([]);
  await server.close();
  expect(await exchange(tap, get('/b/k'))).toBe('[ECONNRESET]');
  expect(passed(tap)).toEqual([[`${server.origin}/b/k`, 'connect', 'refused']]);
});

test('two requests on one connection have an answer each, however early the second one comes', async () => {
  const answer = (body: string): Script => [
    `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`,
    { waitMs: 5 },
    body,
  ];
  const { tap, server } = await tapped([answer('one'), answer('three')]);
  const text = await exchange(tap, get('/b/1') + get('/b/2'), (so) => so.endsWith('three'));
  expect(text).toMatch(/one.*three$/s);
  expect(server.connections()).toBe(1);
  expect(tap.passed().map(({ target, exchange: its }) => [target, ...inShort(its)])).toEqual([
    ['/1', 200, 3, 'content-length', 0, null],
    ['/2', 200, 5, 'content-length', 0, null],
  ]);
});

test.each([
  ['in the path', { inPath: true, host: 'h:9' }, get('/b/k'), 'GET /b/k HTTP/1.1\r\nHost: h:9'],
  ['nowhere', { inPath: false, host: 'b.h' }, get('/b/k'), 'GET /k HTTP/1.1\r\nHost: b.h'],
  [
    'in front of the host',
    { inPath: true, host: 'h' },
    get('/b/k').replace('localhost', 'b.localhost'),
    'GET /b/k HTTP/1.1\r\nHost: h',
  ],
])('the bucket goes to where the target expects it: %s', async (_, options, request, sent) => {
  const { tap, server } = await tapped([['HTTP/1.1 204 No\r\n\r\n', { close: 'fin' }]], options);
  await exchange(tap, request);
  expect(server.requests[0]?.head.startsWith(sent)).toBe(true);
});

test('what the client was waiting for when it gave up is not complete', async () => {
  const { tap } = await tapped([[`${head206}abc`]]);
  await exchange(tap, get('/b/k'), (text) => text.endsWith('abc'));
  const { result } = tap.passed()[0]!.exchange;
  expect(result).toMatchObject({
    response: {
      framing: {
        truncated: { code: 'timeout', message: 'not complete when the client gave up, after 3 of 5 bytes of body' },
      },
    },
  });
});

test('a body of a request goes along, and what is no request ends the connection', async () => {
  const { tap, server } = await tapped([['HTTP/1.1 204 No\r\n\r\n', { close: 'fin' }]]);
  await exchange(tap, 'PUT /b/k HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc');
  expect(server.requests[0]?.body).toBe('abc');
  expect(await exchange(tap, 'HELLO\r\n\r\n')).toBe('');
});

test('no record has a signature, a key or a secret in it', async () => {
  const { tap } = await tapped([['HTTP/1.1 403 No\r\nContent-Length: 17\r\n\r\nsecret-of-the-key', { close: 'fin' }]]);
  const difference = { bodyOffset: 0, objectOffset: null, expectedHex: '', actualHex: '' };
  tap.observe(() => () => ({ write: () => {}, end: () => ({ kind: 'unknown', difference }) }));
  await exchange(tap, get('/b/k?Signature=abcdefghij', 'Authorization: OSS secret-key-id:c2lnbmF0dXJl\r\n'));
  const text = JSON.stringify(tap.passed()[0]?.exchange, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
  expect(text).not.toMatch(/secret-|c2lnbmF0dXJl|abcdefghij/);
  expect(text).toContain('<redacted>');
});
