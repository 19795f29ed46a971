import { connect, createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { withTinyStore } from '../../testing/store/tiny-store.js';
import { runAgainst } from '../../testing/suite/conformance-run.js';

/** A port of `::1` that leads to a port of 127.0.0.1; null where this machine has no IPv6. */
async function openOnIpv6(to: number): Promise<Server | null> {
  const server = createServer((socket) => {
    const store = connect(to, '127.0.0.1');
    socket.on('error', () => store.destroy()).on('close', () => store.destroy());
    store.on('error', () => socket.destroy());
    socket.pipe(store).pipe(socket);
  });
  const listening = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(0, '::1', () => resolve(true));
  });
  return (await listening) ? server : null;
}

test('an IPv6 address is asked in path style, and its command line can be repeated', { timeout: 30_000 }, (context) =>
  withTinyStore({}, async ({ origin }) => {
    const server = await openOnIpv6(Number(new URL(origin).port));
    if (server === null) return context.skip('this machine has no IPv6');
    const address = server.address();
    const endpoint = `http://[::1]:${typeof address === 'object' && address !== null ? address.port : ''}`;
    try {
      const { exitCode, report } = await runAgainst(endpoint, ['--case', 'open', '--runs', '0']);
      const { url, headers } = report.checks[0]!.request;
      expect([exitCode, report.target.endpoint, report.target.addressing]).toEqual([0, endpoint, 'path']);
      expect(url.startsWith(`${endpoint}/conformance/`)).toBe(true);
      expect(headers).toContainEqual(['host', new URL(endpoint).host]);
      expect(report.checks[0]!.repro.command).toContain(`--endpoint '${endpoint}'`);
    } finally {
      server.close();
    }
  }),
);
