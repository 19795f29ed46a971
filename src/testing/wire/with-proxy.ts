import { createServer, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { withServer } from './with-server.js';

/** A tunnel that a client asked for. */
export interface RequestedTunnel {
  readonly authority: string;
  /** Value of Proxy-Authorization. */
  readonly proof: string | undefined;
}

/**
 * An HTTP proxy for as long as `use` takes, which leads every tunnel to one port of 127.0.0.1, for any requested name.
 *
 * @param answer the head of its answer to CONNECT; `null` opens the tunnel
 */
export function withProxy<T>(
  port: number,
  use: (proxy: { readonly port: number; readonly tunnels: readonly RequestedTunnel[] }) => Promise<T>,
  answer: (requested: RequestedTunnel) => string | null = () => null,
): Promise<T> {
  const tunnels: RequestedTunnel[] = [];
  const server = createServer();
  server.on('connect', ({ url = '', headers }: IncomingMessage, socket: Socket) => {
    const tunnel = { authority: url, proof: headers['proxy-authorization'] };
    tunnels.push(tunnel);
    socket.on('error', () => {});
    const refusal = answer(tunnel);
    if (refusal !== null) {
      socket.end(refusal);
      return;
    }
    const store = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(store).pipe(socket);
    });
    store.on('error', () => socket.destroy());
    socket.on('close', () => store.destroy());
  });
  return withServer(server, (own) => use({ port: own, tunnels }));
}
