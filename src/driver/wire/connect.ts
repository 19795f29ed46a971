import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import type { buildConnector } from 'undici';
import type { HttpProxy } from '../target/connection/proxy.js';
import { openTunnel } from './tunnel.js';

/** Events of a connection, for its current user. */
export interface ConnectionListener {
  connecting(socket: Socket): void;
  /** TCP is up; TLS starts. */
  handshaking(): void;
  /** The connection to the target stands, on this socket. */
  connected(socket: Socket): void;
  /** Bytes handed to the socket; text is one byte a character. */
  sent(chunk: string | Uint8Array): void;
  /** Bytes from the socket. Returns those that the HTTP parser is to see now. */
  received(chunk: Buffer): Buffer;
  /** The peer has closed its side. Returns bytes that were held back. */
  ended(): Buffer;
  /** The socket failed; told before undici hears of it. */
  failed(error: NodeJS.ErrnoException): void;
}

/**
 * Bytes that a plain socket reads ahead: one block of libuv, which undici sets as well. With the 16 KiB that node 20 has
 * by default, every block stops and starts the reading. TLS records carry at most 16 KiB. The types of node miss it.
 */
const readAhead = { highWaterMark: 64 * 1024 };

/**
 * A connector for undici that taps the socket it makes. undici's own keeps the socket to itself until it is connected,
 * which leaves no way to bound the handshake exactly, nor to tell a failed handshake from a failed connection.
 *
 * @param tls handed to node:tls as they are
 * @param proxy what every connection goes through; null: nothing
 */
export function tappedConnector(
  listener: ConnectionListener,
  tls: ConnectionOptions,
  proxy: HttpProxy | null,
): buildConnector.connector {
  return (target, callback) => {
    const secure = target.protocol === 'https:';
    const to = { host: target.hostname, port: Number(target.port || (secure ? 443 : 80)) };
    // undici takes the server name from the Host field, so that a virtual host can be asked for at any address.
    const servername = tls.servername ?? target.servername;
    const secured = (socket: { readonly socket: Socket } | object): Socket =>
      connectTls({ ...tls, ...to, ...socket, ...(servername ? { servername } : {}), ALPNProtocols: ['http/1.1'] });
    const refuse = (error: Error): void => callback(error, null);
    const use = (socket: Socket): void => {
      socket.off('error', refuse);
      tap(socket, listener);
      listener.connected(socket);
      callback(null, socket);
    };
    const observe = (socket: Socket): void => {
      socket.on('error', (error) => listener.failed(error));
      socket.once('error', refuse);
    };
    if (proxy === null) {
      const socket = secure ? secured({}) : connectTcp({ ...to, ...readAhead });
      socket.setNoDelay(true);
      listener.connecting(socket);
      observe(socket);
      if (secure) socket.once('connect', () => listener.handshaking());
      socket.once(secure ? 'secureConnect' : 'connect', () => use(socket));
      return;
    }
    const tunnel = openTunnel(proxy, to, tls, (error) => {
      if (error !== null) {
        listener.failed(error);
        return refuse(error);
      }
      if (!secure) {
        observe(tunnel);
        return use(tunnel);
      }
      listener.handshaking();
      tunnel.on('error', () => {}); // The socket above it tells.
      const socket = secured({ socket: tunnel });
      observe(socket);
      socket.once('secureConnect', () => use(socket));
    });
    tunnel.setNoDelay(true);
    listener.connecting(tunnel);
  };
}

/**
 * Puts the listener between the socket and its reader and writer. `push` is where node:net and node:tls deliver what they
 * have read; undici writes a head as one latin1 string.
 */
function tap(socket: Socket, listener: ConnectionListener): void {
  const push = socket.push.bind(socket);
  socket.push = (chunk: Buffer | null) => {
    const bytes = chunk === null ? listener.ended() : listener.received(chunk);
    const wantsMore = bytes.length === 0 || push(bytes);
    return chunk === null ? push(null) : wantsMore;
  };
  const write = socket.write.bind(socket) as (...parts: unknown[]) => boolean;
  socket.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    listener.sent(chunk);
    return write(chunk, ...rest);
  };
}
