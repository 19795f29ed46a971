/**
 * Reads Retry-After (RFC 9110 section 10.2.3): a number of seconds, or a date.
 *
 * @param now epoch time in ms
 * @returns ms from now, never negative; null where it is neither
 */
export function retryAfterMs(value: string, now: number): number | null {
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
