import { createServer, type Server, type Socket } from 'node:net';

/** One step of a byte script. Text is sent one byte a character. */
export type ScriptStep =
  | string
  | Uint8Array
  | { readonly waitMs: number }
  /** Repeats these bytes as fast as the client takes them, until the client closes. */
  | { readonly endlessly: Uint8Array }
  | { readonly close: 'fin' | 'rst' };

export type Script = readonly ScriptStep[];

/** A request as it came, one character a byte. */
export interface ReceivedRawRequest {
  readonly head: string;
  readonly body: string;
  /** 0-based number of the connection it came on. */
  readonly connection: number;
}

/** A server that answers with bytes, right or wrong, on 127.0.0.1. */
export interface RawServer {
  readonly origin: string;
  readonly port: number;
  /** Every request so far, in order of arrival. */
  readonly requests: readonly ReceivedRawRequest[];
  /** Connections accepted so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/**
 * Plays one script a request, in order of arrival over all connections; or the script that a function makes of the
 * request. A connection whose request finds no script left is reset.
 *
 * @param wantedPort any free one unless said
 */
export async function startRawServer(
  scripts: readonly Script[] | ((request: ReceivedRawRequest, index: number) => Script),
  wantedPort = 0,
): Promise<RawServer> {
  const requests: ReceivedRawRequest[] = [];
  const sockets = new Set<Socket>();
  let accepted = 0;
  const scriptFor = (request: ReceivedRawRequest, index: number): Script =>
    typeof scripts === 'function' ? scripts(request, index) : (scripts[index] ?? [{ close: 'rst' }]);

  const server = createServer({ noDelay: true }, (socket) => {
    const connection = accepted++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // A client that goes away is part of most scripts.
    void serve(socket, (head, body) => {
      const request = { head, body, connection };
      requests.push(request);
      return scriptFor(request, requests.length - 1);
    });
  });
  const port = await listen(server, wantedPort);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => accepted,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address.port);
    });
  });
}

async function serve(socket: Socket, script: (head: string, body: string) => Script): Promise<void> {
  let received = '';
  try {
    for await (const chunk of socket) {
      received += (chunk as Buffer).toString('latin1');
      for (let end = requestEnd(received); end !== null; end = requestEnd(received)) {
        const [head, body] = [received.slice(0, end.head), received.slice(end.head + 4, end.body)];
        received = received.slice(end.body);
        for (const step of script(head, body)) await play(socket, step);
      }
    }
  } catch {
    socket.destroy(); // Reset by the client.
  }
}

/** Where the first request ends, or null as long as it is not complete. Only Content-Length is understood. */
function requestEnd(text: string): { head: number; body: number } | null {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
  const body = head + 4 + length;
  return text.length < body ? null : { head, body };
}

async function play(socket: Socket, step: ScriptStep): Promise<void> {
  if (typeof step === 'string') await send(socket, Buffer.from(step, 'latin1'));
  else if (step instanceof Uint8Array) await send(socket, step);
  else if ('waitMs' in step) await waited(step.waitMs);
  else if ('endlessly' in step) while (await send(socket, step.endlessly));
  else if (step.close === 'fin') socket.end();
  else socket.resetAndDestroy();
}

/** The extra turn lets a client in this process read what was sent before, however late the timer is on a busy machine. */
async function waited(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  await new Promise((resolve) => setImmediate(resolve));
}

/** Resolves when the bytes are on their way: true, or false where the client is gone. */
function send(socket: Socket, bytes: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    if (!socket.writable) resolve(false);
    else socket.write(bytes, (error) => resolve(error === undefined || error === null));
  });
}
