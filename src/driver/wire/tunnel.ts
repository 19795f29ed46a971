import { connect as connectTcp, isIPv6, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import type { HttpProxy } from '../target/connection/proxy.js';
import { maxHeadBytes } from './message-reader.js';

/** Distinguishes errors of a proxy from those of the target. */
export const proxyErrorCode = 'ERR_PROXY';

/** Where a tunnel leads. */
export interface TunnelEnd {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * Opens a tunnel through an HTTP proxy (CONNECT, RFC 9110 section 9.3.6). For every target, plain HTTP included,
 * goes through a tunnel: the bytes of an answer are those that the target sent, where a proxy that is asked in
 * absolute-form may change them.
 *
 * @param tls for the connection to a proxy that itself speaks TLS
 * @param done is told once: of the error, or that the socket now leads to the target
 * @returns the socket, from the start
 */
export function openTunnel(
  proxy: HttpProxy,
  { host, port }: TunnelEnd,
  tls: ConnectionOptions,
  done: (error: Error | null) => void,
): Socket {
  const to = { host: proxy.host, port: proxy.port };
  const socket = proxy.secure ? connectTls({ ...tls, ...to, ALPNProtocols: ['http/1.1'] }) : connectTcp(to);
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  const proof = proxy.authorization === null ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`;
  let head = Buffer.alloc(0);
  let isOver = false;

  const finish = (error: Error | null, rest: Buffer = Buffer.alloc(0)): void => {
    if (isOver) return;
    isOver = true;
    socket.off('readable', read).off('end', ended).off('error', failed);
    if (rest.length > 0) socket.unshift(rest);
    if (error !== null) {
      socket.on('error', () => {}); // What comes after the first error tells nothing more.
      socket.destroy();
    }
    done(error);
  };
  const failed = (error: Error): void => finish(proxyError(`${proxy.origin}: ${oneLine(error)}`, error));
  const ended = (): void => finish(proxyError(`${proxy.origin} closed the connection before answering CONNECT`));
  const read = (): void => {
    for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read() as Buffer | null) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0 && head.length <= maxHeadBytes) continue;
      const refusal =
        end < 0 ? 'sent an endless response head' : refusalOf(head.toString('latin1', 0, end), proxy, authority);
      if (refusal === null) finish(null, head.subarray(end + 4));
      else finish(proxyError(`${proxy.origin} ${refusal}`));
      return;
    }
  };

  socket.on('error', failed).on('end', ended).on('readable', read);
  socket.once(proxy.secure ? 'secureConnect' : 'connect', () => {
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${proof}\r\n`, 'latin1');
  });
  return socket;
}

/** What a proxy has against the tunnel; null where it is open. */
function refusalOf(head: string, { authorization }: HttpProxy, authority: string): string | null {
  const [, status = '', reason = ''] = /^HTTP\/1\.[01] (\d{3}) ?([^\r\n]*)/.exec(head) ?? [];
  if (/^2/.test(status)) return null;
  if (status === '') return 'answered CONNECT with something that is not HTTP';
  if (status !== '407') return `answered CONNECT ${authority} with ${`${status} ${reason}`.trim()}`;
  return authorization === null
    ? 'requires a user name and password (407)'
    : 'rejects the user name and password (407)';
}

const proxyError = (message: string, cause?: Error): Error =>
  Object.assign(new Error(message, { cause }), { code: proxyErrorCode });

const oneLine = (error: Error): string => {
  const causes = error instanceof AggregateError ? error.errors.map((cause: Error) => cause.message) : [];
  return [error.message, ...causes].filter(Boolean).join('; ');
};
