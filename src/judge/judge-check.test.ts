import { describe, expect, test } from 'vitest';
import type { Exchange, Retry, TransportFailure } from '../exchange/exchange.js';
import type { Outcome } from '../spec/model/outcome.js';
import type { Level } from '../spec/model/vocabulary.js';
import {
  answeredWith,
  errorText,
  failedWith,
  faultlessResponse,
  inventResponse,
  thousand,
} from '../testing/builders/exchanges.js';
import { type ControlResult, judgeCheck, judgeExchange } from './judge-check.js';
import type { PreparedCheck } from './prepared-check.js';

const slice: Outcome = { status: 206, body: { kind: 'slice', first: 500, last: 999 } };
const whole: Outcome = { status: 200, body: { kind: 'whole' } };
const refused: Outcome = { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' };
const asks = (outcomes: readonly Outcome[], level: Level = 'required'): PreparedCheck => ({
  request: { method: 'GET' },
  object: { facts: thousand },
  level,
  outcomes,
});

const passed: ControlResult = { passed: true };
const failed: ControlResult = { passed: false, cause: { kind: 'timeout', message: 'time-out while connecting (x)' } };

const reset: TransportFailure = { phase: 'first-byte', code: 'reset', message: 'ECONNRESET' };
const again: Retry = { reason: 'transport', failure: reset, waitedMs: 100 };
const rightAnswer = answeredWith(faultlessResponse(slice, thousand));
const rightRefusal = answeredWith(faultlessResponse(refused, thousand));
const expired = answeredWith(inventResponse({ status: 403, text: errorText('SecurityTokenExpired') }));
const skewed = answeredWith(inventResponse({ status: 403, text: errorText('RequestTimeTooSkewed') }));
const throttled = answeredWith(inventResponse({ status: 503, text: errorText('SlowDown') }), [again]);
const redirected = answeredWith(inventResponse({ status: 307 }));
const lost = failedWith(reset);
const lostAgain = failedWith(reset, [again]);

/** What a verdict is, and of which aspects or why. */
function judge(check: PreparedCheck, exchange: Exchange, controlBefore?: ControlResult, controlAfter?: ControlResult) {
  const verdict = judgeCheck(check, {
    exchange,
    ...(controlBefore ? { controlBefore } : {}),
    ...(controlAfter ? { controlAfter } : {}),
  });
  if (verdict.kind === 'inconclusive') return verdict;
  if (verdict.kind === 'not-applicable') throw new Error('a judge does not know what a target lacks');
  const violated = verdict.aspects.filter((aspect) => aspect.verdict === 'violates');
  return { kind: verdict.kind, violated: violated.map(({ aspect }) => aspect) };
}
const conforms = { kind: 'conforms', violated: [] };

test('of an object that reads otherwise than it was stored no answer, and none at all, leaves the verdict open', () => {
  const cut: PreparedCheck = {
    ...asks([slice]),
    object: { facts: { ...thousand, readsAs: 'bytes 0-499 of the object' } },
  };
  const violates = { kind: 'violates', violated: ['body-bytes'] };
  expect([rightAnswer, rightRefusal, expired, throttled, lost].map((exchange) => judge(cut, exchange, failed))).toEqual(
    Array(5).fill(violates),
  );
});

test('of such an object an answer keeps what else is wrong with it, and no answer tells that alone', () => {
  const cut: PreparedCheck = {
    ...asks([whole]),
    object: { facts: { ...thousand, readsAs: 'bytes 0-499 of the object' } },
  };
  const misread = {
    aspect: 'body-bytes',
    verdict: 'violates',
    level: 'required',
    expected: 'bytes 0-999 of the object, by a GET without Range',
    actual: 'bytes 0-499 of the object, by a GET without Range',
    invariant: 'A GET without Range returns the object as it was stored.',
  };
  expect(judge(cut, rightAnswer)).toEqual({
    kind: 'violates',
    violated: ['status', 'body-bytes', 'body-length', 'content-range', 'content-length'],
  });
  expect(judgeCheck(cut, { exchange: lost })).toEqual({ kind: 'violates', aspects: [misread], notes: [] });
});

describe('the controls that a verdict needs', () => {
  test.each<[string, Exchange, string]>([
    ['an answer', rightAnswer, 'none'],
    ['a refusal of the range', rightRefusal, 'before'],
    ['a redirection', redirected, 'before'],
    ['a refusal of the caller', expired, 'before-and-after'],
    ['a refusal of the clock', skewed, 'before-and-after'],
    ['throttling', throttled, 'none'],
    ['an answer that is missing once', lost, 'none'],
    ['an answer that is missing again', lostAgain, 'before-and-after'],
  ])('%s', (_, exchange, needed) => {
    expect(judgeExchange(asks([slice]), exchange).controlsNeeded).toBe(needed);
  });
});

describe('an answer is judged without a control', () => {
  test.each([undefined, passed, failed])('%j', (control) => {
    expect([
      judge(asks([slice]), rightAnswer, control, control),
      judge(asks([whole]), rightAnswer, control, control).kind,
    ]).toEqual([conforms, 'violates']);
  });
});

describe('a refusal counts only after a control that passed', () => {
  test('then it conforms where it is right and violates where it is not', () => {
    expect([
      judge(asks([refused]), rightRefusal, passed),
      judge(asks([refused]), rightRefusal, passed, failed),
      judge(asks([whole]), rightRefusal, passed),
    ]).toEqual([
      conforms,
      conforms,
      { kind: 'violates', violated: ['status', 'body-bytes', 'body-length', 'content-length'] },
    ]);
  });

  test('without one nothing is known', () => {
    expect(judge(asks([refused]), rightRefusal)).toEqual({
      kind: 'inconclusive',
      cause: { kind: 'control', message: 'the target answered 416 InvalidRange' },
    });
  });

  test('after one that failed, the failure is the better explanation', () => {
    expect(judge(asks([refused]), rightRefusal, failed, passed)).toEqual({
      kind: 'inconclusive',
      cause: {
        kind: 'timeout',
        message: 'the control on the same object failed: time-out while connecting (x)',
      },
    });
  });

  test('a redirection is a refusal: of an endpoint that redirects everything nothing is known', () => {
    expect([
      judge(asks([slice]), redirected, failed).kind,
      judge(asks([slice]), redirected, passed).kind,
      judge(asks([slice], 'observed'), redirected, passed),
    ]).toEqual(['inconclusive', 'violates', conforms]);
  });
});

describe('a refusal of the caller counts only between two controls that passed', () => {
  const inconclusive = {
    kind: 'inconclusive',
    cause: { kind: 'auth', message: 'the target answered 403 SecurityTokenExpired' },
  };

  test.each<[string, ControlResult | undefined, ControlResult | undefined]>([
    ['none was asked', undefined, undefined],
    ['only the first passed: the token may have expired since', passed, failed],
    ['only the first was asked', passed, undefined],
    ['only the second passed', failed, passed],
    ['only the second was asked', undefined, passed],
    ['both failed', failed, failed],
  ])('where %s it explains itself', (_, before, after) => {
    expect(judge(asks([refused]), expired, before, after)).toEqual(inconclusive);
  });

  test('where both passed the caller is fine, and the refusal is wrong', () => {
    expect([
      judge(asks([refused]), expired, passed, passed),
      judge(asks([refused]), skewed, passed, passed),
      judge(asks([refused]), skewed, passed),
    ]).toEqual([
      { kind: 'violates', violated: ['status', 'error-code'] },
      { kind: 'violates', violated: ['status', 'error-code'] },
      { kind: 'inconclusive', cause: { kind: 'clock', message: 'the target answered 403 RequestTimeTooSkewed' } },
    ]);
  });
});

test('throttling is never judged, whatever the controls', () => {
  expect(judge(asks([slice], 'observed'), throttled, passed, passed)).toEqual({
    kind: 'inconclusive',
    cause: { kind: 'throttled', message: 'the target answered 503 SlowDown' },
  });
});

describe('a missing answer', () => {
  const what = 'connection reset before the first byte of the answer (ECONNRESET)';

  test('that is missing once is never judged, whatever the controls', () => {
    expect(judge(asks([slice]), lost, passed, passed)).toEqual({
      kind: 'inconclusive',
      cause: { kind: 'transport', message: what },
    });
  });

  test.each<[string, ControlResult | undefined, ControlResult | undefined]>([
    ['no control was asked', undefined, undefined],
    ['the control before failed', failed, passed],
    ['the control after failed', passed, failed],
    ['only the control before was asked', passed, undefined],
    ['only the control after was asked', undefined, passed],
  ])('that repeats is not judged where %s', (_, before, after) => {
    expect(judge(asks([slice]), lostAgain, before, after)).toEqual({
      kind: 'inconclusive',
      cause: { kind: 'transport', message: what },
    });
  });

  test('that repeats between two controls that passed is the answer, and violates', () => {
    const evidence = { exchange: lostAgain, controlBefore: passed, controlAfter: passed };
    expect(judgeCheck(asks([slice, whole, slice]), evidence)).toEqual({
      kind: 'violates',
      aspects: [
        {
          aspect: 'framing',
          verdict: 'violates',
          level: 'required',
          expected: 'an answer with status 206 or 200',
          actual: what,
          invariant: 'A request that differs from an answered one only in its Range is answered.',
        },
      ],
      notes: ['Repeated on a fresh connection; the control succeeded before and after.'],
    });
  });

  test('violates even where no source tells which answer is right, and then names no status', () => {
    const evidence = { exchange: lostAgain, controlBefore: passed, controlAfter: passed };
    const verdict = judgeCheck(asks([slice, refused], 'observed'), evidence);
    expect(verdict.kind === 'violates' && verdict.aspects.map(({ level, expected }) => [level, expected])).toEqual([
      ['required', 'an answer'],
    ]);
  });

  test('names the level `required` whatever the level of the question', () => {
    const evidence = { exchange: lostAgain, controlBefore: passed, controlAfter: passed };
    const verdict = judgeCheck(asks([slice], 'expected'), evidence);
    expect(verdict.kind === 'violates' && verdict.aspects.map(({ level, expected }) => [level, expected])).toEqual([
      ['required', 'an answer with status 206'],
    ]);
  });

  test('is never a refusal, even where a refusal is expected', () => {
    const crash = answeredWith(inventResponse({ status: 500, text: errorText('InvalidRange') }));
    expect(judge(asks([refused]), crash, passed, passed)).toEqual({
      kind: 'inconclusive',
      cause: { kind: 'server-error', message: 'the target answered 500 InvalidRange' },
    });
  });
});

test('a question about HEAD is judged as one', () => {
  const head: PreparedCheck = { ...asks([whole]), request: { method: 'HEAD' } };
  expect([
    judge(head, answeredWith(faultlessResponse(whole, thousand, 'HEAD'))),
    judge(head, answeredWith(faultlessResponse(whole, thousand, 'GET'))).kind,
    judgeExchange(head, rightRefusal).controlsNeeded,
  ]).toEqual([conforms, 'violates', 'before']);
});
