import { describe, expect, it } from 'vitest';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import type { ObservedAnswer } from './answer-words.js';
import { type Explanation, explain, explanationSentence } from './explain.js';

type Said = [range: string, status: number, body: string];

/** Answers about an object of ten bytes, each named after its range. */
const answers = (said: readonly Said[], behaviour: Behaviour = 'default'): ObservedAnswer[] =>
  said.map(([range, status, body]) => ({ id: range, behaviour, size: 10, range: [range], status, body }));

/** Different satisfiable ranges, one answer each. */
const satisfiable = (count: number, status = 206): Said[] =>
  Array.from({ length: count }, (_, index) => [
    `bytes=${index % 5}-${5 + Math.floor(index / 5)}`,
    status,
    status === 206 ? `${index % 5}-${5 + Math.floor(index / 5)}` : 'whole',
  ]);
const clamped: Said = ['bytes=5-12', 206, '5-9'];
const ignored: Said = ['bytes=6-12', 200, 'whole'];

const found = (said: readonly Said[], behaviour: Behaviour = 'default') =>
  explain(answers(said, behaviour)).map(({ profile, explained, deciding, asRequired, unexplained }) => [
    profile,
    `${explained} of ${deciding}`,
    asRequired,
    ...unexplained,
  ]);

describe('only rows count on which the known ways of answering differ', () => {
  const ten = satisfiable(10, 200);
  it.each<[Said]>([
    [['bytes=,1-2', 200, 'whole']],
    [['bytes=0-4;', 200, 'whole']],
    [['bytes=-0,1-2', 206, '1-2']],
    [['bytes=1 -2x', 200, 'whole']],
  ])('%j does not', (said) => {
    expect(found([...ten, said])).toEqual([['ignores-ranges', '10 of 10', 0]]);
  });

  it.each<[Said, asRequired: number]>([
    [['bytes=5-2', 200, 'whole'], 1],
    [['bytes=-1-5', 200, 'whole'], 1],
    [['bytes=1-2-3', 200, 'whole'], 1],
    [['bytes=0-9223372036854775808', 200, 'whole'], 0],
    [['Bytes=0-4', 200, 'whole'], 0],
  ])('%j does', (said, asRequired) => {
    expect(found([...ten, said])).toEqual([['ignores-ranges', '11 of 11', asRequired]]);
  });
});

describe('nothing is said', () => {
  it('of nine rows, but of ten', () => {
    expect([found(satisfiable(9, 200)), found(satisfiable(10, 200))]).toEqual([
      [],
      [['ignores-ranges', '10 of 10', 0]],
    ]);
  });

  it('where what is required explains as much as anything else', () => {
    const tie: Said[] = [...satisfiable(10), clamped, ignored];
    expect([found(tie), found([...tie, ['bytes=7-12', 206, '7-9']])]).toEqual([
      [],
      [['oss-standard', '12 of 13', 11, 'bytes=6-12']],
    ]);
  });

  it('where what is required explains more than anything else', () => {
    expect(found([...satisfiable(10), clamped, ignored, ['bytes=7-12', 200, 'whole']])).toEqual([]);
  });

  it('of a way of answering that does not explain more than half', () => {
    const half = satisfiable(6, 200);
    // Silence of the emulator is no contradiction, and no explanation either.
    const silent: Said[] = [
      'bytes=5-2',
      'bytes=6-2',
      'bytes=7-2',
      'bytes=8-2',
      'bytes=9-2',
      'bytes=9-3',
      'bytes=9-4',
    ].map((range, index) => [range, 400 + index, 'error']);
    expect(found([...half, ...silent]).map(([profile, explained]) => [profile, explained])).toEqual([['', '6 of 13']]);
  });
});

describe('a way of answering that the endpoint contradicts', () => {
  const contradictions = (count: number): Said[] => satisfiable(count).map(([range]) => [`${range},0-1`, 404, 'error']);

  it('three times is named, with what is left over', () => {
    expect(found([...satisfiable(20, 200), ...contradictions(3)])).toEqual([
      ['ignores-ranges', '20 of 23', 0, ...contradictions(3).map(([range]) => range)],
    ]);
  });

  it('four times explains nothing, and only what was seen is told', () => {
    const [explanation] = explain(answers([...satisfiable(20, 200), ...contradictions(4)]));
    expect(explanation).toEqual({
      behaviour: 'default',
      profile: '',
      name: '',
      habits: [
        'answers 200 with the whole object to a satisfiable range (20 rows)',
        'answers 404 to a list of ranges (4 rows)',
      ],
      explained: 24,
      deciding: 24,
      asRequired: 0,
      unexplained: [],
    });
  });
});

it('of two that explain as much the one that leaves less room is named', () => {
  const said: Said[] = [...satisfiable(8), clamped, ['bytes=-1-5', 200, 'whole'], ['bytes=5-2', 200, 'whole']];
  expect(found(said)).toEqual([['amazon-s3', '11 of 11', 10]]);
});

it('a refusal is one whatever stands in it, and no other status is', () => {
  const said: Said[] = [...satisfiable(8), clamped, ['bytes=10-', 416, 'whole'], ['bytes=11-', 404, 'error']];
  expect(found(said)).toEqual([['oss-standard', '10 of 11', 8, 'bytes=11-']]);
});

describe('OSS that does not know the mode header, or always acts as if it were there', () => {
  it.each<[Behaviour, Said[], Explanation]>([
    [
      'standard',
      [...satisfiable(8), ignored, ['bytes=10-', 200, 'whole'], ['bytes=-11', 200, 'whole'], ['Bytes=0-4', 206, '0-4']],
      {
        behaviour: 'standard',
        profile: 'oss-default',
        name: 'OSS under its default behaviour',
        habits: [],
        explained: 11,
        deciding: 12,
        asRequired: 8,
        unexplained: ['Bytes=0-4'],
      },
    ],
    [
      'default',
      [...satisfiable(8), ['bytes=-11', 206, '0-9'], ['bytes=10-', 416, 'error'], ['bytes=00-4,', 206, '0-4']],
      {
        behaviour: 'default',
        profile: 'oss-standard',
        name: 'OSS under its standard behaviour',
        habits: [],
        explained: 10,
        deciding: 10,
        asRequired: 8,
        unexplained: [],
      },
    ],
  ])('is told so under %s', (behaviour, said, explanation) => {
    expect(explain(answers(said, behaviour))).toEqual([explanation]);
  });
});

it('the sentence counts what is left over, and tells nothing where nothing is', () => {
  const whole: Explanation = {
    behaviour: 'standard',
    profile: 'x',
    name: 'X',
    habits: ['is odd (2 rows)', 'is late (3 rows)'],
    explained: 11,
    deciding: 12,
    asRequired: 3,
    unexplained: [],
  };
  const none = { ...whole, profile: '', name: '' };
  expect(
    [
      whole,
      { ...whole, habits: [], unexplained: ['a/b'] },
      { ...whole, unexplained: ['a/b', 'c/d'] },
      none,
      { ...none, unexplained: ['a/b', 'c/d'] },
    ].map(explanationSentence),
  ).toEqual([
    'under standard this endpoint answers 11 of 12 deciding rows like X: it is odd (2 rows); is late (3 rows)',
    'under standard this endpoint answers 11 of 12 deciding rows like X; 1 row is not explained',
    'under standard this endpoint answers 11 of 12 deciding rows like X: it is odd (2 rows); is late (3 rows); 2 rows are not explained',
    'under standard this endpoint is odd (2 rows); is late (3 rows)',
    'under standard this endpoint is odd (2 rows); is late (3 rows); 2 rows are not explained',
  ]);
});
