import { describe, expect, test } from 'vitest';
import type { RecordedResponse } from '../exchange/exchange.js';
import type { Outcome } from '../spec/model/outcome.js';
import type { Level } from '../spec/model/vocabulary.js';
import {
  faultlessResponse,
  inventResponse,
  sliceExchange,
  thousand,
  withHeader,
} from '../testing/builders/exchanges.js';
import { readResponse } from './answer.js';
import { judgeAnswer } from './judge-answer.js';
import type { PreparedCheck } from './prepared-check.js';
import type { Verdict } from './verdict.js';

const half: Outcome = { status: 206, body: { kind: 'slice', first: 500, last: 999 } };
const whole: Outcome = { status: 200, body: { kind: 'whole' } };
const refused: Outcome = { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' };
const rightHalf = faultlessResponse(half, thousand);

function judge(outcomes: readonly Outcome[], response: RecordedResponse, level: Level = 'required') {
  const check: PreparedCheck = { request: { method: 'GET' }, object: { facts: thousand }, level, outcomes };
  return judgeAnswer(check, readResponse('GET', response, thousand.size));
}

/** Each violated aspect, how hard, what was expected, and whether an invariant says so. */
function violations(outcomes: readonly Outcome[], response: RecordedResponse, level?: Level) {
  const verdict = judge(outcomes, response, level);
  if (verdict.kind !== 'conforms' && verdict.kind !== 'violates') throw new Error(verdict.kind);
  return verdict.aspects
    .filter((aspect) => aspect.verdict === 'violates')
    .map(({ aspect, level, expected, invariant }) => [aspect, level, expected, invariant ? 'invariant' : 'row']);
}

/** A verdict of which nothing is violated, one line an aspect. */
function lines(verdict: Verdict): string[] {
  if (verdict.kind !== 'conforms') throw new Error(verdict.kind);
  return [
    verdict.kind,
    ...verdict.aspects.map(
      ({ aspect, level, expected, actual, invariant }) =>
        `${level} ${aspect}${invariant ? ' (invariant)' : ''}: ${expected} | ${actual}`,
    ),
    ...verdict.notes.map((note) => `note: ${note}`),
  ];
}

describe('a right answer', () => {
  test('conforms in every aspect, in the order in which a reader wants to hear of them', () => {
    expect(judge([half], rightHalf)).toMatchInlineSnapshot(`
      {
        "aspects": [
          {
            "actual": "206",
            "aspect": "status",
            "expected": "206",
            "level": "required",
            "verdict": "conforms",
          },
          {
            "actual": "bytes 500-999 of the object",
            "aspect": "body-bytes",
            "expected": "bytes 500-999 of the object",
            "level": "required",
            "verdict": "conforms",
          },
          {
            "actual": "500 bytes",
            "aspect": "body-length",
            "expected": "500 bytes",
            "level": "required",
            "verdict": "conforms",
          },
          {
            "actual": "bytes 500-999/1000",
            "aspect": "content-range",
            "expected": "bytes 500-999/1000",
            "level": "required",
            "verdict": "conforms",
          },
          {
            "actual": "500",
            "aspect": "content-length",
            "expected": "500",
            "level": "required",
            "verdict": "conforms",
          },
          {
            "actual": "delimited by content-length",
            "aspect": "framing",
            "expected": "nothing after the end of the message",
            "invariant": "A message ends where its framing says it ends.",
            "level": "required",
            "verdict": "conforms",
          },
          {
            "actual": "x-oss-hash-crc64ecma: 8877665544332211001, ETag: "A1B2C3", Last-Modified: Fri, 18 Oct 2019 08:00:00 GMT",
            "aspect": "validators",
            "expected": "x-oss-hash-crc64ecma: 8877665544332211001, ETag: "A1B2C3", Last-Modified: Fri, 18 Oct 2019 08:00:00 GMT",
            "invariant": "Validators describe the whole object.",
            "level": "required",
            "verdict": "conforms",
          },
        ],
        "kind": "conforms",
        "notes": [],
      }
    `);
  });

  test('of a refusal names its code, and no length', () => {
    expect(lines(judge([refused], faultlessResponse(refused, thousand)))).toEqual([
      'conforms',
      'required status: 416 | 416',
      'required error-code: InvalidRange | InvalidRange',
      'required content-length (invariant): 150, the bytes received | 150',
      'required framing (invariant): nothing after the end of the message | delimited by content-length',
    ]);
  });

  test('carries the level of its row, and `required` where only an invariant speaks', () => {
    const verdict = judge([half], rightHalf, 'expected');
    expect(verdict.kind === 'conforms' && verdict.aspects.map(({ aspect, level }) => [aspect, level])).toEqual([
      ['status', 'expected'],
      ['body-bytes', 'expected'],
      ['body-length', 'expected'],
      ['content-range', 'expected'],
      ['content-length', 'expected'],
      ['framing', 'required'],
      ['validators', 'required'],
    ]);
  });
});

describe('a wrong answer', () => {
  test('names every aspect that is wrong, not only the first', () => {
    expect(violations([half], faultlessResponse(whole, thousand))).toEqual([
      ['status', 'required', '206', 'row'],
      ['body-bytes', 'required', 'bytes 500-999 of the object', 'row'],
      ['body-length', 'required', '500 bytes', 'row'],
      ['content-range', 'required', 'bytes 500-999/1000', 'row'],
      ['content-length', 'required', '500', 'row'],
    ]);
  });

  test('names the refusal that did not come', () => {
    expect(violations([refused], faultlessResponse(whole, thousand))).toEqual([
      ['status', 'required', '416', 'row'],
      ['error-code', 'required', 'InvalidRange', 'row'],
    ]);
  });

  test('that has the requested length and the wrong bytes is wrong in its bytes alone', () => {
    const trap = { ...rightHalf, body: { ...rightHalf.body, place: sliceExchange(0, 499) } };
    expect(violations([half], trap)).toEqual([['body-bytes', 'required', 'bytes 500-999 of the object', 'row']]);
  });

  test('is judged by the row where row and invariant are violated alike', () => {
    expect(
      violations([whole], withHeader(faultlessResponse(whole, thousand), 'Content-Range', 'bytes 0-999/1000')),
    ).toEqual([['content-range', 'required', 'absent', 'row']]);
  });

  test('is judged by the invariant where the row has nothing to say', () => {
    expect(
      violations([refused], withHeader(faultlessResponse(refused, thousand), 'Content-Range', 'bytes */999')),
    ).toEqual([['content-range', 'required', 'absent or bytes */1000', 'invariant']]);
  });

  test('is judged by the invariant where only that is violated, in the place of the row', () => {
    const shifted = withHeader(rightHalf, 'Content-Range', 'bytes 499-998/1000');
    const verdict = judge([half], shifted);
    expect(violations([half], shifted)).toEqual([
      ['body-bytes', 'required', 'bytes 499-998 of the object, as Content-Range says', 'invariant'],
      ['content-range', 'required', 'bytes 500-999/1000', 'row'],
    ]);
    expect(verdict.kind === 'violates' && verdict.aspects.map(({ aspect }) => aspect)).toEqual([
      'status',
      'body-bytes',
      'body-length',
      'content-range',
      'content-length',
      'framing',
      'validators',
    ]);
  });
});

describe('an `expected` row', () => {
  test('is violated as such where the answer is coherent', () => {
    expect(violations([refused], faultlessResponse(whole, thousand), 'expected')).toEqual([
      ['status', 'expected', '416', 'row'],
      ['error-code', 'expected', 'InvalidRange', 'row'],
    ]);
  });

  test('does not soften an invariant that is violated along with it', () => {
    const cut = inventResponse({ status: 200, headers: [['Content-Length', '400']], place: sliceExchange(0, 499) });
    expect(violations([whole], cut, 'expected')).toEqual([
      ['body-bytes', 'required', 'bytes 0-999 of the object', 'invariant'],
      ['body-length', 'expected', '1000 bytes', 'row'],
      ['content-length', 'required', '500, the bytes received', 'invariant'],
    ]);
  });

  test('gives way to an invariant that is harder on the same aspect', () => {
    const row: Outcome = { ...refused, contentRange: 'bytes */1000' };
    const wrong = withHeader(faultlessResponse(refused, thousand), 'Content-Range', 'bytes */1');
    expect([violations([row], wrong, 'required'), violations([row], wrong, 'expected')]).toEqual([
      [['content-range', 'required', 'bytes */1000', 'row']],
      [['content-range', 'required', 'absent or bytes */1000', 'invariant']],
    ]);
  });
});

describe('a status of a level of its own', () => {
  const empty: Outcome = { status: 400, body: { kind: 'error' }, errorCode: 'MultiRangeFailed' };
  const other = faultlessResponse({ ...empty, status: 403 }, thousand);
  const otherCode = faultlessResponse({ ...empty, errorCode: 'InvalidArgument' }, thousand);

  test.each([
    ['required', [['status', 'required', '400', 'row']]],
    ['expected', [['status', 'expected', '400', 'row']]],
    ['observed', []],
  ] as const)(
    '%s: another status violates as hard as that, and not at all where it is only observed',
    (level, found) => {
      expect(violations([{ ...empty, statusLevel: level }], other)).toEqual(found);
    },
  );

  test('leaves the rest of the answer as hard as the row', () => {
    expect(violations([{ ...empty, statusLevel: 'observed' }], otherCode)).toEqual([
      ['error-code', 'required', 'MultiRangeFailed', 'row'],
    ]);
    expect(violations([{ ...empty, statusLevel: 'observed' }], faultlessResponse(whole, thousand))).toEqual([
      ['error-code', 'required', 'MultiRangeFailed', 'row'],
    ]);
  });
});

describe('of several allowed answers', () => {
  test.each<[string, Outcome]>([
    ['first', half],
    ['second', whole],
    ['third', refused],
  ])('the %s conforms', (_, outcome) => {
    expect(judge([half, whole, refused], faultlessResponse(outcome, thousand)).kind).toBe('conforms');
  });

  test('a mixture conforms to none', () => {
    const mixed = { ...faultlessResponse(whole, thousand), status: 206 };
    expect(judge([half, whole], mixed).kind).toBe('violates');
  });

  test('a wrong answer is compared with the one of the same status, though another differs less', () => {
    const early: Outcome = { status: 206, body: { kind: 'slice', first: 0, last: 499 } };
    const odd: Outcome = {
      status: 207,
      body: { kind: 'slice', first: 500, last: 999 },
      contentRange: 'bytes 500-999/1000',
    };
    expect(violations([odd, early], rightHalf)).toEqual([
      ['body-bytes', 'required', 'bytes 0-499 of the object', 'row'],
      ['content-range', 'required', 'bytes 0-499/1000', 'row'],
    ]);
  });

  test('and of the same status with the one from which it differs least', () => {
    const near = { ...half, contentRange: 'bytes 500-999/1001' };
    const far: Outcome = { status: 206, body: { kind: 'slice', first: 0, last: 9 } };
    const wrong = { ...rightHalf, body: { ...rightHalf.body, place: sliceExchange(1, 500) } };
    const expected = [
      ['body-bytes', 'required', 'bytes 500-999 of the object', 'row'],
      ['content-range', 'required', 'bytes 500-999/1001', 'row'],
    ];
    expect([violations([far, near], wrong), violations([near, far], wrong)]).toEqual([expected, expected]);
  });

  test('and where two are as near, with the first', () => {
    const early: Outcome = { status: 206, body: { kind: 'slice', first: 0, last: 499 } };
    const wrong = { ...rightHalf, body: { ...rightHalf.body, place: sliceExchange(1, 500) } };
    const other = withHeader(wrong, 'Content-Range', 'bytes 1-500/1000');
    expect([violations([half, early], other)[0], violations([early, half], other)[0]]).toEqual([
      ['body-bytes', 'required', 'bytes 500-999 of the object', 'row'],
      ['body-bytes', 'required', 'bytes 0-499 of the object', 'row'],
    ]);
  });

  test('where none is allowed at all, nothing is judged a pass', () => {
    expect(() => judge([], rightHalf)).toThrow(TypeError);
  });
});

describe('an `observed` question', () => {
  test('of which the answer is one that sources name conforms without a note', () => {
    const verdict = judge([whole, refused], faultlessResponse(refused, thousand), 'observed');
    expect(verdict.kind === 'conforms' && [verdict.notes, verdict.aspects[0]]).toEqual([
      [],
      { aspect: 'status', verdict: 'conforms', level: 'observed', expected: '416', actual: '416' },
    ]);
  });

  test('of which the answer is another conforms with a note, and claims nothing but the invariants', () => {
    expect(lines(judge([whole, refused], rightHalf, 'observed'))).toEqual([
      'conforms',
      'required content-range (invariant): bytes first-last/1000 | bytes 500-999/1000',
      'required body-bytes (invariant): bytes 500-999 of the object, as Content-Range says | bytes 500-999 of the object',
      'required content-length (invariant): 500, the bytes received | 500',
      'required framing (invariant): nothing after the end of the message | delimited by content-length',
      'required validators (invariant): x-oss-hash-crc64ecma: 8877665544332211001, ETag: "A1B2C3", Last-Modified: Fri, 18 Oct 2019 08:00:00 GMT | x-oss-hash-crc64ecma: 8877665544332211001, ETag: "A1B2C3", Last-Modified: Fri, 18 Oct 2019 08:00:00 GMT',
      'note: The answer, 206, is not among those that sources name.',
    ]);
  });

  test('of which the answer differs from what sources name in one aspect alone conforms with a note, too', () => {
    const early: Outcome = { status: 206, body: { kind: 'slice', first: 0, last: 499 } };
    expect(lines(judge([early], rightHalf, 'observed')).filter((line) => !line.includes('(invariant)'))).toEqual([
      'conforms',
      'note: The answer, 206, is not among those that sources name.',
    ]);
  });

  test('is violated by an answer that is not coherent, whichever it was meant to be', () => {
    const trap = { ...rightHalf, body: { ...rightHalf.body, place: sliceExchange(0, 499) } };
    const violated = [['body-bytes', 'required', 'bytes 500-999 of the object, as Content-Range says', 'invariant']];
    expect([violations([half], trap, 'observed'), violations([refused], trap, 'observed')]).toEqual([
      violated,
      violated,
    ]);
  });

  test('has its note beside the violation', () => {
    const verdict = judge([refused], withHeader(rightHalf, 'ETag', '"x"'), 'observed');
    expect(verdict.kind === 'violates' && verdict.notes).toEqual([
      'The answer, 206, is not among those that sources name.',
    ]);
  });
});
