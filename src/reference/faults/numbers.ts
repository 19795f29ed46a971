import { readsRangeAs, refused, refusesWhere, selectsOtherwise, wholeAnswer } from './change.js';
import type { Fault } from './fault.js';

/** Wraps every number of a Range that has one unit. */
const wrapped = (modulus: bigint) => (range: string) =>
  range.replace(/\d+/g, (digits) => String(BigInt(digits) % modulus));

const largest = (range: string | null): bigint =>
  (range?.match(/\d+/g) ?? []).map(BigInt).reduce((most, value) => (value > most ? value : most), 0n);

/** How wide the integers are that hold a position. */
export const numberFaults: readonly Fault[] = [
  {
    name: 'positions-wrap-at-32-bits',
    sentence: 'Positions are unsigned 32-bit numbers and wrap.',
    contradicts: ['C1', 'C2', 'B2'],
    madeBy: [],
    hooks: readsRangeAs(wrapped(2n ** 32n)),
  },
  {
    name: 'positions-of-31-bits',
    sentence: 'A position of 2^31 or more is invalid, so the range is ignored.',
    contradicts: ['B2', 'C2'],
    madeBy: [],
    hooks: readsRangeAs((range) => (largest(range) >= 2n ** 31n ? null : range)),
  },
  {
    name: 'positions-of-53-bits',
    sentence: 'A position above 2^53-1 is answered 400.',
    contradicts: ['B2', 'C1'],
    madeBy: [],
    hooks: refusesWhere(({ range }) => largest(range) > 2n ** 53n - 1n, 400, 'InvalidArgument'),
  },
  {
    name: 'length-overflows-63-bits',
    sentence: 'The length of a range that ends at 2^63-1 overflows, and the range is ignored.',
    contradicts: ['B2'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec }) =>
      spec.kind === 'from' && spec.last === 2n ** 63n - 1n ? wholeAnswer : undefined,
    ),
  },
  {
    name: 'ten-digits-at-most',
    sentence: 'A number of more than ten digits makes the range malformed.',
    contradicts: ['B2', 'C2'],
    madeBy: [],
    hooks: readsRangeAs((range) => (/\d{11}/.test(range) ? null : range)),
  },
  {
    name: 'suffix-wraps-at-32-bits',
    sentence: 'The length of a suffix is a 32-bit number: 2^32 wraps to zero, which is rejected.',
    contradicts: ['D5', 'D6'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec }) =>
      spec.kind === 'suffix' && spec.length > 0n && spec.length % 2n ** 32n === 0n ? refused : undefined,
    ),
  },
  {
    name: 'signed-suffix',
    sentence: 'A suffix of 2^63-1 becomes negative and is answered 400.',
    contradicts: ['D5', 'D6'],
    madeBy: [],
    hooks: refusesWhere(({ range }) => range === `bytes=-${2n ** 63n - 1n}`, 400, 'InvalidArgument'),
  },
  {
    name: 'number-too-long-fails',
    sentence: 'A number of more than 100 digits is answered 500.',
    contradicts: ['rfc9110-14.2'],
    madeBy: ['servers in use, for 1e23'],
    hooks: refusesWhere(({ range }) => /\d{101}/.test(range ?? ''), 500, 'InternalError'),
  },
];
