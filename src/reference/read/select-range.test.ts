import { expect, test } from 'vitest';
import { defaultChoices, type UnsettledChoices } from '../server/unsettled.js';
import { type RangeMode, type Selection, selectRange } from './select-range.js';

function select(
  range: string | null,
  size: number,
  mode: RangeMode,
  choices: Partial<UnsettledChoices> = {},
): Selection {
  return selectRange({ range, mode, size }, { ...defaultChoices, ...choices });
}

/** Positions 0 to size-1 that satisfy a predicate, as the selection that holds exactly them. */
function selectionOf(size: number, length: (position: number) => boolean): Selection | null {
  const positions = Array.from({ length: size }, (_, position) => position).filter(length);
  return positions.length === 0 ? null : { kind: 'slice', first: positions[0]!, last: positions.at(-1)! };
}

const whole: Selection = { kind: 'whole' };
const unsatisfiable: Selection = { kind: 'unsatisfiable' };

test('every closed, open and suffix range of every small object selects the bytes that counting them gives', () => {
  for (let size = 1; size <= 6; size += 1) {
    for (let first = 0; first <= 8; first += 1) {
      const open = selectionOf(size, (position) => position >= first);
      expect(select(`bytes=${first}-`, size, 'default')).toEqual(open ?? whole);
      expect(select(`bytes=${first}-`, size, 'standard')).toEqual(open ?? unsatisfiable);

      const suffix = selectionOf(size, (position) => position >= size - first);
      expect(select(`bytes=-${first}`, size, 'default')).toEqual(first > size ? whole : (suffix ?? unsatisfiable));
      expect(select(`bytes=-${first}`, size, 'standard')).toEqual(suffix ?? unsatisfiable);

      for (let last = 0; last <= 8; last += 1) {
        const closed = selectionOf(size, (position) => position >= first && position <= last);
        const inside = first <= last && last < size;
        expect(select(`bytes=${first}-${last}`, size, 'default')).toEqual(inside ? closed : whole);
        expect(select(`bytes=${first}-${last}`, size, 'standard')).toEqual(
          last < first ? whole : (closed ?? unsatisfiable),
        );
      }
    }
  }
});

test('no Range selects the whole object', () => {
  expect(select(null, 10, 'default')).toEqual(whole);
  expect(select(null, 10, 'standard')).toEqual(whole);
});

test('positions beyond 64 bits are compared exactly, not rounded and not wrapped', () => {
  const wrapsToOne = (2n ** 64n + 1n).toString();
  expect(select(`bytes=1-${wrapsToOne}`, 1000, 'standard')).toEqual({ kind: 'slice', first: 1, last: 999 });
  expect(select(`bytes=1-${wrapsToOne}`, 1000, 'default')).toEqual(whole);
  expect(select(`bytes=${wrapsToOne}-`, 1000, 'standard')).toEqual(unsatisfiable);
  expect(select(`bytes=${wrapsToOne}-1`, 1000, 'standard')).toEqual(whole);
  expect(select(`bytes=-${wrapsToOne}`, 1000, 'standard')).toEqual({ kind: 'slice', first: 0, last: 999 });
  // Doubles cannot tell these two apart; the second is inverted.
  expect(select('bytes=9007199254740992-9007199254740993', 1000, 'standard')).toEqual(unsatisfiable);
  expect(select('bytes=9007199254740993-9007199254740992', 1000, 'standard')).toEqual(whole);
});

test('an object without a byte has no range to give', () => {
  expect(['bytes=0-', 'bytes=0-0', 'bytes=-5', 'bytes=0-10'].map((range) => select(range, 0, 'default'))).toEqual([
    whole,
    whole,
    whole,
    whole,
  ]);
  expect(select('bytes=-0', 0, 'default')).toEqual(unsatisfiable);
  expect(['bytes=0-', 'bytes=0-0'].map((range) => select(range, 0, 'standard'))).toEqual([
    unsatisfiable,
    unsatisfiable,
  ]);
  expect(select('bytes=-5', 0, 'standard')).toEqual(whole);
});

test.each<[keyof UnsettledChoices, Partial<UnsettledChoices>, RangeMode, string, number, Selection, Selection]>([
  ['standardMalformed', { standardMalformed: 'refuse' }, 'standard', 'bytes=abc', 10, whole, unsatisfiable],
  ['standardMalformed', { standardMalformed: 'refuse' }, 'standard', '0-4', 10, whole, unsatisfiable],
  ['standardMalformed', { standardMalformed: 'refuse' }, 'default', 'bytes=abc', 10, whole, whole],
  ['standardOtherUnit', { standardOtherUnit: 'refuse' }, 'standard', 'items=0-4', 10, whole, unsatisfiable],
  ['standardInverted', { standardInverted: 'refuse' }, 'standard', 'bytes=5-2', 10, whole, unsatisfiable],
  ['standardList', { standardList: 'whole' }, 'standard', 'bytes=0-1,3-4', 10, slice(0, 1), whole],
  ['standardList', { standardList: 'refuse' }, 'standard', 'bytes=0-1,', 10, slice(0, 1), unsatisfiable],
  ['standardList', { standardList: 'parts' }, 'standard', 'bytes=3-4,', 10, slice(3, 4), slice(3, 4)],
  ['standardList', { standardList: 'parts' }, 'standard', 'bytes=0-1,x', 10, slice(0, 1), whole],
  ['standardList', { standardList: 'parts' }, 'standard', 'bytes=20-,30-', 10, unsatisfiable, unsatisfiable],
  ['standardList', { standardList: 'parts' }, 'default', 'bytes=0-1,3-4', 10, slice(0, 1), slice(0, 1)],
  ['standardList', { standardList: 'refuse' }, 'default', 'bytes=0-1,3-4', 10, slice(0, 1), slice(0, 1)],
  ['standardEmptyObject', { standardEmptyObject: 'whole' }, 'standard', 'bytes=0-', 0, unsatisfiable, whole],
  [
    'standardEmptyObjectSuffix',
    { standardEmptyObjectSuffix: 'refuse' },
    'standard',
    'bytes=-5',
    0,
    whole,
    unsatisfiable,
  ],
  [
    'defaultEmptyObjectZeroSuffix',
    { defaultEmptyObjectZeroSuffix: 'whole' },
    'default',
    'bytes=-0',
    0,
    unsatisfiable,
    whole,
  ],
  ['unitCase', { unitCase: 'sensitive' }, 'default', 'Bytes=0-1', 10, slice(0, 1), whole],
  ['innerBlanks', { innerBlanks: 'tolerated' }, 'default', 'bytes = 0 - 1', 10, whole, slice(0, 1)],
  ['leadingZeros', { leadingZeros: 'malformed' }, 'default', 'bytes=000-001', 10, slice(0, 1), whole],
  ['trailingSemicolon', { trailingSemicolon: 'tolerated' }, 'default', 'bytes=0-1;', 10, whole, slice(0, 1)],
  ['hugeNumbers', { hugeNumbers: 'malformed' }, 'standard', `bytes=1-${2n ** 63n}`, 10, slice(1, 9), whole],
  ['hugeNumbers', { hugeNumbers: 'malformed' }, 'standard', `bytes=1-${2n ** 63n - 1n}`, 10, slice(1, 9), slice(1, 9)],
])(
  '%s: %o changes what %s gives for %s of %i bytes, or leaves it as it must',
  (_, choices, mode, range, size, usual, chosen) => {
    expect(select(range, size, mode)).toEqual(usual);
    expect(select(range, size, mode, choices)).toEqual(chosen);
  },
);

function slice(first: number, last: number): Selection {
  return { kind: 'slice', first, last };
}
