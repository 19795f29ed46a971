import type { DeadlineOf, Stop } from '../wire/transport-failure.js';

/** Bounds of one attempt, in ms. */
export interface Bounds {
  /** From the start of a connection to the end of its TLS handshake. */
  readonly connectMs: number;
  /** From the last byte of the request that was handed to the socket to the first byte of the answer. */
  readonly firstByteMs: number;
  /** Within every stretch of this length `leastBytes` of an answer that was begun have to arrive. */
  readonly paceMs: number;
  /** The whole exchange, retries and waits included, as configured. */
  readonly totalMs: number;
  /** What is left of it. */
  readonly leftMs: number;
}

/** In bytes. What is slower than a modem of 1990 at the default time-out does not flow, it drips. */
export const leastBytes = 1024;

/** The clocks of one attempt; each method says what has just happened. */
export interface Deadlines {
  connecting(): void;
  connected(): void;
  sent(): void;
  /** Bytes of an answer have arrived. */
  answering(bytes: number): void;
  over(): void;
}

/**
 * Timers of node, which fire within 2 ms; those of undici 7 fire up to a second late. One that fires looks at the socket
 * once more before it counts: where this process was kept from running, what it waited for may have come long ago.
 */
export function startDeadlines(
  { connectMs, firstByteMs, paceMs, totalMs, leftMs }: Bounds,
  expire: (stop: Stop) => void,
): Deadlines {
  let isConnected = true;
  // A server may answer while a body is still being sent; nothing that is sent then waits for a first byte.
  let isAnswering = false;
  let isOver = false;
  let connect: NodeJS.Timeout | undefined;
  let firstByte: NodeJS.Timeout | undefined;

  let pace: NodeJS.Timeout | undefined;
  let arrived = 0;

  const after = (waitMs: number, of: DeadlineOf, ms: number, isMet: () => boolean) =>
    setTimeout(() => setImmediate(() => isMet() || expire({ kind: 'deadline', of, ms })), waitMs);
  const total = after(leftMs, 'exchange', totalMs, () => isOver);

  const connected = (): void => {
    isConnected = true;
    clearTimeout(connect);
  };
  const keepPace = (): void => {
    const before = arrived;
    pace = after(paceMs, 'pace', paceMs, () => {
      if (isOver) return true;
      const isMet = arrived - before >= leastBytes;
      if (isMet) keepPace();
      return isMet;
    });
  };
  const answering = (bytes: number): void => {
    arrived += bytes;
    if (isAnswering) return;
    isAnswering = true;
    clearTimeout(firstByte);
    keepPace();
  };
  return {
    connecting() {
      clearTimeout(connect);
      isConnected = false;
      connect = after(connectMs, 'connection', connectMs, () => isConnected);
    },
    connected,
    sent() {
      if (isAnswering) return;
      if (firstByte === undefined) firstByte = after(firstByteMs, 'first byte', firstByteMs, () => isAnswering);
      else firstByte.refresh();
    },
    answering,
    over() {
      isOver = true;
      connected();
      clearTimeout(firstByte);
      clearTimeout(pace);
      clearTimeout(total);
    },
  };
}
