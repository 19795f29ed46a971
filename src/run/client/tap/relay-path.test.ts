import { createServer } from 'node:tls';
import { expect, test } from 'vitest';
import { createRedactor } from '../../../driver/redact/redact.js';
import type { HttpProxy } from '../../../driver/target/connection/proxy.js';
import { makeCertificate, type TestCertificate } from '../../../testing/wire/certificates.js';
import { withProxy } from '../../../testing/wire/with-proxy.js';
import { openTap } from './tap.js';

const answer = 'HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\nConnection: close\r\n\r\nabcde';

/** A server that speaks TLS and gives one answer, for as long as `use` takes. */
async function withSecure<T>(
  certificate: TestCertificate,
  use: (port: number, hosts: string[]) => Promise<T>,
): Promise<T> {
  const hosts: string[] = [];
  const server = createServer(certificate, (socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      hosts.push(/^Host: (.*)$/im.exec(chunk.toString())?.[1]?.trim() ?? '');
      socket.end(answer);
    });
  }).on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    return await use(typeof address === 'object' && address !== null ? address.port : 0, hosts);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** What a client gets through a relay to there, and what is recorded. */
async function asked(port: number, ca: string | undefined, proxy: HttpProxy | null = null, name = '127.0.0.1') {
  const totals = { requests: 0, bytesSent: 0, bytesReceived: 0 };
  const host = `${name}:${port}`;
  const tls = ca === undefined ? {} : { ca };
  const resource = { bucket: 'b', host, inPath: true, redactor: createRedactor([]), totals };
  const tap = await openTap({ ...resource, origin: `https://${host}`, tls, proxy });
  tap.observe(() => () => ({ write: () => {}, end: () => ({ kind: 'whole' }) }));
  const text = await fetch(`http://127.0.0.1:${tap.port}/b/k`).then(
    (response) => response.text(),
    (error: Error) => (error.cause as NodeJS.ErrnoException).code,
  );
  const [{ exchange } = { exchange: null }] = tap.passed();
  await tap.close();
  return { text, url: exchange?.request.url, result: exchange?.result };
}

test('the client speaks plain HTTP, and the target TLS', async () => {
  const certificate = await makeCertificate({});
  await withSecure(certificate, async (port, hosts) => {
    const { text, url, result } = await asked(port, certificate.cert);
    expect([text, url, hosts]).toEqual(['abcde', `https://127.0.0.1:${port}/b/k`, [`127.0.0.1:${port}`]]);
    expect(result).toMatchObject({ kind: 'response', response: { status: 206, body: { length: 5 } } });
  });
});

test('a certificate that nobody trusts ends the request, and is why', async () => {
  await withSecure(await makeCertificate({}), async (port, hosts) => {
    const { text, result } = await asked(port, undefined);
    expect([text, hosts]).toEqual(['ECONNRESET', []]);
    expect(result).toMatchObject({ kind: 'failure', failure: { message: expect.stringMatching(/self-signed/) } });
  });
});

test('where the target is reached through a proxy, so is it from the relay', async () => {
  const certificate = await makeCertificate({ names: ['store.example'] });
  await withSecure(certificate, (store, hosts) =>
    withProxy(store, async ({ port, tunnels }) => {
      const proxy = {
        origin: `http://127.0.0.1:${port}`,
        host: '127.0.0.1',
        port,
        secure: false,
        authorization: null,
        secrets: [],
      };
      const { text } = await asked(443, certificate.cert, proxy, 'store.example');
      expect([text, tunnels, hosts]).toEqual([
        'abcde',
        [{ authority: 'store.example:443', proof: undefined }],
        ['store.example:443'],
      ]);
    }),
  );
});

test('a proxy that refuses is why', async () => {
  const refuse = () => 'HTTP/1.1 403 No\r\n\r\n';
  await withProxy(
    1,
    async ({ port }) => {
      const proxy = {
        origin: `http://127.0.0.1:${port}`,
        host: '127.0.0.1',
        port,
        secure: false,
        authorization: null,
        secrets: [],
      };
      const { text, result } = await asked(443, undefined, proxy, 'store.example');
      expect(text).toBe('ECONNRESET');
      expect(result).toMatchObject({
        failure: { message: expect.stringContaining('answered CONNECT store.example:443 with 403 No') },
      });
    },
    refuse,
  );
});
