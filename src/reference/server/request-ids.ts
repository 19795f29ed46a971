import { randomBytes } from 'node:crypto';

/**
 * Gives each request an id of its own: 24 characters, as the vendor's tests require of `x-oss-request-id` (java1
 * `REQUEST_ID_LEN`), upper-case hex. The first 16 are random and belong to the endpoint, the rest count, because random
 * bytes for each request were 6 % of the time of a small range.
 */
export function createRequestIds(): () => string {
  const prefix = randomBytes(8).toString('hex');
  let count = 0;
  return () => {
    count += 1;
    return (prefix + count.toString(16).padStart(8, '0')).toUpperCase();
  };
}
