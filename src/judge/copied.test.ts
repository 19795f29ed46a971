import { describe, expect, test } from 'vitest';
import type { BodyPlace } from '../content/body-place.js';
import type { Outcome } from '../spec/model/outcome.js';
import type { HeaderField } from '../spec/model/vocabulary.js';
import { errorText, inventResponse, sliceExchange, thousand } from '../testing/builders/exchanges.js';
import { readResponse } from './answer.js';
import { invariantsOfCopies } from './invariants.js';
import { judgeAnswer } from './judge-answer.js';
import type { PreparedCheck } from './prepared-check.js';

const [copiedRange] = invariantsOfCopies;
const judge = (value: string | null, place: BodyPlace, status = 200) =>
  copiedRange!.judge(
    readResponse(
      'GET',
      inventResponse({ status, place, headers: value === null ? [] : [['Content-Range', value]] }),
      1000,
    ),
    thousand,
  );

test('of a copied part two rules hold, and they are required', () => {
  expect(invariantsOfCopies.map(({ rule, level }) => [rule, level])).toEqual([
    ['The Content-Range of a copied part names the bytes that the part contains.', 'required'],
    ['A message ends where its framing says it ends.', 'required'],
  ]);
});

describe('a Content-Range of a copied part', () => {
  test.each(['bytes 0-9/1000'])('%s is right where the part holds these bytes', (value) => {
    expect(judge(value, sliceExchange(0, 9))).toEqual({
      aspect: 'content-range',
      holds: true,
      expected: 'bytes 0-9/1000',
      actual: value,
    });
  });

  test.each(['bytes 0-8/1000', 'bytes 1-9/1000', 'bytes 0-9/1001', 'bytes 0-9/*', 'bytes */1000', 'x'])(
    '%s is wrong where the part holds the first ten',
    (value) => {
      expect(judge(value, sliceExchange(0, 9))).toEqual({
        aspect: 'content-range',
        holds: false,
        expected: 'bytes 0-9/1000',
        actual: value,
      });
    },
  );

  test('is wrong where the part holds nothing', () => {
    expect(judge('bytes 0-9/1000', { kind: 'empty' })).toEqual({
      aspect: 'content-range',
      holds: false,
      expected: 'absent',
      actual: 'bytes 0-9/1000',
    });
  });

  test.each([
    ['that is absent', null, 200],
    ['on a redirection', 'x', 300],
    ['on a refusal', 'x', 416],
  ] as const)('%s is no matter of this rule', (_, value, status) => {
    expect(judge(value, sliceExchange(0, 9), status)).toBeNull();
  });

  test('counts on every success', () => {
    expect(judge('x', sliceExchange(0, 9), 299)?.holds).toBe(false);
  });
});

describe('an answer to a copy', () => {
  const outcome: Outcome = { status: 200, body: { kind: 'slice', first: 0, last: 9 } };
  const check: PreparedCheck = {
    request: { method: 'GET' },
    object: { facts: thousand },
    level: 'required',
    outcomes: [outcome],
  };
  const headers: HeaderField[] = [
    ['Content-Length', '345'],
    ['ETag', '"of the part"'],
  ];
  const violated = (copied: boolean, place: BodyPlace, text = '') => {
    const answer = readResponse('GET', inventResponse({ status: 200, headers, place, text }), 1000);
    const verdict = judgeAnswer(
      copied ? { ...check, request: { method: 'GET', copyRange: 'bytes=0-9' } } : check,
      answer,
    );
    return verdict.kind === 'violates'
      ? verdict.aspects.filter((a) => a.verdict === 'violates').map((a) => a.aspect)
      : [];
  };

  test('has a length and validators of its own, which say nothing of the part', () => {
    expect([violated(true, sliceExchange(0, 9)), violated(false, sliceExchange(0, 9)).length > 0]).toEqual([[], true]);
  });

  test('is judged by the bytes of the part', () => {
    expect([violated(true, sliceExchange(0, 8)), violated(true, sliceExchange(1, 10))]).toEqual([
      ['body-bytes', 'body-length'],
      ['body-bytes'],
    ]);
  });

  test('that is an error document under 200 has other bytes', () => {
    expect(violated(true, { kind: 'empty' }, errorText('InvalidArgument'))).toContain('body-bytes');
  });
});
