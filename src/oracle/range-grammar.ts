import { trimBlanks } from '../spec/model/trim-blanks.js';

/**
 * How a Range field value reads. Positions are exact integers of any size, because an endpoint that parses them as
 * 32-bit, 53-bit or 64-bit numbers is one of the things to find out.
 */

/** A well-formed range of RFC 9110 section 14.1.2, in bytes. */
export type SimpleRange =
  | { readonly kind: 'closed'; readonly first: bigint; readonly last: bigint }
  | { readonly kind: 'open'; readonly first: bigint }
  | { readonly kind: 'suffix'; readonly length: bigint };

/** What keeps a value from being well-formed although a tolerant parser could still read it. */
export type Respelling = 'unit-case' | 'blanks' | 'leading-zeros' | 'trailing-semicolon';

export type RangeReading =
  | { readonly kind: 'absent' }
  | SimpleRange
  /** last-pos below first-pos: an invalid int-range (RFC 9110 section 14.1.1). */
  | { readonly kind: 'inverted'; readonly first: bigint; readonly last: bigint }
  /** A minus sign where a position belongs: `-1-10`, `0--1`, `--1`. */
  | { readonly kind: 'negative'; readonly magnitude: bigint }
  /** Not readable as a byte range: another unit, no unit, no digits. */
  | { readonly kind: 'malformed'; readonly flaw: 'unit' | 'no-unit' | 'no-digits' }
  /** Digits, but not a range: `1-10a`, `1-2-3`, `0x1-5`; a careless parser may take a part of it. */
  | { readonly kind: 'garbled' }
  /** Not what the grammar says, yet with one obvious meaning. `as` is null where even that is unclear. */
  | { readonly kind: 'respelled'; readonly how: Respelling; readonly as: SimpleRange | null }
  /** Several elements; `head` is the reading of the text before the first comma. */
  | { readonly kind: 'list'; readonly head: RangeReading; readonly elements: readonly string[] }
  /** Several Range field lines. */
  | { readonly kind: 'repeated'; readonly lines: readonly RangeReading[] };

/** Reads all Range field lines of a request; no line at all is `absent`. */
export function readRange(lines: readonly string[]): RangeReading {
  const [first, ...rest] = lines;
  if (first === undefined) return { kind: 'absent' };
  if (rest.length > 0) return { kind: 'repeated', lines: lines.map(readLine) };
  return readLine(first);
}

function readLine(line: string): RangeReading {
  // Optional whitespace around a field value is not part of it (RFC 9110 section 5.5).
  const value = trimBlanks(line);
  const equals = value.indexOf('=');
  if (equals < 0) return /^bytes[ \t]/i.test(value) ? { kind: 'garbled' } : { kind: 'malformed', flaw: 'no-unit' };
  const unit = value.slice(0, equals);
  const set = value.slice(equals + 1);
  if (unit === 'bytes') return readSet(set);
  if (trimBlanks(unit).toLowerCase() !== 'bytes') return { kind: 'malformed', flaw: 'unit' };
  const how: Respelling = unit === trimBlanks(unit) ? 'unit-case' : 'blanks';
  return { kind: 'respelled', how, as: asSimple(readSet(set)) };
}

function readSet(set: string): RangeReading {
  const comma = set.indexOf(',');
  if (comma < 0) return readElement(set);
  return { kind: 'list', head: readElement(set.slice(0, comma)), elements: set.split(',') };
}

/** Reads one element of a range set, without its unit. */
function readElement(text: string): RangeReading {
  const plain = /^(\d*)-(\d*)$/.exec(text);
  if (plain) {
    const [first, last] = [plain[1]!, plain[2]!];
    if (first === '' && last === '') return { kind: 'malformed', flaw: 'no-digits' };
    const reading = readPositions(first, last);
    const padded = [first, last].some((digits) => digits.length > 1 && digits.startsWith('0'));
    return padded ? { kind: 'respelled', how: 'leading-zeros', as: asSimple(reading) } : reading;
  }
  if (!/\d/.test(text)) return { kind: 'malformed', flaw: 'no-digits' };
  if (/[ \t]/.test(text))
    return { kind: 'respelled', how: 'blanks', as: asSimple(readElement(text.replace(/[ \t]/g, ''))) };
  return readNegative(text) ?? readTrailing(text);
}

function readPositions(first: string, last: string): RangeReading {
  if (first === '') return { kind: 'suffix', length: BigInt(last) };
  if (last === '') return { kind: 'open', first: BigInt(first) };
  const range = { first: BigInt(first), last: BigInt(last) };
  return range.first > range.last ? { kind: 'inverted', ...range } : { kind: 'closed', ...range };
}

/**
 * The vendor's SDKs write a negative first or last position as a plain minus sign: `(-1, 10)` becomes `-1-10` and
 * `(0, -1)` becomes `0--1`. `-0` is no negative number, but `--0` alone is what a vendor test sends.
 */
function readNegative(text: string): RangeReading | null {
  if (/^--0+$/.test(text)) return { kind: 'negative', magnitude: 0n };
  const parts = /^(-?\d+|)-(-?\d+|)$/.exec(text);
  if (!parts) return null;
  // There is at least one: without any it is a plain range.
  const negatives = [parts[1]!, parts[2]!].filter((part) => part.startsWith('-')).map((part) => -BigInt(part));
  if (negatives.includes(0n)) return null;
  return { kind: 'negative', magnitude: negatives.reduce((a, b) => (a > b ? a : b)) };
}

function readTrailing(text: string): RangeReading {
  const read = text.endsWith(';') ? asSimple(readElement(text.slice(0, -1))) : null;
  return read ? { kind: 'respelled', how: 'trailing-semicolon', as: read } : { kind: 'garbled' };
}

function asSimple(reading: RangeReading): SimpleRange | null {
  switch (reading.kind) {
    case 'closed':
    case 'open':
    case 'suffix':
      return reading;
    case 'respelled':
      return reading.as;
    default:
      return null;
  }
}

/** The largest position a value names, or null where it names none; for the question whether it fits an integer type. */
export function largestPosition(reading: RangeReading): bigint | null {
  switch (reading.kind) {
    case 'closed':
      return reading.last;
    case 'inverted':
    case 'open':
      return reading.first;
    case 'suffix':
      return reading.length;
    case 'negative':
      return reading.magnitude;
    default:
      return null;
  }
}
