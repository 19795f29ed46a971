import { trimBlanks } from '../../spec/model/trim-blanks.js';
import type { UnsettledChoices } from '../server/unsettled.js';

/** What a Range value says. Positions are exact however many digits they have. */
export type RangeValue =
  | { readonly kind: 'from'; readonly first: bigint; readonly last: bigint | null }
  | { readonly kind: 'suffix'; readonly length: bigint }
  | { readonly kind: 'inverted' }
  | { readonly kind: 'other-unit' }
  | { readonly kind: 'malformed' };

export interface ParsedRange {
  /** The text after the unit has a comma: a list of ranges, or what pretends to be one. */
  readonly isList: boolean;
  /**
   * The range before the first comma. The rest is not even read (vendor test `lib/monitor_test.go` of ossutil, G2 and
   * F6).
   */
  readonly head: RangeValue;
}

const malformed: RangeValue = { kind: 'malformed' };

/** Largest number of 63 bits, the point past which implementations in C and Java stop reading digits. */
const largestSigned = 2n ** 63n - 1n;

/**
 * Reads the value of a Range line: RFC 9110 section 14.1.1, one range at a time.
 *
 * @param value - of one line, without outer blanks
 */
export function parseRange(value: string, choices: UnsettledChoices): ParsedRange {
  const equals = value.indexOf('=');
  if (equals < 0) return { isList: false, head: malformed };
  const set = value.slice(equals + 1);
  const comma = set.indexOf(',');
  return { isList: comma >= 0, head: parseHead(value.slice(0, equals), set, comma, choices) };
}

function parseHead(unit: string, set: string, comma: number, choices: UnsettledChoices): RangeValue {
  const spelledUnit = choices.innerBlanks === 'tolerated' ? trimBlanks(unit) : unit;
  const comparedUnit = choices.unitCase === 'insensitive' ? spelledUnit.toLowerCase() : spelledUnit;
  if (comparedUnit !== 'bytes') return { kind: 'other-unit' };
  const head = comma < 0 ? set : beforeComma(set.slice(0, comma));
  return parseRangeSpec(choices.trailingSemicolon === 'tolerated' ? head.replace(/;$/, '') : head, choices);
}

/** Blanks before a comma belong to the list, not to the range (RFC 9110 section 5.6.1). */
function beforeComma(text: string): string {
  const trimmed = trimBlanks(text);
  return text.slice(0, text.indexOf(trimmed) + trimmed.length);
}

/** `first-last`, `first-` or `-length`. */
function parseRangeSpec(spec: string, choices: UnsettledChoices): RangeValue {
  const sides = spec.split('-').map((side) => (choices.innerBlanks === 'tolerated' ? trimBlanks(side) : side));
  const [before = '', after = ''] = sides;
  if (sides.length !== 2 || before + after === '' || !sides.every((side) => isNumber(side, choices))) return malformed;
  const last = after === '' ? null : BigInt(after);
  if (before === '') return { kind: 'suffix', length: last ?? 0n };
  const first = BigInt(before);
  return last !== null && last < first ? { kind: 'inverted' } : { kind: 'from', first, last };
}

/** Whether one side of the minus sign is a number as far as this endpoint reads numbers, or is not there at all. */
function isNumber(digits: string, choices: UnsettledChoices): boolean {
  if (!/^\d*$/.test(digits)) return false;
  if (choices.leadingZeros === 'malformed' && /^0\d/.test(digits)) return false;
  return choices.hugeNumbers === 'exact' || BigInt(digits) <= largestSigned;
}
