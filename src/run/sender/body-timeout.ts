/** How long a run waits for the rest of a body that has begun. */
export interface BodyTimeout {
  /** For every further kilobyte, in ms. */
  bodyMs(): number;
  /** A body did not come to its end, twice. */
  shown(): void;
}

/** Bodies that stay unfinished before the next ones are waited for less long. */
const enough = 3;

/** In ms. */
const leastMs = 1_000;

/**
 * A server that promises more bytes than it sends keeps its connection open for nothing, and does so for every range that
 * ends past the object: two time-outs each are minutes in all. Once that is known of it, a shorter wait tells the same. The
 * verdict still needs a second attempt, and controls that succeed before and after.
 *
 * @param timeoutMs what is waited before anything is known of the target
 */
export function createBodyTimeout(timeoutMs: number): BodyTimeout {
  let times = 0;
  return {
    bodyMs: () => (times < enough ? timeoutMs : Math.max(Math.min(leastMs, timeoutMs), timeoutMs / 4)),
    shown() {
      times += 1;
    },
  };
}
