import { gzipSync } from 'node:zlib';
import type { Script } from './raw-server.js';
import { errorDocument, type RightAnswer, wholeResponse, wired } from './wire-faults.js';

/** A verdict, and which aspects are violated or what kind of cause there is. */
export type Expected = readonly ['violates', ...aspects: string[]] | readonly ['inconclusive', cause: string];

/** Bytes that a server may send, and what is to be said of them. */
export interface WireSituation {
  readonly name: string;
  /** What comes in place of a right answer. */
  readonly answer: (right: RightAnswer) => Script;
  readonly expected: Expected;
  /** What is asked, under the standard behaviour; a satisfiable slice unless said. */
  readonly row?: 'refused' | 'head';
  /** Whether the control, which asks for all bytes by a range, meets it as well. */
  readonly onControls?: boolean;
  /**
   * Whether what is seen depends on when it comes: bytes in a write of their own can come after the driver's last look,
   * and libuv tells of an end instead of a reset where it finds both the last bytes and the reset at once.
   */
  readonly isTimed?: boolean;
}

const fin = { close: 'fin' } as const;
const rst = { close: 'rst' } as const;
/** Longer than the time-out of these runs. */
const stall = { waitMs: 1_500 } as const;
const soon = { waitMs: 10 } as const;
/** Bytes one by one, which takes longer than any time-out. */
const drip = (text: string, everyMs: number): Script => [...text].flatMap((byte) => [byte, { waitMs: everyMs }]);
const bytes = (count: number): Uint8Array => Buffer.alloc(count, 'x');

/** An answer with these fields instead of the right ones. */
const withFields =
  (fields: Record<string, string | null>) =>
  (right: RightAnswer): Script =>
    wholeResponse(right, { fields });
/** Head as it is, and what comes behind it. */
const headThen =
  (...steps: Script) =>
  (right: RightAnswer): Script => [wired(right).head, ...steps];
const chunkedThen =
  (...steps: Script) =>
  (right: RightAnswer): Script => [
    wired(right, { fields: { 'Content-Length': null, 'Transfer-Encoding': 'chunked' } }).head,
    ...steps,
  ];
/** A field line put in front of the others, as it stands. */
const withLine =
  (line: string) =>
  (right: RightAnswer): Script => {
    const { head, body } = wired(right);
    return [head.replace('\r\n', `\r\n${line}\r\n`), body];
  };
const withStatusLine =
  (line: string) =>
  (right: RightAnswer): Script => {
    const { head, body } = wired(right);
    return [head.replace(/^.*\r\n/, `${line}\r\n`), body, fin];
  };
const always =
  (...script: Script) =>
  (): Script =>
    script;
const document =
  (status: string, body: Uint8Array | string, type = 'application/xml') =>
  (right: RightAnswer): Script =>
    wholeResponse({ ...right, fields: [] }, { status, body, fields: { 'Content-Type': type } });
const html = '<html><body>The proxy is <b>sorry</b>.</body></html>';
const secondAnswer = 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nunasked';
const markup = ']]>]]><script>alert(1)</script>&amp;';
const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 12 }, (_, level) => `<!ENTITY ${String.fromCharCode(98 + level)} "${`&${String.fromCharCode(97 + level)};`.repeat(10)}">`).join('')}]>\n`;

const noAnswer: Expected = ['violates', 'framing'];

/** Everything that was seen to trip HTTP clients, or that undici takes for something else. */
export const wireSituations: readonly WireSituation[] = [
  { name: 'a short body and FIN', answer: headThen(bytes(100), fin), expected: noAnswer },
  { name: 'a short body and RST', answer: headThen(bytes(100), soon, rst), expected: noAnswer },
  { name: 'a short body and a stall', answer: headThen(bytes(100), stall), expected: noAnswer },
  { name: 'a head and FIN', answer: headThen(fin), expected: noAnswer },
  { name: 'FIN before any byte', answer: always(fin), expected: noAnswer },
  { name: 'RST before any byte', answer: always(rst), expected: noAnswer },
  { name: 'FIN within the status line', answer: always('HTTP/1.1 20', fin), expected: noAnswer },
  { name: 'FIN within a header field', answer: always('HTTP/1.1 206 OK\r\nContent-Le', fin), expected: noAnswer },
  { name: 'a stall before any byte', answer: always(stall), expected: noAnswer },
  { name: 'a stall within the head', answer: always('HTTP/1.1 206 OK\r\nContent-Le', stall), expected: noAnswer },
  {
    name: 'a body longer than its Content-Length',
    answer: (right) => [...wholeResponse(right), 'XYZ'],
    expected: noAnswer,
    isTimed: true,
  },
  {
    name: 'a body longer than its Content-Length, in one write',
    answer: (right) =>
      wholeResponse(right, {
        body: Buffer.concat([right.body, bytes(3)]),
        fields: { 'Content-Length': `${right.body.length}` },
      }),
    expected: noAnswer,
  },
  {
    name: 'a body longer than its Content-Length, and close',
    answer: (right) => [...wholeResponse(right, { fields: { Connection: 'close' } }), 'XYZ', fin],
    expected: noAnswer,
    isTimed: true,
  },
  {
    name: 'a second, unrequested answer, in one write',
    answer: (right) => {
      const { head, body } = wired(right);
      return [Buffer.concat([Buffer.from(head), body, Buffer.from(secondAnswer)])];
    },
    expected: noAnswer,
  },
  {
    name: 'a body without end mark that stops early',
    answer: (right) => [
      wired(right, { fields: { 'Content-Length': null, Connection: 'close' } }).head,
      bytes(100),
      fin,
    ],
    expected: ['violates', 'body-bytes', 'body-length'],
  },
  {
    name: 'a body without end mark, and RST',
    answer: (right) => [
      wired(right, { fields: { 'Content-Length': null, Connection: 'close' } }).head,
      bytes(100),
      soon,
      rst,
    ],
    expected: noAnswer,
    isTimed: true,
  },
  { name: 'chunks that are cut', answer: chunkedThen('64\r\nabc', fin), expected: noAnswer },
  { name: 'chunks without a last one', answer: chunkedThen('3\r\nabc\r\n', stall), expected: noAnswer },
  { name: 'a chunk size that is none', answer: chunkedThen('zz\r\nabc\r\n'), expected: noAnswer },
  { name: 'a chunk longer than its size', answer: chunkedThen('3\r\nabcdef\r\n0\r\n\r\n'), expected: noAnswer },
  { name: 'a chunk size of 2^64', answer: chunkedThen('10000000000000000\r\nabc\r\n'), expected: noAnswer },
  { name: 'Content-Length beside chunks', answer: withFields({ 'Transfer-Encoding': 'chunked' }), expected: noAnswer },
  { name: 'two different Content-Lengths', answer: withLine('Content-Length: 3'), expected: noAnswer },
  { name: 'a Content-Length with a list', answer: withFields({ 'Content-Length': '500, 500' }), expected: noAnswer },
  {
    name: 'a Content-Length of 2^64',
    answer: withFields({ 'Content-Length': '18446744073709551616' }),
    expected: noAnswer,
  },
  { name: 'a Content-Length with a sign', answer: withFields({ 'Content-Length': '+500' }), expected: noAnswer },
  { name: 'a negative Content-Length', answer: withFields({ 'Content-Length': '-1' }), expected: noAnswer },
  { name: 'a Content-Length that is no number', answer: withFields({ 'Content-Length': 'many' }), expected: noAnswer },
  {
    name: 'a Content-Length that is too small, and no more bytes',
    answer: (right) => wholeResponse(right, { body: right.body.subarray(0, 300) }),
    expected: ['violates', 'body-bytes', 'body-length', 'content-length'],
  },
  {
    name: 'an unrequested 101',
    answer: always('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    expected: noAnswer,
  },
  {
    name: 'no answer but 103 again and again',
    answer: always({ endlessly: Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n') }),
    expected: ['inconclusive', 'transport'],
  },
  { name: 'a greeting of another protocol', answer: always('SSH-2.0-OpenSSH_9.6\r\n', fin), expected: noAnswer },
  { name: 'a status of two digits', answer: withStatusLine('HTTP/1.1 20 OK'), expected: noAnswer },
  { name: 'a status of four digits', answer: withStatusLine('HTTP/1.1 2060 OK'), expected: noAnswer },
  { name: 'a status below 100', answer: withStatusLine('HTTP/1.1 099 OK'), expected: noAnswer },
  { name: 'a status of 999', answer: withStatusLine('HTTP/1.1 999 OK'), expected: ['inconclusive', 'server-error'] },
  { name: 'HTTP/2.0 in a status line', answer: withStatusLine('HTTP/2.0 206 OK'), expected: noAnswer },
  {
    name: 'header fields of 64 KiB',
    answer: withLine(`X-A: ${'a'.repeat(65_536)}`),
    expected: ['inconclusive', 'transport'],
  },
  {
    name: 'header fields without end',
    answer: always('HTTP/1.1 206 OK\r\n', { endlessly: Buffer.from('X-A: aaaaaaaa\r\n') }),
    expected: ['inconclusive', 'transport'],
  },
  { name: 'a control byte in a field', answer: withLine('X-A: a\x01b'), expected: noAnswer },
  { name: 'NUL in a field', answer: withLine('X-A: a\0b'), expected: noAnswer },
  { name: 'a line without a colon', answer: withLine('X-A'), expected: noAnswer },
  { name: 'a blank before a colon', answer: withLine('X-A : b'), expected: noAnswer },
  { name: 'a folded line', answer: withLine('X-A: b\r\n c'), expected: noAnswer },
  {
    name: 'lines that end with LF',
    answer: (right) => [wired(right).head.replaceAll('\r\n', '\n'), right.body],
    expected: noAnswer,
  },
  { name: 'a body that drips', answer: headThen(...drip('x'.repeat(500), 20)), expected: noAnswer },
  {
    name: 'a head that drips',
    answer: always(...drip(`HTTP/1.1 206 OK\r\nX-A: ${'a'.repeat(500)}`, 20)),
    expected: noAnswer,
  },
  {
    name: 'a body without end',
    answer: (right) => [wired(right, { fields: { 'Content-Length': null } }).head, { endlessly: bytes(65_536) }],
    expected: ['inconclusive', 'transport'],
  },
  {
    name: 'chunks without end',
    answer: chunkedThen({ endlessly: Buffer.from(`10000\r\n${'x'.repeat(65_536)}\r\n`) }),
    expected: ['inconclusive', 'transport'],
  },
  {
    name: 'an unrequested gzip',
    answer: (right) => wholeResponse(right, { body: gzipSync(right.body), fields: { 'Content-Encoding': 'gzip' } }),
    expected: ['violates', 'body-bytes', 'body-length', 'content-length'],
  },
  {
    name: 'bytes that are said to be gzip',
    answer: withFields({ 'Content-Encoding': 'gzip' }),
    expected: ['violates', 'header-fields'],
  },
  {
    name: 'an unrequested 304',
    answer: (right) => [wired(right, { status: '304 Not Modified' }).head],
    expected: ['violates', 'status', 'body-bytes', 'body-length'],
  },
  {
    name: '204 with a length',
    answer: (right) => [wired(right, { status: '204 No Content' }).head],
    expected: ['violates', 'status', 'body-bytes', 'body-length', 'content-length'],
  },
  {
    name: '204 with a body',
    answer: (right) => wholeResponse(right, { status: '204 No Content' }),
    expected: ['violates', 'status', 'body-bytes', 'body-length', 'content-length', 'framing'],
  },
  { name: 'HEAD with a body', row: 'head', answer: (right) => wholeResponse(right), expected: noAnswer },
  {
    name: 'a redirection to elsewhere',
    answer: (right) =>
      wholeResponse(right, { status: '302 Found', body: '', fields: { Location: 'http://127.0.0.1:9/' } }),
    expected: ['violates', 'status', 'body-bytes', 'body-length', 'content-length'],
  },
  {
    name: 'a redirection to itself',
    answer: (right) => wholeResponse(right, { status: '307 Temporary Redirect', body: '', fields: { Location: '/' } }),
    expected: ['violates', 'status', 'body-bytes', 'body-length', 'content-length'],
  },
  {
    name: 'a page of a proxy with 200',
    answer: document('200 OK', html, 'text/html'),
    expected: ['violates', 'status', 'body-bytes', 'body-length', 'content-range', 'content-length'],
  },
  { name: 'a page of a proxy with 502', answer: document('502 Bad Gateway', html, 'text/html'), expected: noAnswer },
  {
    name: 'a proxy that wants a password',
    answer: document('407 Proxy Authentication Required', html, 'text/html'),
    expected: ['violates', 'status', 'body-bytes', 'body-length', 'content-range', 'content-length'],
  },
  {
    name: 'an error with a bomb of entities',
    row: 'refused',
    answer: document('416 No', errorDocument('&m;', laughs)),
    expected: ['violates', 'error-code'],
  },
  {
    name: 'an error that reads a file',
    row: 'refused',
    answer: document('416 No', errorDocument('&f;', '<!DOCTYPE f [<!ENTITY f SYSTEM "file:///etc/passwd">]>')),
    expected: ['violates', 'error-code'],
  },
  {
    name: 'an error that is nested deeply',
    row: 'refused',
    answer: document('416 No', `${'<a>'.repeat(20_000)}`),
    expected: ['violates', 'error-code'],
  },
  {
    name: 'an error in invalid UTF-8',
    row: 'refused',
    answer: document('416 No', Buffer.from(errorDocument('Inv\xe9lid\xff'), 'latin1')),
    expected: ['violates', 'error-code'],
  },
  {
    name: 'an error with half a surrogate pair',
    row: 'refused',
    answer: document('416 No', Buffer.from(errorDocument('A\xed\xa0\x80B'), 'latin1')),
    expected: ['violates', 'error-code'],
  },
  {
    name: 'an error full of markup',
    row: 'refused',
    answer: document('416 No', errorDocument(`<![CDATA[${markup.replaceAll(']]>', ']]&gt;')}]]>`)),
    expected: ['violates', 'error-code'],
  },
  {
    name: 'an error without end',
    row: 'refused',
    answer: (right) => [
      wired(right, { fields: { 'Content-Length': null } }).head,
      { endlessly: Buffer.from('<Error>'.repeat(9_000)) },
    ],
    expected: ['inconclusive', 'transport'],
  },
  {
    name: 'markup in the reason and in a validator',
    answer: (right) => wholeResponse(right, { status: `206 ${markup}`, fields: { ETag: `"${markup}"` } }),
    expected: ['violates', 'validators'],
  },
  {
    name: 'markup and control bytes in Content-Range',
    answer: withFields({ 'Content-Range': `${markup}\x80\xff\ted` }),
    expected: ['violates', 'content-range'],
  },
  {
    name: 'every range closed, controls included',
    onControls: true,
    answer: always(fin),
    expected: ['inconclusive', 'transport'],
  },
  {
    name: 'every range without an answer, controls included',
    onControls: true,
    answer: always(stall),
    expected: ['inconclusive', 'timeout'],
  },
  {
    name: 'every range with the error of a proxy, controls included',
    onControls: true,
    answer: document('502 Bad Gateway', html, 'text/html'),
    expected: ['inconclusive', 'server-error'],
  },
  {
    name: 'every range throttled',
    onControls: true,
    answer: document('503 Slow Down', errorDocument('SlowDown')),
    expected: ['inconclusive', 'throttled'],
  },
  {
    name: 'every range denied',
    onControls: true,
    answer: document('403 Forbidden', errorDocument('SecurityTokenExpired')),
    expected: ['inconclusive', 'auth'],
  },
  {
    name: 'every range redirected',
    onControls: true,
    answer: (right) => wholeResponse(right, { status: '302 Found', body: '', fields: { Location: '/' } }),
    expected: ['inconclusive', 'control'],
  },
];
