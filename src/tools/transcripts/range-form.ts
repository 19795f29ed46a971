import { largestPosition, type RangeReading, readRange, type SimpleRange } from '../../oracle/range-grammar.js';
import { type Slice, selectSlice } from '../../oracle/select-slice.js';

/**
 * The largest numbers of the types in which servers hold positions. Who reads one number of a band reads the others;
 * nothing follows for the next band.
 */
const bands: readonly (readonly [name: string, below: bigint])[] = [
  ['31 bits', 2n ** 31n],
  ['32 bits', 2n ** 32n],
  ['53 bits', 2n ** 53n],
  ['63 bits', 2n ** 63n],
];

/**
 * How a range lies on an object, in words that two ranges share where one stands for the other: `from the first byte to
 * inside`, `from inside to behind the end`. Empty without a range.
 *
 * @param size complete length of the object in bytes
 */
export function rangeForm(reading: RangeReading, size: number): string {
  const place = placeWords(reading, size);
  const largest = largestPosition(reading) ?? 0n;
  const band = bands.find(([, below]) => largest < below)?.[0] ?? 'more than 63 bits';
  return band === '31 bits' ? place : `${place}, ${band}`;
}

function placeWords(reading: RangeReading, size: number): string {
  switch (reading.kind) {
    case 'absent':
      return '';
    case 'closed':
      return reading.first === reading.last && reading.first < BigInt(size)
        ? `one byte, ${pointWords(reading.first, size)}`
        : `from ${pointWords(reading.first, size)} to ${pointWords(reading.last, size)}`;
    case 'open':
      return `open, from ${pointWords(reading.first, size)}`;
    case 'suffix':
      return `suffix ${suffixWords(reading.length, BigInt(size))}`;
    case 'malformed':
      return `malformed, ${reading.flaw}`;
    case 'respelled':
      return `respelled, ${reading.how}`;
    case 'list':
      return `list of ${reading.elements.length}, first ${placeWords(reading.head, size)}`;
    default:
      return reading.kind;
  }
}

function pointWords(point: bigint, size: number): string {
  const end = BigInt(size);
  if (point === end) return 'the end';
  if (point > end) return 'behind the end';
  if (point === 0n) return 'the first byte';
  return point === end - 1n ? 'the last byte' : 'inside';
}

function suffixWords(length: bigint, size: bigint): string {
  if (length === size) return 'of all';
  return length > size ? 'longer than the object' : `of ${length === 0n ? 'zero' : 'a part'}`;
}

/** More ranges than this are refused (vendor, error 0016-00000110). */
const mostParts = 50;

/** What the ranges of a list are to each other, which decides the parts that come: `in order`, `overlapping`, ... */
export function partsWords(reading: RangeReading, size: number): string {
  if (reading.kind !== 'list') return 'one range';
  if (reading.elements.length > mostParts) return 'more than fifty';
  const slices = slicesOf(reading, size);
  if (slices.length < reading.elements.length) return 'some select nothing';
  const isClamped = rangesOf(reading).some((range) => range.kind === 'closed' && range.last >= BigInt(size));
  if (isClamped) return 'some end behind the object';
  const gaps = slices.slice(1).map(({ first }, index) => first - slices[index]!.last);
  if (gaps.every((gap) => gap > 1)) return 'in order';
  return gaps.some((gap) => gap === 1) ? 'adjacent' : 'overlapping or out of order';
}

/** The well-formed ranges of a reading, in their order. */
function rangesOf(reading: RangeReading): SimpleRange[] {
  switch (reading.kind) {
    case 'closed':
    case 'open':
    case 'suffix':
      return [reading];
    case 'respelled':
      return reading.as ? [reading.as] : [];
    case 'list':
      return reading.elements.flatMap((element) => rangesOf(readRange([`bytes=${element}`])));
    default:
      return [];
  }
}

/** What each range of a reading selects of an object; a range that selects nothing is left out. */
export function slicesOf(reading: RangeReading, size: number): Slice[] {
  return rangesOf(reading).flatMap((range) => selectSlice(size, range) ?? []);
}
