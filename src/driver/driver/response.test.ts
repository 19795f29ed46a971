import { describe, expect, test } from 'vitest';
import type { ExchangeResult } from '../../exchange/exchange.js';
import { bytes, extra, firstPosOf, request, response, sendExpected } from '../../testing/builders/expected-exchange.js';
import type { Script } from '../../testing/wire/raw-server.js';

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
    script: [`${firstPosOf}content-LENGTH: 5\r\nX-A:  1 \r\nx-a: 2\r\nX-A: \xe9\r\nEmpty:\r\n\r\nabcde`],
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
    script: [...`${firstPosOf}Content-Length: 5\r\n\r\nabcde`].flatMap((byte) => [byte, { waitMs: 0 }]),
    expected: response({}),
  },
  {
    name: 'a body longer than its Content-Length is reported, not dropped',
    script: [`${firstPosOf}Content-Length: 5\r\n\r\nabcdeXYZ`],
    expected: response({ framing: extra('XYZ') }),
  },
  {
    name: 'a body longer than its Content-Length is reported when the rest follows in a write of its own',
    script: [`${firstPosOf}Content-Length: 5\r\n\r\nabcde`, 'XYZ'],
    expected: response({ framing: extra('XYZ') }),
  },
  {
    name: 'a body longer than its Content-Length is reported on a connection that closes',
    script: [`${firstPosOf}Content-Length: 5\r\nConnection: close\r\n\r\nabcdeXYZ`, { close: 'fin' }],
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
    script: [`${firstPosOf}Content-Length: 5\r\n\r\nabcde\r\n`],
    expected: response({ framing: extra('\r\n') }),
  },
  {
    name: 'a second response that nobody asked for is reported, with its first 64 bytes',
    script: [
      `${firstPosOf}Content-Length: 5\r\n\r\nabcde${firstPosOf}Content-Length: 26\r\n\r\nabcdefghijklmnopqrstuvwxyz`,
    ],
    expected: response({
      framing: { extraBytes: 78, extraPrefix: bytes(`${firstPosOf}Content-Length: 26\r\n\r\nabcdefghijkl`) },
    }),
  },
  {
    name: 'a body without length that ends with its connection is complete',
    script: [`${firstPosOf}\r\nabcde`, { close: 'fin' }],
    expected: response({ headers: [], framing: { delimitedBy: 'close' } }),
  },
  {
    name: 'a chunked body is recorded without its chunks',
    script: [`${firstPosOf}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3;x=y\r\ncde\r\n0\r\n\r\n`],
    expected: response({ headers: [['Transfer-Encoding', 'chunked']], framing: { delimitedBy: 'chunked' } }),
  },
  {
    name: 'trailer fields belong to a chunked body',
    script: [`${firstPosOf}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nX-T: 1\r\n\r\n`],
    expected: response({ headers: [['Transfer-Encoding', 'chunked']], framing: { delimitedBy: 'chunked' } }),
  },
  {
    name: 'bytes after the last chunk are reported',
    script: [`${firstPosOf}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\nXYZ`],
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
    script: [`${firstPosOf}Content-Length: 5\r\n\r\nabcde`],
    expected: response({ body: '', framing: { delimitedBy: 'none', ...extra('abcde') } }),
  },
  {
    name: 'the body of an answer to HEAD is reported when it comes late on a kept connection',
    method: 'HEAD',
    script: [`${firstPosOf}Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n`, { waitMs: 5 }, '0\r\n\r\n'],
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
    script: [`HTTP/1.1 100 Continue\r\n\r\n${firstPosOf}Content-Length: 5\r\n\r\nabcde`],
    expected: response({}),
  },
  {
    name: 'interim answers are passed over in whatever pieces they come',
    script: [
      'HTTP/1.1 1',
      { waitMs: 2 },
      '03 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 10',
      { waitMs: 2 },
      `0 Continue\r\n\r\n${firstPosOf}Content-Len`,
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
    script: [`${firstPosOf}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde`],
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
    expect(await sendExpected(script, {}, method)).toEqual({
      request: { ...request, method },
      result: expected,
      retries: [],
    });
  });
});
