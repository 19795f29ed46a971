import { createDriver, type Driver } from '../../driver/driver/driver.js';
import { addressOf } from '../../driver/target/address/address.js';
import { tlsOf } from '../../driver/target/connection/open-connection.js';
import { secretsOfTarget, type Target } from '../../driver/target/target.js';
import { targetAuthenticator } from '../../driver/target/target-authenticator.js';
import type { BodyTimeout } from './body-timeout.js';
import { createSender, type Sender } from './sender.js';
import { createTargetClock, type TargetClock } from './target-clock.js';

/** An asker with the connections it uses. */
export interface OpenSender {
  readonly send: Sender;
  readonly traffic: Driver['totals'];
  close(): Promise<void>;
}

export interface SenderOptions {
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Time for connecting, and for the first byte of an answer, in ms. */
  readonly timeoutMs: number;
  /** Below this it may write and remove; it only reads unless said. */
  readonly prefix?: string | null;
  /** How long the rest of a body is waited for; `timeoutMs` unless said. */
  readonly bodyTimeout?: BodyTimeout;
  /** What requests are signed by, where several askers share it. */
  readonly clock?: TargetClock;
}

/** Three attempts may each wait for their first byte, and a body of 4 MiB takes 64 s at 64 KiB/s. */
const totalDeadline = (timeoutMs: number): number => 3 * timeoutMs + 90_000;

/**
 * An asker for a target, with a driver of its own. Every command that talks to a target uses it, with the same deadlines.
 *
 * @throws SuiteError `credentials-missing`
 */
export function openSender(
  target: Target,
  { concurrency, timeoutMs, prefix = null, bodyTimeout, clock = createTargetClock() }: SenderOptions,
): OpenSender {
  const authenticate = targetAuthenticator(target, clock.now);
  const driver = createDriver({
    origin: addressOf(target, null).origin,
    connections: concurrency,
    secrets: secretsOfTarget(target),
    proxy: target.connection?.proxy,
    tls: tlsOf(target),
    deadlines: {
      connectMs: timeoutMs,
      firstByteMs: timeoutMs,
      paceMs: bodyTimeout?.bodyMs ?? timeoutMs,
      totalMs: totalDeadline(timeoutMs),
    },
  });
  return {
    send: createSender(target, driver, authenticate, clock, prefix),
    traffic: driver.totals,
    close: () => driver.close(),
  };
}
