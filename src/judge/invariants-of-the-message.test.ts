import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../spec/model/vocabulary.js';
import { inventResponse, sliceExchange, thousand } from '../testing/builders/exchanges.js';
import { type InvariantInput, judge, length, rules } from '../testing/builders/invariant-rules.js';
import { readResponse } from './answer.js';
import { invariants } from './invariants.js';
import type { ObjectFacts } from './object-facts.js';

describe(rules.lengthIsBody, () => {
  test.each([200, 206, 204, 305, 416])('on a %d the number of bytes holds, one more or less does not', (status) => {
    const wrong = { aspect: 'content-length', holds: false, expected: '500, the bytes received' };
    expect(
      ['500', '499', '501'].map((value) => judge('lengthIsBody', { status, headers: length(value), length: 500 })),
    ).toEqual([
      { aspect: 'content-length', holds: true, expected: '500, the bytes received', actual: '500' },
      { ...wrong, actual: '499' },
      { ...wrong, actual: '501' },
    ]);
  });

  test('two fields do not hold', () => {
    expect(judge('lengthIsBody', { status: 200, headers: length('9', '9'), length: 9 })).toEqual({
      aspect: 'content-length',
      holds: false,
      expected: '9, the bytes received',
      actual: '9 and 9',
    });
  });

  test('an absent one, one on a HEAD and one on a 304 tell something else', () => {
    expect([
      judge('lengthIsBody', { status: 200, length: 9 }),
      judge('lengthIsBody', { status: 200, headers: length('1000'), method: 'HEAD' }),
      judge('lengthIsBody', { status: 304, headers: length('1000') }),
    ]).toEqual([null, null, null]);
  });
});

test(`${rules.headHasNoBody} One byte is too many; a GET may have bytes.`, () => {
  expect([
    judge('headHasNoBody', { status: 200, method: 'HEAD' }),
    judge('headHasNoBody', { status: 200, method: 'HEAD', length: 1 }),
    judge('headHasNoBody', { status: 404, method: 'HEAD', length: 345 }),
    judge('headHasNoBody', { status: 200, length: 1 }),
  ]).toEqual([
    { aspect: 'body-length', holds: true, expected: '0 bytes', actual: '0 bytes' },
    { aspect: 'body-length', holds: false, expected: '0 bytes', actual: '1 bytes' },
    { aspect: 'body-length', holds: false, expected: '0 bytes', actual: '345 bytes' },
    null,
  ]);
});

test(`${rules.messageEnds} Bytes after its end do not hold, whatever the status and the method.`, () => {
  const judged = ([200, 206, 304, 416] as const).flatMap((status) =>
    (['GET', 'HEAD'] as const).map((method) =>
      judge('messageEnds', { status, method, framing: { extraBytes: 2, extraPrefix: Uint8Array.of(0xca, 0xfe) } }),
    ),
  );
  expect(judged).toEqual(
    Array.from({ length: 8 }, () => ({
      aspect: 'framing',
      holds: false,
      expected: 'nothing after the end of the message',
      actual: '2 bytes after the end of the message, starting cafe',
    })),
  );
  expect(judge('messageEnds', { status: 200 })?.holds).toBe(true);
});

test(`${rules.validatorsOfWhole} A wrong one does not hold, on a HEAD, too.`, () => {
  const wrong = { aspect: 'validators', holds: false, expected: 'ETag: "A1B2C3"', actual: 'ETag: "of the slice"' };
  expect([
    judge('validatorsOfWhole', { status: 206, headers: [['ETag', '"of the slice"']] }),
    judge('validatorsOfWhole', { status: 200, headers: [['ETag', '"of the slice"']], method: 'HEAD' }),
    judge('validatorsOfWhole', { status: 206, headers: [['ETag', '"A1B2C3"']] })?.holds,
    judge('validatorsOfWhole', { status: 206 }),
  ]).toEqual([wrong, wrong, true, null]);
});

describe(rules.versionIsOne, () => {
  test.each(['1.1', '1.0'])('HTTP/%s is what everybody speaks', (httpVersion) => {
    const answer = readResponse('GET', { ...inventResponse({ status: 206 }), httpVersion }, 1000);
    expect(invariants.find(({ rule }) => rule === rules.versionIsOne)?.judge(answer, thousand)).toBeNull();
  });

  test('HTTP/2.0 in a status line is no HTTP/2', () => {
    const answer = readResponse('GET', { ...inventResponse({ status: 206 }), httpVersion: '2.0' }, 1000);
    expect(invariants.find(({ rule }) => rule === rules.versionIsOne)?.judge(answer, thousand)).toEqual({
      aspect: 'framing',
      holds: false,
      expected: 'HTTP/1.1 or HTTP/1.0',
      actual: 'HTTP/2.0',
    });
  });
});

describe(rules.codingIsTrue, () => {
  const own: ObjectFacts = { ...thousand, content: { name: 'bytes-1000', size: 1000, phase: 0 } };
  const given: ObjectFacts = { ...thousand, content: { name: 'x', size: 1000, phase: 0, bytes: Buffer.alloc(1000) } };
  const gzip: HeaderField[] = [['Content-Encoding', 'gzip']];
  const answer = { status: 206, headers: gzip, place: sliceExchange(0, 9) };

  test('the bytes of the object under the name of gzip are wrong', () => {
    expect(judge('codingIsTrue', { ...answer, object: own })).toEqual({
      aspect: 'header-fields',
      holds: false,
      expected: 'no Content-Encoding',
      actual: 'gzip',
    });
  });

  test.each<[string, InvariantInput]>([
    ['identity', { ...answer, object: own, headers: [['Content-Encoding', 'identity']] }],
    ['no coding', { ...answer, object: own, headers: [] }],
    ['other bytes, which are told elsewhere', { status: 206, headers: gzip, object: own }],
    ['an error', { ...answer, object: own, status: 416 }],
    ['a redirection', { ...answer, object: own, status: 300 }],
    ['an object that may have been stored so', { ...answer, object: given }],
    ['an object of which nothing is known', answer],
  ])('it says nothing of %s', (_, judged) => {
    expect(judge('codingIsTrue', judged)).toBeNull();
  });
});
