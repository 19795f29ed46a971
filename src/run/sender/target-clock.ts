import type { Exchange } from '../../exchange/exchange.js';
import { type ErrorDocument, readErrorDocument } from '../../judge/error-document.js';

/** The time by which requests are signed: that of this machine, until the target tells that it is too far off. */
export interface TargetClock {
  now(): Date;
  /** What is added to the time of this machine, in ms; 0 where nothing had to be corrected. */
  offsetMs(): number;
  /**
   * Takes over the target's time where an answer complains about that of the request, and gives its own.
   *
   * @param sentWith the offset that the request was signed with, in ms
   * @returns whether the request is worth being signed and sent again
   */
  learn(exchange: Exchange, sentWith: number): boolean;
}

/** OSS takes a date that is 15 minutes off (vendor's list of error codes); a smaller difference is not what it complained about. */
const worthCorrectingMs = 60_000;

export function createTargetClock(now: () => number = Date.now): TargetClock {
  let offset = 0;
  return {
    now: () => new Date(now() + offset),
    offsetMs: () => offset,
    learn({ result }, sentWith) {
      if (result.kind === 'failure' || result.response.status !== 403) return false;
      const { headers, body } = result.response;
      if (!blamesTheTime(readErrorDocument(body.prefix))) return false;
      const date = Date.parse(headers.find(([name]) => name.toLowerCase() === 'date')?.[1] ?? '');
      if (Number.isNaN(date)) return false;
      const measured = date - now();
      if (Math.abs(measured - sentWith) < worthCorrectingMs) return false;
      offset = measured;
      return true;
    },
  };
}

/** Of a presigned URL that a clock which runs behind has made the end is over (PHP SDK v2, presign tests). */
const blamesTheTime = (document: ErrorDocument | null): boolean =>
  document?.code === 'RequestTimeTooSkewed' ||
  (document?.code === 'AccessDenied' && /\bexpired\b/i.test(document.message ?? ''));
