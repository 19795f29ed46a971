import { type ReadResponse, single } from '../../judge/answer.js';
import { costsOf } from '../diagnosis/refusals.js';
import { type DoctorFinding, failed, note, ok } from './finding.js';

/** OSS refuses a request whose clock is off by more than this (vendor's list of error codes: 15 minutes), in ms. */
const largestSkewMs = 15 * 60 * 1000;
/** From here on a clock is worth a word, in ms. */
const notableSkewMs = 60 * 1000;

/** Whether this machine and the target agree on the time. */
export function clock(answer: ReadResponse): DoctorFinding {
  const date = Date.parse(single(answer, 'date') ?? '');
  if (Number.isNaN(date)) return note('clock', 'the target sends no Date to compare with');
  const skew = Date.now() - date;
  const words = `this machine is ${Math.abs(Math.round(skew / 1000))} s ${skew >= 0 ? 'ahead' : 'behind'}`;
  if (Math.abs(skew) > largestSkewMs) return failed('clock', words, 'set the clock, for instance with NTP');
  return Math.abs(skew) > notableSkewMs ? note('clock', words) : ok('clock', words);
}

/** That ranges are answered at all; whether rightly is what a run is for. */
export const rangeFinding = (what: string, answer: ReadResponse): DoctorFinding => {
  const words = `bytes=4-7 was answered ${answer.status} with ${answer.length} bytes`;
  return answer.status === 206 ? ok(what, words) : note(what, words);
};

/** Which validators an answer has. */
export function validatorFinding(answer: ReadResponse): DoctorFinding {
  const names = ['ETag', 'Last-Modified', 'x-oss-hash-crc64ecma', 'Accept-Ranges'];
  const words = names.map((name) => `${name} ${single(answer, name.toLowerCase()) === null ? 'absent' : 'present'}`);
  return note('validators', words.join(', '));
}

/** Fields by which caches and CDNs tell of themselves; the last three are those of Alibaba Cloud CDN. */
const betweenFields = [
  ...['via', 'age', 'x-cache', 'x-cache-hits', 'x-served-by', 'cf-cache-status', 'x-amz-cf-id'],
  ...['ali-swift-global-savetime', 'x-swift-cachetime', 'x-swift-savetime'],
];

/** What answers in place of the target, where something does. */
export function inBetween(answer: ReadResponse): DoctorFinding[] {
  const told = betweenFields.flatMap((name) => {
    const value = single(answer, name);
    return value === null ? [] : [`${name}: ${value}`];
  });
  if (told.length === 0) return [];
  return [
    note(
      'in between',
      `a cache or CDN in front of the target may answer instead of it (${told.join(', ')})`,
      'use the endpoint of the bucket itself; to test the CDN, use an object that does not change: --object KEY',
    ),
  ];
}

/** What the storage class costs, where it is not Standard. */
export function storageClass(answer: ReadResponse): DoctorFinding[] {
  const name = single(answer, 'x-oss-storage-class');
  if (name === null || name === 'Standard') return [];
  return [
    note(
      'storage',
      `objects of a run would have storage class ${name}: ${costsOf(name)}`,
      'use a bucket of storage class Standard',
    ),
  ];
}

/** What stays behind in a bucket that keeps versions. */
export function versioning(answer: ReadResponse): DoctorFinding[] {
  const version = single(answer, 'x-oss-version-id');
  if (version === null || version === 'null') return [];
  return [
    note(
      'versioning',
      'versioning is on: deleted objects remain, and are billed, until their versions are removed',
      'allow the user to remove versions, as a run does (oss:GetObjectVersion, oss:DeleteObjectVersion, oss:ListObjectVersions), or use a bucket without versioning',
    ),
  ];
}
