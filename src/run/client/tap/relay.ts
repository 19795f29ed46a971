import type { Socket } from 'node:net';
import type { MakeSink } from '../../../content/body-sink.js';
import type { HeaderField } from '../../../spec/model/vocabulary.js';
import { type Connecting, connectBy, type RelayPath } from './relay-path.js';
import { type TappedAnswer, tapAnswer } from './tapped-answer.js';
import { type Resource, readTappedHead, type TappedHead } from './tapped-request.js';

/** Receives the traffic. */
export interface RelayListener {
  sinkFor(request: readonly HeaderField[]): MakeSink;
  passing(head: TappedHead, answer: TappedAnswer): void;
  sent(bytes: number): void;
  received(bytes: number): void;
}

/** In bytes; a head that is longer is no request of an SDK. */
const maxHeadBytes = 64 * 1024;

const emptyLine = Buffer.from('\r\n\r\n');

/**
 * Relays one connection of a client over one connection of its own to the target. A request that comes before the answer to
 * the one before it is complete waits, so that every byte of an answer belongs to a known request. Reports are sent
 * before it is passed on: when the client has an answer, the record of it is complete.
 */
export function relay(client: Socket, resource: Resource & RelayPath, listener: RelayListener) {
  let waiting = Buffer.alloc(0);
  /** Bytes of the body of the request that is under way. */
  let bodyLeft = 0;
  let current: TappedAnswer | null = null;
  /** Opened with the first request, so that a target that cannot be reached is the answer to a known request. */
  let target: Connecting | null = null;

  function openTarget(): Connecting {
    return connectBy(resource, {
      failed: (error) => {
        if (error.code === 'ECONNRESET') current?.ended('reset');
        else current?.failed(error);
        client.resetAndDestroy();
      },
      data: (chunk, flow) => {
        listener.received(chunk.length);
        current?.feed(chunk);
        if (!client.write(chunk)) {
          flow.pause();
          client.once('drain', () => flow.resume());
        }
        takeRequest();
      },
      ended: () => {
        current?.ended('closed');
        client.end();
      },
      closed: () => client.destroySoon(),
    });
  }

  client.on('error', () => target?.destroy());
  client.on('close', () => target?.destroy());
  client.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    takeRequest();
  });

  function pass(bytes: Buffer): void {
    listener.sent(bytes.length);
    target ??= openTarget();
    target.write(bytes);
  }

  /** Passes on as much of what is waiting as may go by now. */
  function takeRequest(): void {
    for (;;) {
      if (bodyLeft > 0) {
        const body = waiting.subarray(0, bodyLeft);
        if (body.length === 0) return;
        waiting = waiting.subarray(body.length);
        bodyLeft -= body.length;
        pass(body);
        continue;
      }
      if (waiting.length === 0 || (current !== null && !current.isComplete())) return;
      const end = waiting.indexOf(emptyLine);
      if (end < 0 && waiting.length <= maxHeadBytes) return;
      const head = end < 0 ? null : readTappedHead(waiting.toString('latin1', 0, end), resource);
      // Nothing that this suite could tell of.
      if (head === null) return void client.destroy();
      waiting = waiting.subarray(end + emptyLine.length);
      bodyLeft = head.bodyLength;
      current = tapAnswer(head.method, listener.sinkFor(head.fields));
      listener.passing(head, current);
      pass(Buffer.from(head.forwarded, 'latin1'));
    }
  }
}
