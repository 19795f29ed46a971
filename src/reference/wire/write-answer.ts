import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { FaultHooks } from '../faults/fault.js';
import { formatHttpDate } from '../read/http-date.js';
import type { EndpointResponse } from '../server/answer.js';

/** The fields of every answer. */
export interface Envelope {
  /** 24 characters. */
  readonly requestId: string;
  readonly now: Date;
  /** From the head of the request to the answer, in ms. */
  readonly serverTimeMs: number;
}

/**
 * Writes an answer, in one go and without copying the body. node:http leaves the body out where the request or the
 * status has none.
 *
 * @param head - what goes wrong with the complete head, of an endpoint with a fault
 */
export function writeAnswer(
  response: ServerResponse,
  answer: EndpointResponse,
  envelope: Envelope,
  head: FaultHooks['head'] = (usual) => usual,
): void {
  const connection = response.shouldKeepAlive ? 'keep-alive' : 'close';
  response.writeHead(answer.status, head(enveloped(answer.headers, connection, envelope), answer.status).flat());
  if (answer.bitsPerSecond !== undefined) {
    void writePaced(response, answer.body, answer.bitsPerSecond / 8);
    return;
  }
  for (const part of answer.body.slice(0, -1)) response.write(part);
  // Head, last part and end in one system call.
  response.end(answer.body.at(-1));
}

/** Short enough for a transfer to look steady, long enough for a timer to keep. */
const paceMs = 50;

/** Writes a body so that no byte is sent before its time. A client that leaves is left. */
async function writePaced(
  response: ServerResponse,
  body: readonly Uint8Array[],
  bytesPerSecond: number,
): Promise<void> {
  const startedAt = performance.now();
  const step = Math.ceil((bytesPerSecond * paceMs) / 1000);
  let sent = 0;
  for (const part of body) {
    for (let start = 0; start < part.length; start += step) {
      const slice = part.subarray(start, start + step);
      sent += slice.length;
      await delay((sent / bytesPerSecond) * 1000 - (performance.now() - startedAt));
      if (response.destroyed) return;
      response.write(slice);
    }
  }
  response.end();
}

/** How long a client may take to read its last answer; closing at once would reset what it has not read yet. */
const lingerMs = 1000;

/** Writes an answer to a socket whose request never became one for node:http, and closes it soon after. */
export function writeLastAnswer(socket: Duplex, answer: EndpointResponse, envelope: Envelope): void {
  const fields = enveloped(answer.headers, 'close', envelope).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\n${fields.join('')}\r\n`;
  // Whether a client that is refused reads the refusal is its own affair.
  socket.on('error', () => socket.destroy());
  socket.end(Buffer.concat([Buffer.from(head, 'latin1'), ...answer.body]));
  setTimeout(() => socket.destroy(), lingerMs).unref();
}

function enveloped(headers: readonly HeaderField[], connection: string, envelope: Envelope): HeaderField[] {
  return [
    ['Server', 'AliyunOSS'],
    ['Date', formatHttpDate(envelope.now.getTime())],
    ...headers,
    ['Connection', connection],
    ['x-oss-request-id', envelope.requestId],
    ['x-oss-server-time', String(Math.round(envelope.serverTimeMs))],
  ];
}
