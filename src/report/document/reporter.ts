import type { RunEvent } from './events.js';

/** Receives the events of a run. It may throw or reject: `multiplexer.ts` isolates the others. */
export interface Reporter {
  /** For the message when it fails. */
  readonly name: string;
  event(event: RunEvent): void | Promise<void>;
}
