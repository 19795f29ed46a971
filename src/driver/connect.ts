import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import type { buildConnector } from 'undici';

/** What happens on a connection, told to whoever uses it at the moment. */
export interface ConnectionListener {
  connecting(socket: Socket): void;
  /** TCP is up; TLS starts. */
  handshaking(): void;
  connected(): void;
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
 */
export function tappedConnector(listener: ConnectionListener, tls: ConnectionOptions): buildConnector.connector {
  return (target, callback) => {
    const secure = target.protocol === 'https:';
    const to = {
      host: target.hostname,
      port: Number(target.port || (secure ? 443 : 80)),
      ...(secure ? {} : readAhead),
    };
    // undici takes the server name from the Host field, so that a virtual host can be asked for at any address.
    const servername = tls.servername ?? target.servername;
    const socket = secure
      ? connectTls({ ...tls, ...to, ...(servername ? { servername } : {}), ALPNProtocols: ['http/1.1'] })
      : connectTcp(to);
    const refuse = (error: Error): void => callback(error, null);
    socket.setNoDelay(true);
    listener.connecting(socket);
    socket.on('error', (error) => listener.failed(error));
    socket.once('error', refuse);
    if (secure) socket.once('connect', () => listener.handshaking());
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      socket.off('error', refuse);
      tap(socket, listener);
      listener.connected();
      callback(null, socket);
    });
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
