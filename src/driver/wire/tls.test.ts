import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../../exchange/exchange.js';
import { getRaw } from '../../testing/wire/send-raw.js';
import { createDriver, type DriverOptions } from '../driver/driver.js';

/** TLS with a shared key: a handshake and a cipher without a certificate to keep and renew. */
const psk = { ciphers: 'PSK-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' } as const;
const key = Buffer.from('0123456789abcdef');
const trusting: DriverOptions['tls'] = {
  ...psk,
  pskCallback: () => ({ psk: key, identity: 'client' }),
  checkServerIdentity: () => undefined,
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function startTls(options: TlsOptions, answer: string): Promise<string> {
  const server = createServer({ ...psk, ...options }, (socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.end(answer));
  });
  server.on('tlsClientError', () => {}); // A client that refuses is what some tests are about.
  return listen(server);
}

/** A server that answers the first bytes of a handshake with something else. */
function startTcp(onHello: (socket: Socket) => void): Promise<string> {
  const answer = (socket: Socket): void => {
    socket.on('error', () => {});
    socket.once('data', () => onHello(socket));
  };
  return listen(createTcpServer(answer));
}

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

async function ask(options: Partial<DriverOptions> & { readonly origin: string }): Promise<Exchange> {
  const driver = createDriver({ connections: 1, secrets: [], ...options });
  const exchange = await driver.send(getRaw, { retry: false });
  await driver.close();
  return exchange;
}

const withKey: TlsOptions = { pskCallback: (_socket, identity) => (identity === 'client' ? key : null) };

describe('over TLS', () => {
  test('an answer is recorded, extra bytes and all, and the server is named by the Host field', async () => {
    const names: unknown[] = [];
    const SNICallback: TlsOptions['SNICallback'] = (name, done) => {
      names.push(name);
      done(null);
    };
    const origin = await startTls({ ...withKey, SNICallback }, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokXYZ');
    const { result } = await ask({ origin, tls: trusting });
    expect(result).toMatchObject({
      kind: 'response',
      response: { status: 200, httpVersion: '1.1', body: { length: 2 }, framing: { extraBytes: 3, truncated: null } },
    });
    await ask({ origin, tls: { ...trusting, servername: 'other.test' } });
    expect(names).toEqual(['bucket.test', 'other.test']);
  });

  test('a body that ends with the connection before its length is truncated', async () => {
    const origin = await startTls(withKey, 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcde');
    const { result } = await ask({ origin, tls: trusting });
    expect(result).toMatchObject({
      response: {
        framing: {
          truncated: {
            phase: 'body',
            code: 'closed',
            message: 'the server closed the connection after 5 of 10 bytes of body',
          },
        },
      },
    });
  });

  test('a handshake that is refused is a failure of TLS', async () => {
    const origin = await startTls(withKey, '');
    const wrong = { ...trusting, pskCallback: () => ({ psk: key, identity: 'stranger' }) };
    const { result } = await ask({ origin, tls: wrong });
    expect(result).toMatchObject({ kind: 'failure', failure: { phase: 'tls', code: 'tls' } });
  });

  test('a certificate of another name fails every exchange, and hangs none', async () => {
    const origin = await startTls(withKey, '');
    const checkServerIdentity = () => Object.assign(new Error('not my name'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    const tls = { ...trusting, checkServerIdentity };
    const driver = createDriver({ origin, connections: 1, secrets: [], tls, retry: { baseMs: 0 } });
    const results = [await driver.send(getRaw), await driver.send(getRaw)].map(({ result }) => result);
    await driver.close();
    const failure = { phase: 'tls', code: 'tls', message: 'not my name', certificate: 'other-host' };
    expect(results).toEqual(Array(2).fill({ kind: 'failure', failure }));
  });

  test('a server that speaks no TLS is a failure of TLS', async () => {
    const origin = await startTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const { result } = await ask({ origin });
    expect(result).toMatchObject({ kind: 'failure', failure: { phase: 'tls', code: 'tls' } });
  });

  test('a handshake that stalls ends with the deadline of the connection', async () => {
    const origin = await startTcp(() => {});
    const { result } = await ask({ origin, deadlines: { connectMs: 100 } });
    expect(result).toEqual({
      kind: 'failure',
      failure: { phase: 'tls', code: 'timeout', message: 'no connection within 100 ms' },
    });
  });

  test('a handshake that the server breaks off is a reset within TLS', async () => {
    const origin = await startTcp((socket) => socket.end());
    const { result } = await ask({ origin });
    expect(result).toEqual({
      kind: 'failure',
      failure: { phase: 'tls', code: 'reset', message: 'the connection was reset within the TLS handshake' },
    });
  });
});
