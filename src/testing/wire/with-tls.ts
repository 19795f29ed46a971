import { connect } from 'node:net';
import { createServer } from 'node:tls';
import type { TestCertificate } from './certificates.js';
import { withServer } from './with-server.js';

/** A server of the tests behind TLS, for as long as `use` takes: bytes pass as they are. */
export function withTls<T>(
  origin: string,
  certificate: TestCertificate,
  use: (port: number) => Promise<T>,
): Promise<T> {
  const server = createServer({ ...certificate }, (socket) => {
    const store = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.on('error', () => store.destroy()).on('close', () => store.destroy());
    store.on('error', () => socket.destroy());
    socket.pipe(store).pipe(socket);
  });
  server.on('tlsClientError', () => {}); // A client that refuses is what some tests are about.
  return withServer(server, use);
}
