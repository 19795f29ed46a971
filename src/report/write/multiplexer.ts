import type { RunEvent } from '../document/events.js';
import type { Reporter } from '../document/reporter.js';

interface ReporterFailure {
  /** Name of the reporter. */
  readonly reporter: string;
  readonly error: unknown;
}

export interface Multiplexer {
  /** Passes an event on to every reporter. Never throws and never waits. */
  event(event: RunEvent): void;
  /**
   * Waits until every reporter has taken every event.
   *
   * @returns everything that reporters threw, in the order of events. A run whose reports are broken is not a good
   * run: the caller must not end with success where this is not empty.
   */
  end(): Promise<readonly ReporterFailure[]>;
}

/**
 * Feeds several reporters from one stream of events and isolates them from each other: what one throws is kept for
 * {@link Multiplexer.end}, the others and the later events go on. Each reporter gets the events in order, one at a
 * time, even where it is asynchronous; a reporter that is not is called at once.
 */
export function multiplex(reporters: readonly Reporter[]): Multiplexer {
  const failures: ReporterFailure[] = [];
  const queues = reporters.map((reporter) => eventQueue(reporter, failures));
  return {
    event(event) {
      for (const queue of queues) queue.push(event);
    },
    async end() {
      await Promise.all(queues.map((queue) => queue.idle()));
      return failures;
    },
  };
}

interface EventQueue {
  push(event: RunEvent): void;
  idle(): Promise<void>;
}

function eventQueue(reporter: Reporter, failures: ReporterFailure[]): EventQueue {
  let busy: Promise<void> | undefined;
  const fail = (error: unknown): void => {
    failures.push({ reporter: reporter.name, error });
  };
  const deliver = (event: RunEvent): Promise<void> | undefined => {
    try {
      return reporter.event(event)?.catch(fail);
    } catch (error) {
      fail(error);
      return undefined;
    }
  };
  return {
    push(event) {
      const pending = busy === undefined ? deliver(event) : busy.then(() => deliver(event));
      if (pending === undefined) return;
      const settled: Promise<void> = pending.then(() => {
        if (busy === settled) busy = undefined;
      });
      busy = settled;
    },
    async idle() {
      await busy;
    },
  };
}
