/** What a run does unless it is told otherwise. */
export const defaultSettings = {
  /** More than any family has certain draws (84 at most), so that random ones follow. */
  runs: 100,
  /** Fifty in flight are no faster than ten on loopback (measured with undici). */
  concurrency: 10,
  /** The embedded endpoint serves one run only: a run is 10 % shorter than with ten (2 cores, means of 5 runs). */
  embeddedConcurrency: 40,
  /** An answer that takes longer is a hang: the slowest emulator measured needs 44 ms. */
  timeoutMs: 4_000,
  prefix: 'oss-range-conformance/',
} as const;

/** Random inputs per property: more take hours. */
export const largestRuns = 1_000_000;

/** In bytes; 64 make a hundred thousand requests under each behaviour. */
export const largestExhaustive = 64;

/** The largest seed that fast-check takes. */
export const largestSeed = 2 ** 31 - 1;
