import { describe, expect, test } from 'vitest';
import { bytesOf } from '../content/bytes.js';
import { errorText, inventResponse, sliceExchange, thousand } from '../testing/builders/exchanges.js';
import { empty, invariantRange, judge, rules } from '../testing/builders/invariant-rules.js';
import { type ReadResponse, readResponse } from './answer.js';
import { invariants } from './invariants.js';
import type { ObjectFacts } from './object-facts.js';

const byRfcAlone = ['partsHaveNoRange', 'oneRangeHasNoParts'];

test('these are all, in the order in which a reader wants to hear of them, and how hard each one is', () => {
  expect(invariants.map(({ rule, level }) => [rule, level])).toEqual(
    Object.entries(rules).map(([name, rule]) => [rule, byRfcAlone.includes(name) ? 'expected' : 'required']),
  );
});

describe(rules.keptAsStored, () => {
  const cut: ObjectFacts = { ...thousand, readsAs: 'bytes 0-499 of the object' };

  test('an object that reads otherwise violates, however right the answer is', () => {
    expect(
      judge('keptAsStored', {
        status: 206,
        place: sliceExchange(0, 9),
        headers: invariantRange('bytes 0-9/1000'),
        object: cut,
      }),
    ).toEqual({
      aspect: 'body-bytes',
      holds: false,
      expected: 'bytes 0-999 of the object, by a GET without Range',
      actual: 'bytes 0-499 of the object, by a GET without Range',
    });
  });

  test('of one that reads as it was stored nothing is said', () => {
    expect(judge('keptAsStored', { status: 206, place: sliceExchange(0, 9) })).toBe(null);
  });
});

describe(rules.wholeObject, () => {
  test('the whole object holds, of an empty one nothing does', () => {
    expect([
      judge('wholeObject', { status: 200, place: { kind: 'whole' } }),
      judge('wholeObject', { status: 200, place: { kind: 'empty' }, object: empty }),
    ]).toEqual([
      { aspect: 'body-bytes', holds: true, expected: 'bytes 0-999 of the object', actual: 'bytes 0-999 of the object' },
      { aspect: 'body-bytes', holds: true, expected: 'no bytes', actual: 'no bytes' },
    ]);
  });

  test('the requested slice under 200, all bytes but one, nothing, and too much do not', () => {
    const whole = { aspect: 'body-bytes', holds: false, expected: 'bytes 0-999 of the object' };
    expect([
      judge('wholeObject', { status: 200, place: sliceExchange(500, 999) }),
      judge('wholeObject', { status: 200, place: sliceExchange(0, 998) }),
      judge('wholeObject', { status: 200, place: sliceExchange(1, 999) }),
      judge('wholeObject', { status: 200 }),
      judge('wholeObject', { status: 200, place: sliceExchange(0, 0), object: empty }),
    ]).toEqual([
      { ...whole, actual: 'bytes 500-999 of the object' },
      { ...whole, actual: 'bytes 0-998 of the object' },
      { ...whole, actual: 'bytes 1-999 of the object' },
      { ...whole, actual: 'no bytes' },
      { aspect: 'body-bytes', holds: false, expected: 'no bytes', actual: 'bytes 0-0 of the object' },
    ]);
  });

  test('it says nothing about another status, nor about HEAD', () => {
    expect([
      judge('wholeObject', { status: 206 }),
      judge('wholeObject', { status: 201 }),
      judge('wholeObject', { status: 304 }),
      judge('wholeObject', { status: 200, method: 'HEAD' }),
    ]).toEqual([null, null, null, null]);
  });
});

describe(rules.wellFormedRange, () => {
  test.each(['bytes 500-999/1000', 'bytes 0-0/1000', 'bytes 3-4/1000'])('%s holds, whatever the body', (value) => {
    expect(judge('wellFormedRange', { status: 206, headers: invariantRange(value) })).toEqual({
      aspect: 'content-range',
      holds: true,
      expected: 'bytes first-last/1000',
      actual: value,
    });
  });

  test.each([
    ['another complete length', ['bytes 500-999/1001'], 'bytes 500-999/1001'],
    ['the length of the body for the complete length', ['bytes 0-499/500'], 'bytes 0-499/500'],
    ['an unknown complete length', ['bytes 500-999/*'], 'bytes 500-999/*'],
    ['no interval', ['bytes */1000'], 'bytes */1000'],
    ['an interval past the end', ['bytes 500-1000/1000'], 'bytes 500-1000/1000'],
    ['no hyphen', ['bytes 500~999/1000'], 'bytes 500~999/1000'],
    ['no field', [], 'absent'],
    ['two fields of which the first is right', ['bytes 0-1/1000', 'bytes 3-4/999'], 'bytes 0-1/1000 and bytes 3-4/999'],
  ])('%s does not hold', (_, values, actual) => {
    expect(judge('wellFormedRange', { status: 206, headers: invariantRange(...values) })).toEqual({
      aspect: 'content-range',
      holds: false,
      expected: 'bytes first-last/1000',
      actual,
    });
  });

  test('a 206 of an empty object cannot hold', () => {
    expect(judge('wellFormedRange', { status: 206, headers: invariantRange('bytes 0--1/0'), object: empty })).toEqual({
      aspect: 'content-range',
      holds: false,
      expected: 'bytes first-last/0',
      actual: 'bytes 0--1/0',
    });
  });

  test('it says nothing about another status, nor about HEAD', () => {
    expect([
      judge('wellFormedRange', { status: 200 }),
      judge('wellFormedRange', { status: 416 }),
      judge('wellFormedRange', { status: 206, method: 'HEAD' }),
    ]).toEqual([null, null, null]);
  });
});

describe(rules.intervalIsBody, () => {
  const headers = invariantRange('bytes 500-999/1000');

  test('the named interval holds', () => {
    expect(judge('intervalIsBody', { status: 206, headers, place: sliceExchange(500, 999) })).toEqual({
      aspect: 'body-bytes',
      holds: true,
      expected: 'bytes 500-999 of the object, as Content-Range says',
      actual: 'bytes 500-999 of the object',
    });
  });

  test.each([
    ['as many bytes from elsewhere', sliceExchange(0, 499), 'bytes 0-499 of the object'],
    ['one byte too few', sliceExchange(500, 998), 'bytes 500-998 of the object'],
    ['one byte too many', sliceExchange(499, 999), 'bytes 499-999 of the object'],
    ['the whole object', { kind: 'whole' }, 'bytes 0-999 of the object'],
    ['nothing', { kind: 'empty' }, 'no bytes'],
  ] as const)('%s does not hold', (_, place, actual) => {
    expect(judge('intervalIsBody', { status: 206, headers, place })).toEqual({
      aspect: 'body-bytes',
      holds: false,
      expected: 'bytes 500-999 of the object, as Content-Range says',
      actual,
    });
  });

  test('an interval without complete length is an interval', () => {
    expect(
      judge('intervalIsBody', { status: 206, headers: invariantRange('bytes 3-4/*'), place: sliceExchange(3, 5) })
        ?.holds,
    ).toBe(false);
  });

  test('where there is no interval there is nothing to hold, nor on another status or a HEAD', () => {
    expect([
      judge('intervalIsBody', { status: 206, place: sliceExchange(0, 1) }),
      judge('intervalIsBody', { status: 206, headers: invariantRange('bytes */1000'), place: sliceExchange(0, 1) }),
      judge('intervalIsBody', { status: 206, headers: invariantRange('garbage'), place: sliceExchange(0, 1) }),
      judge('intervalIsBody', { status: 200, headers, place: sliceExchange(0, 1) }),
      judge('intervalIsBody', { status: 206, headers, place: sliceExchange(0, 1), method: 'HEAD' }),
    ]).toEqual([null, null, null, null, null]);
  });
});

describe(rules.noRangeOn200, () => {
  test('only its absence holds, on a HEAD, too', () => {
    const wrong = { aspect: 'content-range', holds: false, expected: 'absent' };
    expect([
      judge('noRangeOn200', { status: 200 }),
      judge('noRangeOn200', { status: 200, headers: invariantRange('bytes 0-999/1000') }),
      judge('noRangeOn200', { status: 200, headers: invariantRange('') }),
      judge('noRangeOn200', { status: 200, headers: invariantRange('bytes */1000'), method: 'HEAD' }),
    ]).toEqual([
      { aspect: 'content-range', holds: true, expected: 'absent', actual: 'absent' },
      { ...wrong, actual: 'bytes 0-999/1000' },
      { ...wrong, actual: '' },
      { ...wrong, actual: 'bytes */1000' },
    ]);
  });

  test('it says nothing about another status', () => {
    expect([206, 416, 201].map((status) => judge('noRangeOn200', { status, headers: invariantRange('x') }))).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe(rules.refusalIsInvalidRange, () => {
  test('the code holds; another code and another document do not', () => {
    const wrong = { aspect: 'error-code', holds: false, expected: 'InvalidRange' };
    expect([
      judge('refusalIsInvalidRange', { status: 416, text: errorText('InvalidRange') }),
      judge('refusalIsInvalidRange', { status: 416, text: errorText('InvalidArgument') }),
      judge('refusalIsInvalidRange', { status: 416, text: '<html></html>' }),
      judge('refusalIsInvalidRange', { status: 416 }),
    ]).toEqual([
      { aspect: 'error-code', holds: true, expected: 'InvalidRange', actual: 'InvalidRange' },
      { ...wrong, actual: 'InvalidArgument' },
      { ...wrong, actual: 'no error document' },
      { ...wrong, actual: 'no error document' },
    ]);
  });

  test('it says nothing about another status, nor about HEAD', () => {
    expect([
      judge('refusalIsInvalidRange', { status: 400, text: errorText('InvalidArgument') }),
      judge('refusalIsInvalidRange', { status: 417 }),
      judge('refusalIsInvalidRange', { status: 416, method: 'HEAD' }),
    ]).toEqual([null, null, null]);
  });
});

test(`${rules.refusalIsInvalidRange} Too many ranges at once are refused with another code.`, () => {
  const answer = (code: string, asked: boolean) =>
    readResponse('GET', inventResponse({ status: 416, text: errorText(code) }), 1000, { asksForParts: () => asked });
  const { judge: hold } = invariants.find(({ rule }) => rule === rules.refusalIsInvalidRange)!;
  expect(
    [answer('MultiRangeFailed', true), answer('MultiRangeFailed', false), answer('Other', true)].map(
      (refusal) => hold(refusal, thousand)?.holds,
    ),
  ).toEqual([true, false, false]);
});

describe(rules.partsAreBytes, () => {
  const content = { name: 'bytes-1000', size: 1000, phase: 0 };
  const object: ObjectFacts = { ...thousand, content };
  const hold = (answer: ReadResponse) =>
    invariants.find(({ rule }) => rule === rules.partsAreBytes)?.judge(answer, object);
  const answer = (range: string, bytes: Uint8Array) => {
    const body = Buffer.concat([
      Buffer.from(`--b\r\nContent-Range: ${range}\r\n\r\n`),
      bytes,
      Buffer.from('\r\n--b--'),
    ]);
    const headers = [['Content-Type', 'multipart/byteranges;boundary=b'] as const];
    const response = inventResponse({ status: 206, headers, text: 'x', length: body.length });
    const whole = { ...response, body: { ...response.body, prefix: body } };
    return readResponse('GET', whole, 1000, { asksForParts: () => true });
  };

  test('true parts hold', () => {
    expect(hold(answer('bytes 3-4/1000', bytesOf(content, 3, 2)))).toEqual({
      aspect: 'body-bytes',
      holds: true,
      expected: 'parts with the bytes of the object',
      actual: 'parts with the bytes of the object',
    });
  });

  test.each([
    ['bytes 3-4/1000', 4, 'part 1 with other bytes than those of 3-4'],
    ['bytes 3-4/999', 3, 'part 1 with the complete length 999'],
    ['bytes 3-4/*', 3, 'part 1 with the complete length *'],
    ['x', 3, 'a body that is not multipart/byteranges: part 1: its Content-Range is x'],
  ])('%s with the bytes from %d does not hold', (range, from, actual) => {
    expect(hold(answer(range, bytesOf(content, from, 2)))).toEqual({
      aspect: 'body-bytes',
      holds: false,
      expected: 'parts with the bytes of the object',
      actual,
    });
  });

  test('it says nothing of an answer without parts', () => {
    expect(hold(readResponse('GET', inventResponse({ status: 206 }), 1000))).toBeNull();
  });
});

describe(rules.unsatisfiedRange, () => {
  test('the complete length holds, and nothing else does', () => {
    const wrong = { aspect: 'content-range', holds: false, expected: 'absent or bytes */1000' };
    expect(
      ['bytes */1000', 'bytes */1001', 'bytes 0-999/1000', '*/1000', ''].map((value) =>
        judge('unsatisfiedRange', { status: 416, headers: invariantRange(value) }),
      ),
    ).toEqual([
      { aspect: 'content-range', holds: true, expected: 'absent or bytes */1000', actual: 'bytes */1000' },
      { ...wrong, actual: 'bytes */1001' },
      { ...wrong, actual: 'bytes 0-999/1000' },
      { ...wrong, actual: '*/1000' },
      { ...wrong, actual: '' },
    ]);
  });

  test('an absent one, and one on another status, is no matter of this rule', () => {
    expect([
      judge('unsatisfiedRange', { status: 416 }),
      judge('unsatisfiedRange', { status: 206, headers: invariantRange('x') }),
      judge('unsatisfiedRange', { status: 400, headers: invariantRange('x') }),
    ]).toEqual([null, null, null]);
  });
});
