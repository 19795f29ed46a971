import { describe, expect, it } from 'vitest';
import type { Outcome } from '../spec/model/outcome.js';
import type { Behaviour, Level } from '../spec/model/vocabulary.js';
import { type Situation, situations } from './decision-table.js';
import { expectRange } from './expect-range.js';
import { readRange } from './range-grammar.js';
import { situationOf } from './situation-of.js';

const slicesOf = ({ body }: Outcome) => (body.kind === 'slice' ? [body] : body.kind === 'parts' ? body.parts : null);
const words = (outcome: Outcome): string =>
  slicesOf(outcome)
    ? `${outcome.status} ${slicesOf(outcome)!.map(({ first, last }) => `${first}-${last}`)}`
    : `${outcome.status} ${outcome.errorCode ?? outcome.body.kind}`;

type Row = [size: number, value: string, rule: Situation, byDefault: string, standard: string];

/** `!` marks required, `?` expected, nothing observed; alternatives are separated by a stroke. */
const rows: Row[] = [
  [1000, 'bytes=0-999', 'satisfiable', '!206 0-999', '!206 0-999'],
  [1000, 'bytes=0-0', 'satisfiable', '!206 0-0', '!206 0-0'],
  [1000, 'bytes=999-999', 'satisfiable', '!206 999-999', '!206 999-999'],
  [1000, 'bytes=0-', 'satisfiable', '!206 0-999', '!206 0-999'],
  [1000, 'bytes=-1000', 'satisfiable', '!206 0-999', '!206 0-999'],
  [1000, 'bytes=-1', 'satisfiable', '!206 999-999', '!206 999-999'],
  [1000, 'bytes=500-2000', 'end-past-eof', '!200 whole', '!206 500-999'],
  [1000, 'bytes=0-1000', 'end-past-eof', '!200 whole', '!206 0-999'],
  [1000, 'bytes=999-1000', 'end-past-eof', '!200 whole', '!206 999-999'],
  [1000, 'bytes=1000-2000', 'start-past-eof', '!200 whole', '!416 InvalidRange'],
  [1000, 'bytes=1000-', 'start-past-eof', '!200 whole', '!416 InvalidRange'],
  [1000, 'bytes=1000-1000', 'start-past-eof', '!200 whole', '!416 InvalidRange'],
  [1000, 'bytes=-1001', 'suffix-longer', '!200 whole', '!206 0-999'],
  [1000, 'bytes=-0', 'suffix-zero', '!416 InvalidRange', '?416 InvalidRange'],
  [1000, 'bytes=5-2', 'inverted', '!200 whole', '200 whole|416 InvalidRange'],
  [1000, 'bytes=2000-1000', 'inverted', '!200 whole', '200 whole|416 InvalidRange'],
  [1000, 'bytes=-1-10', 'negative', '!200 whole', '200 whole|416 InvalidRange'],
  [1000, 'byte=0-499', 'malformed', '!200 whole', '200 whole|416 InvalidRange'],
  [1000, 'bytes=1-10a', 'garbled', '?200 whole', '200 whole|416 InvalidRange'],
  [1000, 'Bytes=0-1', 'respelled', '206 0-1|200 whole', '206 0-1|200 whole|416 InvalidRange'],
  // No source shows a number above 2^32.
  [1000, 'bytes=0-4294967296', 'end-past-eof', '!200 whole', '!206 0-999'],
  [1000, 'bytes=0-4294967297', 'end-past-eof', '?200 whole', '?206 0-999'],
  [1000, 'bytes=0-9223372036854775807', 'end-past-eof', '?200 whole', '?206 0-999'],
  [1000, 'bytes=4294967297-', 'start-past-eof', '?200 whole', '?416 InvalidRange'],
  [1000, 'bytes=-4294967297', 'suffix-longer', '?200 whole', '?206 0-999'],
  [1000, 'bytes=4294967297-1', 'inverted', '?200 whole', '200 whole|416 InvalidRange'],
  [1000, 'bytes=-1-4294967297', 'negative', '!200 whole', '200 whole|416 InvalidRange'],
  [1000, 'bytes=0-9,4294967297-', 'list-satisfiable', '!206 0-9', '206 0-9|206 0-9|200 whole|416 InvalidRange'],
  [
    1000,
    'bytes=0-9223372036854775808',
    'oversize',
    '200 whole|206 0-999|416 InvalidRange',
    '206 0-999|416 InvalidRange|200 whole',
  ],
  [1000, 'bytes=18446744073709551616-', 'oversize', '200 whole|416 InvalidRange', '416 InvalidRange|200 whole'],
  [
    1000,
    'bytes=0-499,500-999',
    'list-satisfiable',
    '!206 0-499',
    '206 0-499|206 0-499,500-999|200 whole|416 InvalidRange',
  ],
  [1000, 'bytes=,1-2', 'list-malformed', '!200 whole', '200 whole|416 InvalidRange'],
  [1000, 'bytes=5000-6000,0-9', 'list-other', '?200 whole', '206 0-9|200 whole|416 InvalidRange'],
  [1000, 'bytes=-0,0-9', 'list-unsettled', '200 whole|416 InvalidRange', '206 0-9|200 whole|416 InvalidRange'],
  [0, 'bytes=0-', 'empty-any', '?200 empty', '?416 InvalidRange'],
  [0, 'bytes=-5', 'empty-suffix', '?200 empty', '416 InvalidRange|200 empty'],
  [0, 'bytes=-0', 'empty-suffix-zero', '416 InvalidRange|200 empty', '?416 InvalidRange'],
];

const marks: Record<Level, string> = { required: '!', expected: '?', observed: '' };
const answer = (size: number, value: string, behaviour: Behaviour): string => {
  const expectation = expectRange(size, [value], behaviour);
  return marks[expectation.level] + expectation.outcomes.map(words).join('|');
};

describe('the oracle answers as the sources do', () => {
  it.each(rows)('%d bytes, %s: %s', (size, value, rule, byDefault, standard) => {
    expect(situationOf(size, readRange([value]))).toBe(rule);
    expect(answer(size, value, 'default')).toBe(byDefault);
    expect(answer(size, value, 'standard')).toBe(standard);
  });

  it('without Range the whole object comes', () => {
    expect(expectRange(5, [], 'default')).toMatchObject({
      rule: 'no-range',
      level: 'required',
      outcomes: [{ status: 200 }],
    });
  });

  it('several lines leave the choice of either', () => {
    const { level, outcomes } = expectRange(10, ['bytes=0-1', 'bytes=2-3'], 'default');
    expect([level, ...outcomes.map(words)]).toEqual([
      'observed',
      '206 0-1',
      '206 2-3',
      '200 whole',
      '416 InvalidRange',
    ]);
  });

  it('every situation of the decision table is reached', () => {
    const reached = new Set<Situation>([...rows.map((row) => row[2]), 'no-range', 'repeated-lines']);
    expect(situations.filter((situation) => !reached.has(situation))).toEqual([]);
  });
});

/**
 * The same rules said a second time, in the least clever way: by listing positions. Shares nothing with the oracle but
 * the vocabulary.
 */
function byEnumeration(size: number, first: number | null, last: number | null, behaviour: Behaviour): string {
  const positions = Array.from({ length: size }, (_, position) => position);
  const asked = (position: number): boolean =>
    first === null ? position >= size - (last ?? 0) : position >= first && (last === null || position <= last);
  const selected = positions.filter(asked);
  const complete = first === null ? (last ?? 0) <= size : first < size && (last === null || last < size);
  if (first === null && last === 0) return '416 InvalidRange';
  if (first !== null && last !== null && last < first) return '200 whole';
  if (behaviour === 'default' && !complete) return '200 whole';
  if (selected.length === 0) return '416 InvalidRange';
  return `206 ${selected[0]}-${selected.at(-1)}`;
}

describe('the oracle agrees with an enumeration of positions', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('every range on %d bytes, both behaviours', (size) => {
    const limits = [null, ...Array.from({ length: size + 3 }, (_, position) => position)];
    for (const first of limits) {
      for (const last of limits) {
        if (first === null && last === null) continue;
        for (const behaviour of ['default', 'standard'] as const) {
          const { outcomes } = expectRange(size, [`bytes=${first ?? ''}-${last ?? ''}`], behaviour);
          const enumerated = byEnumeration(size, first, last, behaviour);
          expect([`${first}-${last} ${behaviour}`, outcomes.map(words)[0]]).toEqual([
            `${first}-${last} ${behaviour}`,
            enumerated,
          ]);
        }
      }
    }
  });
});
