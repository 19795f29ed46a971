import type { RunEvent } from './events.js';

/** Somebody who is told how a run goes. It may throw or reject: `multiplexer.ts` keeps that from the others. */
export interface Reporter {
  /** For the message when it fails. */
  readonly name: string;
  event(event: RunEvent): void | Promise<void>;
}
