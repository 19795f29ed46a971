import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMessageReader, type SeenMessage } from './message-reader.js';

const seed = Date.now() & 0x7fffffff;

/** Feeds bytes in pieces that end at the given places; tells what was seen and what the parser was given. */
function read(text: string, cuts: readonly number[] = [], method = 'GET'): { seen: SeenMessage; handedOn: string } {
  const reader = createMessageReader(method);
  const bytes = Buffer.from(text, 'latin1');
  const edges = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  const parts = edges.slice(1).map((end, i) => reader.feed(bytes.subarray(edges[i], end)));
  const handedOn = Buffer.concat([...parts, reader.flush()]).toString('latin1');
  return { seen: { ...reader.seen, extraPrefix: new Uint8Array(reader.seen.extraPrefix) }, handedOn };
}

const interim = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n';
const messages = [
  'HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\n\r\nabcdeXYZ',
  'HTTP/1.0 200 OK\r\n\r\nabcde',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n5;a=b\r\nabcde\r\n0\r\nT: 1\r\n\r\nXYZ',
  'HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\n\r\n',
  'HTTP/1.1 101 Switching Protocols\r\n\r\nabc',
];

describe('in whatever pieces an answer comes', () => {
  test(`the same is seen and the same is handed on (seed ${seed})`, () => {
    const text = fc.tuple(fc.constantFrom('', interim), fc.constantFrom(...messages)).map((parts) => parts.join(''));
    const cuts = fc.array(fc.nat(150), { maxLength: 8 });
    fc.assert(
      fc.property(text, cuts, (message, places) => {
        const within = places.map((place) => Math.min(place, message.length));
        expect(read(message, within)).toEqual(read(message));
      }),
      { seed },
    );
  });

  test('interim answers are not handed on, everything else is', () => {
    for (const message of messages) expect(read(interim + message).handedOn).toBe(message);
  });

  test('bytes held back are handed on when the connection ends', () => {
    expect(read('HTTP/1.1 10').handedOn).toBe('HTTP/1.1 10');
    expect(read('HTTP/1.1 100 Continue\r\n').handedOn).toBe('HTTP/1.1 100 Continue\r\n');
  });

  test('an interim head that passes the limit is not held back any longer', () => {
    const endless = `HTTP/1.1 100 ${'a'.repeat(20_000)}`;
    expect(createMessageReader('GET').feed(Buffer.from(endless))).toHaveLength(endless.length);
  });
});

describe('framing (RFC 9112 section 6.3)', () => {
  const seenOf = (text: string, method?: string) => {
    const { delimitedBy, declaredLength, extraBytes } = read(text, [], method).seen;
    return { delimitedBy, declaredLength, extraBytes };
  };
  const ok = 'HTTP/1.1 200 OK\r\n';

  test.each([
    ['no body answers HEAD', `${ok}Content-Length: 5\r\n\r\nabc`, 'HEAD', ['none', null, 3]],
    ['no body is in a 204', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nabc', 'GET', ['none', null, 3]],
    ['no body is in a 304', 'HTTP/1.1 304 Not Modified\r\n\r\nabc', 'GET', ['none', null, 3]],
    [
      'chunked outdoes a length',
      `${ok}Content-Length: 1\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\nab`,
      'GET',
      ['chunked', null, 2],
    ],
    ['a length delimits', `${ok}content-length:\t5 \r\n\r\nabcdefg`, 'GET', ['content-length', 5, 2]],
    ['else the connection does', `${ok}\r\nabcdefg`, 'GET', ['close', null, 0]],
    ['a length in a value is none', `${ok}X: Content-Length: 5\r\n\r\nabcdefg`, 'GET', ['close', null, 0]],
  ])('%s', (_rule, text, method, [delimitedBy, declaredLength, extraBytes]) => {
    expect(seenOf(text, method)).toEqual({ delimitedBy, declaredLength, extraBytes });
  });
});

test('of extra bytes the first 64 are kept, and all are counted', () => {
  const extra = Array.from({ length: 100 }, (_, i) => String.fromCharCode(i)).join('');
  const { seen } = read(`HTTP/1.1 204 No Content\r\n\r\n${extra}`, [40, 70, 90]);
  expect(seen.extraBytes).toBe(100);
  expect(Buffer.from(seen.extraPrefix).toString('latin1')).toBe(extra.slice(0, 64));
});

test('a head that is not complete yet is told as far as it came', () => {
  expect(read('HTTP/1.1 200 OK\r\nContent-Le').seen).toMatchObject({
    head: 'HTTP/1.1 200 OK\r\nContent-Le',
    isHeadComplete: false,
    httpVersion: '',
  });
});
