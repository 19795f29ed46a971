import { describe, expect, test } from 'vitest';
import type { ExchangeResult, Framing, RecordedResponse, Retry, TransportFailure } from '../exchange/exchange.js';
import { askRaw, getObject, type TimelessExchange } from '../testing/ask-raw.js';
import type { Script } from '../testing/raw-server.js';
import type { DriverOptions } from './driver.js';
import { userAgent } from './user-agent.js';

const request: TimelessExchange['request'] = {
  method: 'GET',
  url: 'http://bucket.test/object',
  headers: [
    ['host', 'bucket.test'],
    ['connection', 'keep-alive'],
    ['Range', 'bytes=0-4'],
    ['Accept-Encoding', 'identity'],
    ['User-Agent', userAgent],
  ],
  bodyLength: 0,
};

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** What a body is told to be without a sink of one's own. */
function bodyOf(text: string): RecordedResponse['body'] {
  const prefix = bytes(text);
  if (text === '') return { length: 0, place: { kind: 'empty' }, prefix };
  const actualHex = Buffer.from(text.slice(0, 16), 'latin1').toString('hex');
  const difference = { bodyOffset: 0, objectOffset: null, expectedHex: '', actualHex };
  return { length: text.length, place: { kind: 'unknown', difference }, prefix };
}

const whole: Framing = { delimitedBy: 'content-length', extraBytes: 0, extraPrefix: bytes(''), truncated: null };

interface Expected extends Partial<Omit<RecordedResponse, 'body' | 'framing'>> {
  readonly body?: string;
  readonly framing?: Partial<Framing>;
}

function response({ body = 'abcde', framing = {}, ...rest }: Expected): ExchangeResult {
  return {
    kind: 'response',
    response: {
      status: 206,
      reason: 'Partial Content',
      httpVersion: '1.1',
      headers: [['Content-Length', '5']],
      ...rest,
      body: bodyOf(body),
      framing: { ...whole, ...framing },
    },
  };
}

const extra = (text: string): Partial<Framing> => ({ extraBytes: text.length, extraPrefix: bytes(text) });
const inBody = (code: TransportFailure['code'], message: string): TransportFailure => ({
  phase: 'body',
  code,
  message,
});
const malformed = (message: string): TransportFailure => ({ phase: 'headers', code: 'malformed', message });
const repeated = (failure: TransportFailure): Retry[] => [{ reason: 'transport', failure, waitedMs: 0 }];

/** Asks twice where the first attempt fails, as every failure of the connection is repeated once on a fresh one. */
async function ask(script: Script, options: Partial<DriverOptions> = {}, method = 'GET'): Promise<TimelessExchange> {
  const { exchanges } = await askRaw([script, script], [{ ...getObject, method }], options);
  return exchanges[0]!;
}

const start = 'HTTP/1.1 206 Partial Content\r\n';

interface Row {
  readonly name: string;
  readonly script: Script;
  readonly method?: string;
  readonly expected: ExchangeResult;
}

/** Answers that are complete, whatever else is wrong with them: one attempt. */
const complete: Row[] = [
  {
    name: 'header fields keep order, case, repetition, trailing blanks and bytes above 0x7f',
    script: [`${start}content-LENGTH: 5\r\nX-A:  1 \r\nx-a: 2\r\nX-A: \xe9\r\nEmpty:\r\n\r\nabcde`],
    expected: response({
      headers: [
        ['content-LENGTH', '5'],
        ['X-A', '1 '],
        ['x-a', '2'],
        ['X-A', '\xe9'],
        ['Empty', ''],
      ],
    }),
  },
  {
    name: 'an answer that comes byte by byte is the same answer',
    script: [...`${start}Content-Length: 5\r\n\r\nabcde`].flatMap((byte) => [byte, { waitMs: 0 }]),
    expected: response({}),
  },
  {
    name: 'a body longer than its Content-Length is reported, not dropped',
    script: [`${start}Content-Length: 5\r\n\r\nabcdeXYZ`],
    expected: response({ framing: extra('XYZ') }),
  },
  {
    name: 'a body longer than its Content-Length is reported when the rest follows in a write of its own',
    script: [`${start}Content-Length: 5\r\n\r\nabcde`, 'XYZ'],
    expected: response({ framing: extra('XYZ') }),
  },
  {
    name: 'a body longer than its Content-Length is reported on a connection that closes',
    script: [`${start}Content-Length: 5\r\nConnection: close\r\n\r\nabcdeXYZ`, { close: 'fin' }],
    expected: response({
      headers: [
        ['Content-Length', '5'],
        ['Connection', 'close'],
      ],
      framing: extra('XYZ'),
    }),
  },
  {
    name: 'a stray line end after the body is reported',
    script: [`${start}Content-Length: 5\r\n\r\nabcde\r\n`],
    expected: response({ framing: extra('\r\n') }),
  },
  {
    name: 'a second response that nobody asked for is reported, with its first 64 bytes',
    script: [`${start}Content-Length: 5\r\n\r\nabcde${start}Content-Length: 26\r\n\r\nabcdefghijklmnopqrstuvwxyz`],
    expected: response({
      framing: { extraBytes: 78, extraPrefix: bytes(`${start}Content-Length: 26\r\n\r\nabcdefghijkl`) },
    }),
  },
  {
    name: 'a body without length that ends with its connection is complete',
    script: [`${start}\r\nabcde`, { close: 'fin' }],
    expected: response({ headers: [], framing: { delimitedBy: 'close' } }),
  },
  {
    name: 'a chunked body is recorded without its chunks',
    script: [`${start}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3;x=y\r\ncde\r\n0\r\n\r\n`],
    expected: response({ headers: [['Transfer-Encoding', 'chunked']], framing: { delimitedBy: 'chunked' } }),
  },
  {
    name: 'trailer fields belong to a chunked body',
    script: [`${start}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nX-T: 1\r\n\r\n`],
    expected: response({ headers: [['Transfer-Encoding', 'chunked']], framing: { delimitedBy: 'chunked' } }),
  },
  {
    name: 'bytes after the last chunk are reported',
    script: [`${start}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\nXYZ`],
    expected: response({
      headers: [['Transfer-Encoding', 'chunked']],
      framing: { delimitedBy: 'chunked', ...extra('XYZ') },
    }),
  },
  {
    name: 'a 304 may carry the Content-Length of the object',
    script: ['HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\n\r\n'],
    expected: response({
      status: 304,
      reason: 'Not Modified',
      headers: [['Content-Length', '1000']],
      body: '',
      framing: { delimitedBy: 'none' },
    }),
  },
  {
    name: 'the body of a 204 with Content-Length is reported as extra bytes',
    script: ['HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nabcde'],
    expected: response({
      status: 204,
      reason: 'No Content',
      body: '',
      framing: { delimitedBy: 'none', ...extra('abcde') },
    }),
  },
  {
    name: 'the body of a 304 without Content-Length is reported as extra bytes',
    script: ['HTTP/1.1 304 Not Modified\r\n\r\n', { waitMs: 5 }, 'abcde'],
    expected: response({
      status: 304,
      reason: 'Not Modified',
      headers: [],
      body: '',
      framing: { delimitedBy: 'none', ...extra('abcde') },
    }),
  },
  {
    name: 'the body of an answer to HEAD is reported as extra bytes',
    method: 'HEAD',
    script: [`${start}Content-Length: 5\r\n\r\nabcde`],
    expected: response({ body: '', framing: { delimitedBy: 'none', ...extra('abcde') } }),
  },
  {
    name: 'the body of an answer to HEAD is reported when it comes late on a kept connection',
    method: 'HEAD',
    script: [`${start}Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n`, { waitMs: 5 }, '0\r\n\r\n'],
    expected: response({
      headers: [
        ['Connection', 'keep-alive'],
        ['Transfer-Encoding', 'chunked'],
      ],
      body: '',
      framing: { delimitedBy: 'none', ...extra('0\r\n\r\n') },
    }),
  },
  {
    name: 'an unasked 100 Continue is passed over',
    script: [`HTTP/1.1 100 Continue\r\n\r\n${start}Content-Length: 5\r\n\r\nabcde`],
    expected: response({}),
  },
  {
    name: 'interim answers are passed over in whatever pieces they come',
    script: [
      'HTTP/1.1 1',
      { waitMs: 2 },
      '03 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 10',
      { waitMs: 2 },
      `0 Continue\r\n\r\n${start}Content-Len`,
      { waitMs: 2 },
      'gth: 5\r\n\r\nabcde',
    ],
    expected: response({}),
  },
  {
    name: 'the version of the status line is recorded: 1.0',
    script: ['HTTP/1.0 206 Partial Content\r\nContent-Length: 5\r\n\r\nabcde'],
    expected: response({ httpVersion: '1.0' }),
  },
  {
    name: 'the version of the status line is recorded: 2.0',
    script: ['HTTP/2.0 206 Partial Content\r\nContent-Length: 5\r\n\r\nabcde'],
    expected: response({ httpVersion: '2.0' }),
  },
  {
    name: 'a reason phrase may come in parts, be empty, or hold any byte',
    script: ['HTTP/1.1 206 Caf', { waitMs: 5 }, '\xe9\r\nContent-Length: 5\r\n\r\nabcde'],
    expected: response({ reason: 'Caf\xe9' }),
  },
  {
    name: 'a status beyond the known ones is recorded',
    script: ['HTTP/1.1 600 \r\nContent-Length: 5\r\n\r\nabcde'],
    expected: response({ status: 600, reason: '' }),
  },
  {
    name: 'an encoded body is not decoded',
    script: [`${start}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde`],
    expected: response({
      headers: [
        ['Content-Encoding', 'gzip'],
        ['Content-Length', '5'],
      ],
    }),
  },
  {
    name: 'a redirect is not followed',
    script: ['HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'],
    expected: response({
      status: 302,
      reason: 'Found',
      headers: [
        ['Location', 'http://127.0.0.1:1/'],
        ['Content-Length', '0'],
      ],
      body: '',
    }),
  },
];

describe('complete answers', () => {
  test.each(complete)('$name', async ({ script, method = 'GET', expected }) => {
    expect(await ask(script, {}, method)).toEqual({ request: { ...request, method }, result: expected, retries: [] });
  });
});

const short = `${start}Content-Length: 10\r\n\r\nabcde`;
const shortClosing = `${start}Content-Length: 10\r\nConnection: close\r\n\r\nabcde`;
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
    script: [`${start}\r\nabcde`, { waitMs: 10 }, { close: 'rst' }],
    headers: [],
    delimitedBy: 'close',
    truncated: inBody('reset', 'the connection was reset after 5 bytes of body'),
  },
  {
    name: 'between two chunks',
    script: [`${start}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n`, { close: 'fin' }],
    headers: chunked,
    delimitedBy: 'chunked',
    truncated: inBody('closed', 'the server closed the connection after 5 bytes of body'),
  },
  {
    name: 'by a chunk size that is none',
    script: [`${start}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nzz\r\n`],
    headers: chunked,
    delimitedBy: 'chunked',
    truncated: inBody('malformed', 'Response does not match the HTTP/1.1 protocol (Invalid character in chunk size)'),
  },
];

describe('a body that ends early is recorded with what came', () => {
  test.each(truncated)('$name', async ({ script, headers, delimitedBy = 'content-length', truncated }) => {
    const result = response({ headers, framing: { delimitedBy, truncated } });
    expect(await ask(script)).toEqual({ request, result, retries: repeated(truncated) });
  });

  test('by a stall', async () => {
    const truncated = inBody('timeout', 'no complete answer within 400 ms: ended after 5 of 10 bytes of body');
    const result = response({ headers: tenBytes, framing: { truncated } });
    expect(await ask([short], { deadlines: { totalMs: 400 } })).toEqual({ request, result, retries: [] });
  });
});

const refusedHeads: [name: string, script: Script, message: string][] = [
  [
    'two different Content-Length lines',
    [`${start}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef`],
    '2 Content-Length lines: 5 and 6',
  ],
  [
    'two equal Content-Length lines',
    [`${start}Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde`],
    '2 Content-Length lines: 5 and 5',
  ],
  [
    'Content-Length beside Transfer-Encoding',
    [`${start}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n`],
    'Content-Length beside Transfer-Encoding',
  ],
  ['a list as Content-Length', [`${start}Content-Length: 5, 5\r\n\r\nabcde`], 'Content-Length is no number: 5, 5'],
  ['a signed Content-Length', [`${start}Content-Length: +5\r\n\r\nabcde`], 'Content-Length is no number: +5'],
  ['a negative Content-Length', [`${start}Content-Length: -1\r\n\r\n`], 'Content-Length is no number: -1'],
  [
    'a Content-Length of 2^64',
    [`${start}Content-Length: 18446744073709551616\r\n\r\n`],
    'Content-Length is out of range: 18446744073709551616',
  ],
  [
    'an unasked 101',
    ['HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
    'an unasked 101 Switching Protocols',
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
    [`${start}Content-Length : 5\r\n\r\nabcde`],
    'Response does not match the HTTP/1.1 protocol (Invalid header field char)',
  ],
  [
    'a line without a colon',
    [`${start}nothing\r\n\r\nabcde`],
    'Response does not match the HTTP/1.1 protocol (Invalid header token)',
  ],
  [
    'a control byte in a value',
    [`${start}A: \x01\r\n\r\nabcde`],
    'Response does not match the HTTP/1.1 protocol (Invalid header value char)',
  ],
  [
    'a folded line',
    [`${start}A: b\r\n c\r\n\r\nabcde`],
    'Response does not match the HTTP/1.1 protocol (Unexpected whitespace after header value)',
  ],
];

describe('a head that cannot be read is a failure that names the cause', () => {
  test.each(refusedHeads)('%s', async (_name, script, message) => {
    const failure = malformed(message);
    expect(await ask(script)).toEqual({ request, result: { kind: 'failure', failure }, retries: repeated(failure) });
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
    expect(await ask(script)).toEqual({ request, result: { kind: 'failure', failure }, retries: repeated(failure) });
  });
});

test('nobody listening is a refused connection, and the request is recorded as it was to be sent', async () => {
  const { server } = await askRaw([], []); // Its port is closed by now.
  const { exchanges } = await askRaw([], [getObject], { origin: server.origin });
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
