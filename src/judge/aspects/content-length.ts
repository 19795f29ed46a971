import { single } from '../answer.js';
import type { AspectJudge } from './comparison.js';

/**
 * The Content-Length field. Where no source shows it, it may be absent (chunked framing is legal), but a present one is
 * right. Of a HEAD it tells the length that a GET would send. On a 304 it is not compared: there it may tell the length of
 * what was not sent (RFC 9110 section 8.6); nor on a body in gzip, whose length no source fixes.
 */
export const judgeContentLength: AspectJudge = (expected, answer) => {
  if (expected.length === null || answer.status === 304 || answer.coded) return null;
  const value = single(answer, 'content-length');
  if (value === null && !expected.lengthShown) return null;
  return {
    aspect: 'content-length',
    holds: value === `${expected.length}`,
    expected: `${expected.length}`,
    actual: value ?? 'absent',
  };
};
