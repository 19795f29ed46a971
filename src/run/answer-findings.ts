import { type Answer, single } from '../judge/answer.js';
import { type Finding, failed, note, ok } from './finding.js';

/** OSS refuses a request whose clock is off by more than this (vendor's list of error codes: 15 minutes), in ms. */
const largestSkewMs = 15 * 60 * 1000;
/** From here on a clock is worth a word, in ms. */
const notableSkewMs = 60 * 1000;

/** Whether this machine and the target agree on the time. */
export function clock(answer: Answer): Finding {
  const date = Date.parse(single(answer, 'date') ?? '');
  if (Number.isNaN(date)) return note('clock', 'the target sends no Date to compare with');
  const skew = Date.now() - date;
  const words = `this machine is ${Math.abs(Math.round(skew / 1000))} s ${skew >= 0 ? 'ahead' : 'behind'}`;
  if (Math.abs(skew) > largestSkewMs) return failed('clock', words, 'set the clock, for instance with NTP');
  return Math.abs(skew) > notableSkewMs ? note('clock', words) : ok('clock', words);
}

/** That ranges are answered at all; whether rightly is what a run is for. */
export const range = (what: string, answer: Answer): Finding => {
  const words = `bytes=4-7 was answered ${answer.status} with ${answer.length} bytes`;
  return answer.status === 206 ? ok(what, words) : note(what, words);
};

/** Which validators an answer has. */
export function validators(answer: Answer): Finding {
  const names = ['ETag', 'Last-Modified', 'x-oss-hash-crc64ecma', 'Accept-Ranges'];
  const words = names.map((name) => `${name} ${single(answer, name.toLowerCase()) === null ? 'absent' : 'present'}`);
  return note('validators', words.join(', '));
}
