import { setTimeout as delay } from 'node:timers/promises';
import type { WireTrace } from './wire-trace.js';

/**
 * How long a connection is watched after an answer that must not have a body: a server that sends one all the same often
 * does so in a second write, which on loopback arrives within 1 ms and elsewhere with the next packet. So twice the time
 * that the answer took, within these bounds in ms.
 */
const bodilessGrace = { least: 10, most: 100 };

/**
 * Gives bytes that belong to no message the time to arrive. After an answer with a body that is one turn of the event
 * loop: what the server wrote along with it is there by then, and waiting longer would cost more than every exchange
 * takes on loopback. Later bytes belong to no answer: undici drops the connection, and the next request gets a new one.
 *
 * @param isOpen whether the connection still is; undici closes it at once where the server will not keep it
 */
export async function awaitLateBytes(method: string, trace: WireTrace, isOpen: () => boolean): Promise<void> {
  if (!isOpen()) return;
  await polled();
  const { delimitedBy, extraBytes } = trace.reader.seen;
  if (delimitedBy !== 'none' || extraBytes > 0 || !isOpen() || !isJudged(method)) return;
  await delay(Math.min(bodilessGrace.most, Math.max(bodilessGrace.least, 2 * trace.durationMs(true))));
  await polled();
}

/** Writes and removals are not about ranges: late bytes after their answers do not matter. */
const isJudged = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** Two turns: the first ends the one that is under way, only the second has polled the socket again. */
function polled(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
