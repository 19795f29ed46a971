import { type OssError, refuse } from './oss-error.js';

/** Document of the V1 signature: a request is good for 15 minutes around its date. */
const allowedSkewMs = 15 * 60 * 1000;

/**
 * Holds the date of a request against the clock.
 *
 * @param requestTime - ms since 1970
 * @param text - the date as sent
 * @throws OssError `RequestTimeTooSkewed`
 */
export function checkSkew(requestTime: number, now: Date, text: string): void {
  if (Math.abs(now.getTime() - requestTime) <= allowedSkewMs) return;
  throw refuse('RequestTimeTooSkewed', {
    details: [
      ['MaxAllowedSkewMilliseconds', String(allowedSkewMs)],
      ['RequestTime', text],
      ['ServerTime', now.toISOString()],
    ],
  });
}

/**
 * Holds the end of a presigned URL against the clock.
 *
 * @param end - ms since 1970
 * @throws OssError `AccessDenied`, as the presign tests of the vendor's PHP SDK v2 find it
 */
export function checkExpiry(end: number, now: Date): void {
  if (now.getTime() <= end) return;
  throw refuse('AccessDenied', {
    message: 'Request has expired.',
    details: [
      ['Expires', new Date(end).toISOString()],
      ['ServerTime', now.toISOString()],
    ],
  });
}

/** A date that is absent or no date (document of the V1 signature). */
export function invalidDate(): OssError {
  return refuse('AccessDenied', { message: 'OSS authentication requires a valid Date.' });
}
