import { trimBlanks } from '../../spec/model/trim-blanks.js';
import type { UnsettledChoices } from '../server/unsettled.js';
import { parseRange, type RangeValue } from './range-grammar.js';

/** What a GET gives of an object. Positions are inclusive and lie inside the object. */
export type Selection =
  | { readonly kind: 'whole' }
  | { readonly kind: 'slice'; readonly first: number; readonly last: number }
  | { readonly kind: 'unsatisfiable' };

/** The documented behaviour that a request selects. */
export type RangeMode = 'default' | 'standard';

export interface RangeQuestion {
  /** Value of the Range line; `null` where there is none. */
  readonly range: string | null;
  readonly mode: RangeMode;
  /** Complete length in bytes. */
  readonly size: number;
}

const whole: Selection = { kind: 'whole' };
const unsatisfiable: Selection = { kind: 'unsatisfiable' };

/**
 * What a Range selects. Under `default` a range counts only where it lies inside the object in full, and everything
 * else gives the whole object, but for `bytes=-0`; under `standard` the bounds are those of RFC 9110 section 14.1.2.
 * Sources: https://www.alibabacloud.com/help/en/oss/how-to-obtain-oss-resources-by-segmenting-http-range-requests and
 * the vendor's integration tests (java1 `GetObjectTest.java`, go1 `bucket_test.go`, ossutil `monitor_test.go`).
 */
export function selectRange({ range, mode, size }: RangeQuestion, choices: UnsettledChoices): Selection {
  if (range === null) return whole;
  const { isList, head } = parseRange(range, choices);
  if (mode === 'default') return selectByDefault(head, size, choices);
  const list = isList ? choices.standardList : 'first';
  if (list === 'parts') return selectFromList(range, size, choices);
  return list !== 'first' ? selectionFor(list) : selectByStandard(head, size, choices);
}

function selectByDefault(range: RangeValue, size: number, choices: UnsettledChoices): Selection {
  if (range.kind === 'suffix') {
    if (range.length === 0n) return size === 0 ? selectionFor(choices.defaultEmptyObjectZeroSuffix) : unsatisfiable;
    return range.length > size ? whole : slice(size - Number(range.length), size - 1);
  }
  if (range.kind !== 'from' || range.first >= size) return whole;
  if (range.last === null) return slice(Number(range.first), size - 1);
  return range.last >= size ? whole : slice(Number(range.first), Number(range.last));
}

function selectByStandard(range: RangeValue, size: number, choices: UnsettledChoices): Selection {
  switch (range.kind) {
    case 'malformed':
      return selectionFor(choices.standardMalformed);
    case 'other-unit':
      return selectionFor(choices.standardOtherUnit);
    case 'inverted':
      return selectionFor(choices.standardInverted);
    case 'suffix':
      if (range.length === 0n) return unsatisfiable;
      if (size === 0) return selectionFor(choices.standardEmptyObjectSuffix);
      return slice(range.length >= size ? 0 : size - Number(range.length), size - 1);
    case 'from':
      if (range.first >= size) return size === 0 ? selectionFor(choices.standardEmptyObject) : unsatisfiable;
      return slice(Number(range.first), range.last === null || range.last >= size ? size - 1 : Number(range.last));
  }
}

/**
 * The satisfiable ranges of a list under the standard behaviour, by RFC 9110 sections 5.6.1 (no empty elements) and 14.1.1 (one
 * that is no range spoils the list, which `null` tells).
 */
export function satisfiableIn(range: string, size: number, choices: UnsettledChoices): SatisfiableRanges | null {
  const [unit = '', ...set] = range.split('=');
  const elements = set
    .join('=')
    .split(',')
    .map(trimBlanks)
    .filter((element) => element !== '');
  const heads = elements.map((element) => parseRange(`${unit}=${element}`, choices).head);
  if (heads.length === 0 || !heads.every(({ kind }) => kind === 'from' || kind === 'suffix')) return null;
  const selections = heads.map((head) => selectByStandard(head, size, choices));
  return { named: heads.length, slices: selections.filter((selection) => selection.kind === 'slice') };
}

export interface SatisfiableRanges {
  /** How many ranges the list names. */
  readonly named: number;
  readonly slices: readonly { readonly kind: 'slice'; readonly first: number; readonly last: number }[];
}

/** Of a list that names one range, that one; several are answered by parts. */
function selectFromList(range: string, size: number, choices: UnsettledChoices): Selection {
  const satisfiable = satisfiableIn(range, size, choices);
  return satisfiable === null ? whole : (satisfiable.slices[0] ?? unsatisfiable);
}

function slice(first: number, last: number): Selection {
  return { kind: 'slice', first, last };
}

function selectionFor(choice: 'whole' | 'refuse'): Selection {
  return choice === 'whole' ? whole : unsatisfiable;
}
