import { type Agent, request } from 'node:http';
import type { HeaderField } from '../../spec/model/vocabulary.js';

/** What a test sends over node:http, byte for byte as it says. */
export interface RawRequest {
  readonly port: number;
  readonly method?: string;
  /** Request target, sent as it stands. */
  readonly target: string;
  /** In this order, with this case, repeated lines kept. Host is added where it is missing. */
  readonly headers?: readonly HeaderField[];
  readonly body?: Uint8Array | string;
  readonly agent?: Agent;
}

export interface RawReply {
  readonly status: number;
  readonly reason: string;
  /** Names in lower case; repeated lines joined by node:http. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** One request to 127.0.0.1 by a client that adds nothing but Host, Connection and the framing of the body. */
export function rawRequest({ port, method = 'GET', target, headers = [], body, agent }: RawRequest): Promise<RawReply> {
  const host: HeaderField[] = headers.some(([name]) => name.toLowerCase() === 'host')
    ? []
    : [['Host', `127.0.0.1:${port}`]];
  const framing: HeaderField[] =
    body === undefined || headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name))
      ? []
      : [['Content-Length', String(Buffer.byteLength(body))]];
  return new Promise((resolve, reject) => {
    const fields = [...host, ...headers, ...framing].flat();
    const outgoing = request({ host: '127.0.0.1', port, method, path: target, agent, headers: fields });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('error', reject);
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          reason: incoming.statusMessage ?? '',
          headers: incoming.headers as Record<string, string | undefined>,
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.end(body);
  });
}
