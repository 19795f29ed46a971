import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { unbracketed } from '../../../driver/target/address/unbracketed.js';
import type { HttpProxy } from '../../../driver/target/connection/proxy.js';
import { openTunnel } from '../../../driver/wire/tunnel.js';

/** How the target is connected to. */
export interface RelayPath {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly tls: ConnectionOptions;
  /** Null: no relay in between. */
  readonly proxy: HttpProxy | null;
}

/** Is told what comes. */
export interface RelayPathListener {
  failed(error: NodeJS.ErrnoException): void;
  data(chunk: Buffer, flow: Pick<Socket, 'pause' | 'resume'>): void;
  ended(): void;
  closed(): void;
}

/** A connection that may still be under way; what is written waits for it. */
export interface Connecting {
  write(bytes: Buffer): void;
  destroy(): void;
}

/** Connects as the driver does: through the proxy, where there is one, by a tunnel, and with the same trust. */
export function connectBy({ origin, tls, proxy }: RelayPath, listener: RelayPathListener): Connecting {
  const { protocol, hostname, port } = new URL(origin);
  const host = unbracketed(hostname);
  const secure = protocol === 'https:';
  const to = { host, port: Number(port || (secure ? 443 : 80)) };
  const secured = (through: { readonly socket?: Socket }): Socket =>
    connectTls({
      ...tls,
      ...to,
      ...through,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ALPNProtocols: ['http/1.1'],
    });

  function attach(socket: Socket): Socket {
    socket.setNoDelay(true);
    socket.on('error', listener.failed);
    socket.on('data', (chunk: Buffer) => listener.data(chunk, socket));
    socket.on('end', listener.ended);
    socket.on('close', listener.closed);
    return socket;
  }

  if (proxy === null) {
    const socket = attach(secure ? secured({}) : connectTcp(to));
    return { write: (bytes) => void socket.write(bytes), destroy: () => socket.destroy() };
  }
  let opened: Socket | null = null;
  const waiting: Buffer[] = [];
  const tunnel = openTunnel(proxy, to, tls, (error) => {
    if (error !== null) return listener.failed(error);
    if (secure) tunnel.on('error', () => {}); // The socket above it tells.
    opened = attach(secure ? secured({ socket: tunnel }) : tunnel);
    for (const bytes of waiting.splice(0)) opened.write(bytes);
  });
  return {
    write: (bytes) => void (opened === null ? waiting.push(bytes) : opened.write(bytes)),
    destroy: () => void (opened ?? tunnel).destroy(),
  };
}
