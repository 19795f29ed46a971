import { describe, expect, it } from 'vitest';
import type { Behaviour } from '../../spec/vocabulary.js';
import { type Explanation, explain, explanationSentence, type ObservedAnswer } from './explain.js';

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

  it('where nothing known explains more than half', () => {
    const odd = satisfiable(10)
      .slice(5)
      .map(([range]): Said => [range, 400, 'error']);
    const half = [...satisfiable(5, 200), ...odd];
    const more: Said = ['bytes=1-', 200, 'whole'];
    expect([found(half), found([...half, more])]).toEqual([
      [],
      [['ignores-ranges', '6 of 11', 0, ...odd.map(([range]) => range)]],
    ]);
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
        habit: 'it ignores the mode header',
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
        habit: 'it answers as if the mode header were always there',
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

it('the sentence names what is left over, and nothing where nothing is', () => {
  const whole: Explanation = {
    behaviour: 'standard',
    profile: 'x',
    name: 'X',
    habit: 'it is odd',
    explained: 11,
    deciding: 12,
    asRequired: 3,
    unexplained: [],
  };
  expect([whole, { ...whole, unexplained: ['a/b', 'c/d'] }].map(explanationSentence)).toEqual([
    'under standard this endpoint answers 11 of 12 deciding rows like X: it is odd',
    'under standard this endpoint answers 11 of 12 deciding rows like X: it is odd; not explained: a/b, c/d',
  ]);
});
