import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Script } from '../../testing/wire/raw-server.js';
import { getRaw, sendRaw } from '../../testing/wire/send-raw.js';
import { userAgent, type WireRequest } from '../wire/wire-request.js';
import { createDriver } from './driver.js';

const ok: Script = ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n'];

/** What goes out for a request, and what is recorded of it. */
async function sent(request: Partial<WireRequest>) {
  const { exchanges, server } = await sendRaw([ok], [{ ...getRaw, ...request }]);
  return { wire: server.requests[0], recorded: exchanges[0]!.request };
}

describe('what goes on the wire is what was asked, and what is recorded', () => {
  test('a request without body', async () => {
    const headers: WireRequest['headers'] = [
      ['Range', 'bytes=0-4'],
      ['RANGE', ' \tbytes=1-2 '],
      ['x-oss-range-behavior', 'standard'],
      ['X-Empty', ''],
      ['X-Bytes', '\x80\xff\t'],
    ];
    expect(await sent({ path: '/bucket//a/../%2F%zz?acl&b=', headers })).toEqual({
      wire: {
        connection: 0,
        head: [
          'GET /bucket//a/../%2F%zz?acl&b= HTTP/1.1',
          'host: bucket.test',
          'connection: keep-alive',
          'Range: bytes=0-4',
          'RANGE:  \tbytes=1-2 ',
          'x-oss-range-behavior: standard',
          'X-Empty: ',
          'X-Bytes: \x80\xff\t',
          'Accept-Encoding: identity',
          `User-Agent: ${userAgent}`,
        ].join('\r\n'),
        body: '',
      },
      recorded: {
        method: 'GET',
        url: 'http://bucket.test/object',
        headers: [
          ['host', 'bucket.test'],
          ['connection', 'keep-alive'],
          ...headers,
          ['Accept-Encoding', 'identity'],
          ['User-Agent', userAgent],
        ],
        bodyLength: 0,
      },
    });
  });

  test('the caller may ask for another encoding and name another user agent', async () => {
    const headers: WireRequest['headers'] = [
      ['accept-encoding', 'gzip'],
      ['USER-AGENT', 'curl/8'],
    ];
    expect((await sent({ headers })).wire?.head).toBe(
      'GET /object HTTP/1.1\r\nhost: bucket.test\r\nconnection: keep-alive\r\naccept-encoding: gzip\r\nUSER-AGENT: curl/8',
    );
  });

  test('a body of bytes', async () => {
    const { wire, recorded } = await sent({ method: 'PUT', headers: [], body: Buffer.from('abc\0\xff', 'latin1') });
    expect(wire?.head).toContain('\r\ncontent-length: 5');
    expect(wire?.body).toBe('abc\0\xff');
    expect(recorded).toMatchObject({ method: 'PUT', bodyLength: 5 });
    expect(recorded.headers.at(-1)).toEqual(['content-length', '5']);
  });

  test('a body that is produced bit by bit goes out with its length, not chunked', async () => {
    const body = (): Iterable<Uint8Array> => ['ab', '', 'cde'].map((part) => Buffer.from(part));
    const { wire, recorded } = await sent({ method: 'PUT', headers: [], body, bodyLength: 5 });
    expect(wire?.head).toContain('\r\ncontent-length: 5');
    expect(wire?.head).not.toContain('transfer-encoding');
    expect(wire?.body).toBe('abcde');
    expect(recorded).toMatchObject({ method: 'PUT', bodyLength: 5 });
  });

  test.each(['PUT', 'POST'])('an empty body of %s is said to be empty', async (method) => {
    for (const body of [undefined, new Uint8Array(0), () => []]) {
      const { wire } = await sent({ method, headers: [], ...(body && { body }), bodyLength: 0 });
      expect(wire?.head).toContain('\r\ncontent-length: 0');
    }
  });

  test('an answer that comes before the body is out is recorded', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.write('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')).resume();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const driver = createDriver({ origin: `http://127.0.0.1:${port}`, connections: 1, secrets: [] });
    const block = new Uint8Array(65_536);
    const body = () => Array.from({ length: 1000 }, () => block);
    const put = { ...getRaw, method: 'PUT', body, bodyLength: 1000 * block.length };
    const { request, result } = await driver.send(put);
    await driver.close();
    await new Promise((resolve) => server.close(resolve));
    expect(result).toMatchObject({ kind: 'response', response: { status: 403 } });
    expect(request.bodyLength).toBeLessThan(put.bodyLength);
  });

  test('several HEADs use one connection', async () => {
    const head = { ...getRaw, method: 'HEAD' };
    const { server } = await sendRaw([ok, ok, ok], [head, head, head]);
    expect(server.connections()).toBe(1);
  });
});

describe('a body whose producer is wrong is a defect of the caller, not a failure of the network', () => {
  const put = (body: () => Iterable<Uint8Array>): WireRequest => ({ ...getRaw, method: 'PUT', body, bodyLength: 5 });

  test.each([
    ['fewer', 'abc'],
    ['more', 'abcdef'],
  ])('it yields %s bytes than announced', async (word, text) => {
    await expect(sendRaw([ok], [put(() => [Buffer.from(text)])])).rejects.toMatchObject({
      name: 'SuiteError',
      code: 'usage',
      message: `the body has ${word} bytes than its bodyLength, 5`,
    });
  });

  test('it throws', async () => {
    const body = function* (): Iterable<Uint8Array> {
      yield Buffer.from('ab');
      throw new RangeError('no more');
    };
    await expect(sendRaw([ok], [put(body)])).rejects.toThrow(new RangeError('no more'));
  });
});

describe('a driver that makes no sense is refused', () => {
  test.each([
    [{ origin: 'bucket.test' }, '"bucket.test" is not an origin'],
    [{ origin: 'ftp://bucket.test' }, '"ftp://bucket.test" is not an origin'],
    [{ origin: 'http://bucket.test/path' }, '"http://bucket.test/path" is not an origin'],
    [{ connections: 0 }, '0 is not a number of connections'],
    [{ connections: 1.5 }, '1.5 is not a number of connections'],
  ])('%o', (options, message) => {
    const make = () => createDriver({ origin: 'http://bucket.test', connections: 1, secrets: [], ...options });
    expect(make).toThrow(expect.objectContaining({ code: 'usage', message }));
  });

  test('a closed driver answers nothing', async () => {
    const driver = createDriver({ origin: 'http://bucket.test', connections: 1, secrets: [] });
    await driver.close();
    await expect(driver.send(getRaw)).rejects.toMatchObject({ code: 'internal' });
  });
});
