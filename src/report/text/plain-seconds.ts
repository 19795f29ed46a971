/** Milliseconds as whole microseconds, so that sums are exact. */
export function microseconds(ms: number): number {
  return Math.round(ms * 1000);
}

/** Whole microseconds as seconds in plain decimals, as readers of JUnit expect it: `0.0012`, never `1.2e-3`. */
export function plainSeconds(us: number): string {
  return (us / 1e6).toFixed(6);
}
