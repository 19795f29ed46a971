/**
 * The vendor's rules for one Range, written from the evidence table (A to H) and from nothing else: it shares no line
 * with the oracle or the reference endpoint, which are what it is held against.
 */

/** What a store does with a request for an object; positions are inclusive and in bytes. */
export type TinyDecision =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'refused' };

/** Questions that no source settles: two stores that differ only here are both right. */
export interface RangeChoices {
  /** Another unit, letters, inverted or negative positions, under standard. */
  readonly malformedUnderStandard: 'whole' | 'refused';
  readonly listUnderStandard: 'first' | 'refused';
  readonly unitInCapitals: 'accepted' | 'ignored';
  readonly repeatedLines: 'first' | 'ignored';
  /** Numbers above 2^63-1. */
  readonly oversizeNumbers: 'as-any-other' | 'refused';
}

/** A Range whose text is `bytes=`, digits, a hyphen, digits. */
export type ReadRange =
  | { readonly kind: 'closed'; readonly first: bigint; readonly last: bigint }
  | { readonly kind: 'open'; readonly first: bigint }
  | { readonly kind: 'suffix'; readonly length: bigint };

/** The text before the first comma as a range; null where it is none. */
export function readFirstRange(line: string, { unitInCapitals }: RangeChoices): ReadRange | null {
  const pattern = unitInCapitals === 'accepted' ? /^bytes=(\d*)-(\d*)$/i : /^bytes=(\d*)-(\d*)$/;
  const [, first = '', last = ''] = pattern.exec(line.split(',')[0] ?? '') ?? [];
  if (first === '') return last === '' ? null : { kind: 'suffix', length: BigInt(last) };
  return last === ''
    ? { kind: 'open', first: BigInt(first) }
    : { kind: 'closed', first: BigInt(first), last: BigInt(last) };
}

const largestDocumented = 2n ** 63n - 1n;

/**
 * What OSS does.
 *
 * @param lines values of the Range lines
 * @param size complete length in bytes
 */
export function decide(lines: readonly string[], size: number, standard: boolean, choices: RangeChoices): TinyDecision {
  const [line, ...others] = lines;
  if (line === undefined || (others.length > 0 && choices.repeatedLines === 'ignored')) return { kind: 'whole' };
  if (standard && line.includes(',') && choices.listUnderStandard === 'refused') return { kind: 'refused' };
  const range = readFirstRange(line, choices);
  if (range === null || (range.kind === 'closed' && range.first > range.last)) {
    return { kind: standard ? choices.malformedUnderStandard : 'whole' };
  }
  const numbers = Object.values(range).filter((value) => typeof value === 'bigint');
  if (choices.oversizeNumbers === 'refused' && numbers.some((value) => value > largestDocumented)) {
    return { kind: 'refused' };
  }
  return standard ? underStandard(range, BigInt(size)) : underDefault(range, BigInt(size));
}

/** Out of range is not applied, except for the suffix of zero (D7 to D9). */
function underDefault(range: ReadRange, size: bigint): TinyDecision {
  if (range.kind === 'suffix') {
    if (range.length === 0n) return { kind: 'refused' };
    return range.length > size ? { kind: 'whole' } : part(size - range.length, size - 1n);
  }
  const last = range.kind === 'closed' ? range.last : size - 1n;
  return range.first >= size || last >= size ? { kind: 'whole' } : part(range.first, last);
}

/** What fits in part is cut to the object; what does not fit at all is refused. */
function underStandard(range: ReadRange, size: bigint): TinyDecision {
  if (range.kind === 'suffix') {
    if (range.length === 0n || size === 0n) return { kind: 'refused' };
    return part(range.length > size ? 0n : size - range.length, size - 1n);
  }
  if (range.first >= size) return { kind: 'refused' };
  return part(range.first, range.kind === 'closed' && range.last < size ? range.last : size - 1n);
}

const part = (first: bigint, last: bigint): TinyDecision => ({
  kind: 'part',
  first: Number(first),
  last: Number(last),
});
