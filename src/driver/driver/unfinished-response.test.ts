import { describe, expect, test } from 'vitest';
import type { Framing, RecordedResponse, TransportFailure } from '../../exchange/exchange.js';
import {
  firstPosOf,
  inBody,
  malformedExchange,
  repeated,
  request,
  response,
  sendExpected,
} from '../../testing/builders/expected-exchange.js';
import type { Script } from '../../testing/wire/raw-server.js';
import { getRaw, sendRaw } from '../../testing/wire/send-raw.js';

const short = `${firstPosOf}Content-Length: 10\r\n\r\nabcde`;
const shortClosing = `${firstPosOf}Content-Length: 10\r\nConnection: close\r\n\r\nabcde`;
const tenBytes: RecordedResponse['headers'] = [['Content-Length', '10']];
const tenBytesClosing: RecordedResponse['headers'] = [...tenBytes, ['Connection', 'close']];
const chunked: RecordedResponse['headers'] = [['Transfer-Encoding', 'chunked']];

interface TruncatedRow {
  readonly name: string;
  readonly script: Script;
  readonly headers: RecordedResponse['headers'];
  readonly delimitedBy?: Framing['delimitedBy'];
  readonly truncated: TransportFailure;
}

/** Bodies that end early, twice. */
const truncated: TruncatedRow[] = [
  {
    name: 'by the end of the connection',
    script: [short, { close: 'fin' }],
    headers: tenBytes,
    truncated: inBody('closed', 'the server closed the connection after 5 of 10 bytes of body'),
  },
  {
    name: 'by the announced end of the connection',
    script: [shortClosing, { close: 'fin' }],
    headers: tenBytesClosing,
    truncated: inBody('closed', 'the server closed the connection after 5 of 10 bytes of body'),
  },
  {
    name: 'by a reset',
    script: [short, { waitMs: 10 }, { close: 'rst' }],
    headers: tenBytes,
    truncated: inBody('reset', 'the connection was reset after 5 of 10 bytes of body'),
  },
  {
    name: 'by a reset instead of the announced end',
    script: [shortClosing, { waitMs: 10 }, { close: 'rst' }],
    headers: tenBytesClosing,
    truncated: inBody('reset', 'the connection was reset after 5 of 10 bytes of body'),
  },
  {
    name: 'by a reset, where the end of the connection is the end of the body',
    script: [`${firstPosOf}\r\nabcde`, { waitMs: 10 }, { close: 'rst' }],
    headers: [],
    delimitedBy: 'close',
    truncated: inBody('reset', 'the connection was reset after 5 bytes of body'),
  },
  {
    name: 'between two chunks',
    script: [`${firstPosOf}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n`, { close: 'fin' }],
    headers: chunked,
    delimitedBy: 'chunked',
    truncated: inBody('closed', 'the server closed the connection after 5 bytes of body'),
  },
  {
    name: 'by a chunk size that is none',
    script: [`${firstPosOf}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nzz\r\n`],
    headers: chunked,
    delimitedBy: 'chunked',
    truncated: inBody('malformed', 'Response does not match the HTTP/1.1 protocol (Invalid character in chunk size)'),
  },
];

describe('a body that ends early is recorded with what came', () => {
  test.each(truncated)('$name', async ({ script, headers, delimitedBy = 'content-length', truncated }) => {
    const result = response({ headers, framing: { delimitedBy, truncated } });
    expect(await sendExpected(script)).toEqual({ request, result, retries: repeated(truncated) });
  });

  test('by a stall', async () => {
    const truncated = inBody('timeout', 'no complete answer within 400 ms: ended after 5 of 10 bytes of body');
    const result = response({ headers: tenBytes, framing: { truncated } });
    expect(await sendExpected([short], { deadlines: { totalMs: 400 } })).toEqual({ request, result, retries: [] });
  });
});

const refusedHeads: [name: string, script: Script, message: string][] = [
  [
    'two different Content-Length lines',
    [`${firstPosOf}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef`],
    '2 Content-Length lines: 5 and 6',
  ],
  [
    'two equal Content-Length lines',
    [`${firstPosOf}Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde`],
    '2 Content-Length lines: 5 and 5',
  ],
  [
    'Content-Length beside Transfer-Encoding',
    [`${firstPosOf}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n`],
    'Content-Length beside Transfer-Encoding',
  ],
  ['a list as Content-Length', [`${firstPosOf}Content-Length: 5, 5\r\n\r\nabcde`], 'Content-Length is no number: 5, 5'],
  ['a signed Content-Length', [`${firstPosOf}Content-Length: +5\r\n\r\nabcde`], 'Content-Length is no number: +5'],
  ['a negative Content-Length', [`${firstPosOf}Content-Length: -1\r\n\r\n`], 'Content-Length is no number: -1'],
  [
    'a Content-Length of 2^64',
    [`${firstPosOf}Content-Length: 18446744073709551616\r\n\r\n`],
    'Content-Length is out of range: 18446744073709551616',
  ],
  [
    'an unasked 101',
    ['HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
    'an unexpected 101 Switching Protocols',
  ],
  ['a status below 100', ['HTTP/1.1 099 Odd\r\nContent-Length: 5\r\n\r\nabcde'], 'status 099 is below 100'],
  ['a status of four digits', ['HTTP/1.1 2060 OK\r\n\r\n'], 'no status line: HTTP/1.1 2060 OK'],
  ['no HTTP at all', ['220 mail.test ESMTP\r\n'], 'no status line: 220 mail.test ESMTP'],
  [
    'line feeds alone',
    ['HTTP/1.1 206 Partial Content\nContent-Length: 5\n\nabcde'],
    'Response does not match the HTTP/1.1 protocol (Missing expected CR after response line)',
  ],
  [
    'a blank before the colon',
    [`${firstPosOf}Content-Length : 5\r\n\r\nabcde`],
    'Response does not match the HTTP/1.1 protocol (Invalid header field char)',
  ],
  [
    'a line without a colon',
    [`${firstPosOf}nothing\r\n\r\nabcde`],
    'Response does not match the HTTP/1.1 protocol (Invalid header token)',
  ],
  [
    'a control byte in a value',
    [`${firstPosOf}A: \x01\r\n\r\nabcde`],
    'Response does not match the HTTP/1.1 protocol (Invalid header value char)',
  ],
  [
    'a folded line',
    [`${firstPosOf}A: b\r\n c\r\n\r\nabcde`],
    'Response does not match the HTTP/1.1 protocol (Unexpected whitespace after header value)',
  ],
];

describe('a head that cannot be read is a failure that names the cause', () => {
  test.each(refusedHeads)('%s', async (_name, script, message) => {
    const failure = malformedExchange(message);
    expect(await sendExpected(script)).toEqual({
      request,
      result: { kind: 'failure', failure },
      retries: repeated(failure),
    });
  });
});

const beforeTheHead: [name: string, script: Script, failure: TransportFailure][] = [
  [
    'closed before any byte',
    [{ close: 'fin' }],
    { phase: 'first-byte', code: 'closed', message: 'the server closed the connection before any byte of the answer' },
  ],
  [
    'reset before any byte',
    [{ close: 'rst' }],
    { phase: 'first-byte', code: 'reset', message: 'the connection was reset before any byte of the answer' },
  ],
  [
    'closed within the head',
    ['HTTP/1.1 20', { close: 'fin' }],
    { phase: 'headers', code: 'closed', message: 'the server closed the connection within the head' },
  ],
  [
    'closed within what may be an interim answer',
    ['HTTP/1.1 10', { close: 'fin' }],
    { phase: 'headers', code: 'closed', message: 'the server closed the connection within the head' },
  ],
  [
    'reset within the head',
    ['HTTP/1.1 20', { waitMs: 10 }, { close: 'rst' }],
    { phase: 'headers', code: 'reset', message: 'the connection was reset within the head' },
  ],
];

describe('a connection that ends before the head is complete is a failure', () => {
  test.each(beforeTheHead)('%s', async (_name, script, failure) => {
    expect(await sendExpected(script)).toEqual({
      request,
      result: { kind: 'failure', failure },
      retries: repeated(failure),
    });
  });
});

test('nobody listening is a refused connection, and the request is recorded as it was to be sent', async () => {
  const { server } = await sendRaw([], []); // Its port is closed by now.
  const { exchanges } = await sendRaw([], [getRaw], { origin: server.origin });
  const failure: TransportFailure = {
    phase: 'connect',
    code: 'refused',
    message: `connect ECONNREFUSED 127.0.0.1:${server.port}`,
  };
  const headers = request.headers.filter(([name]) => name !== 'connection');
  expect(exchanges).toEqual([
    { request: { ...request, headers }, result: { kind: 'failure', failure }, retries: repeated(failure) },
  ]);
});
