import { type OssError, refuse } from '../wire/oss-error.js';

/** Document of the V1 signature: a request is good for 15 minutes around its date. */
const allowedSkewMs = 15 * 60 * 1000;

/**
 * Holds the date of a request against the clock.
 *
 * @param requestTime - ms since 1970
 * @param text - the date as sent
 * @param ec - of a signature for S3, which has a finer code of its own
 * @throws OssError `RequestTimeTooSkewed`
 */
export function checkSkew(requestTime: number, now: Date, text: string, ec?: string): void {
  if (Math.abs(now.getTime() - requestTime) <= allowedSkewMs) return;
  throw refuse('RequestTimeTooSkewed', {
    ...(ec === undefined ? {} : { ec }),
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
    ec: '0002-00000069',
    details: [
      ['Expires', new Date(end).toISOString()],
      ['ServerTime', now.toISOString()],
    ],
  });
}

/** `YYYYMMDDTHHMMSSZ`, the form of `x-oss-date` and `x-amz-date`, in ms since 1970. */
export function parseTimestamp(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** A date that is no date (document of the V1 signature). */
export function invalidDate(): OssError {
  return refuse('AccessDenied', { message: 'OSS authentication requires a valid Date.', ec: '0002-00000502' });
}

/** Neither `x-oss-date` nor `Date` (same source). */
export function missingDate(): OssError {
  return refuse('AccessDenied', { message: 'OSS authentication requires a valid Date.', ec: '0002-00000503' });
}
