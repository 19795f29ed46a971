import { describe, expect, it } from 'vitest';
import { derivedContentRange, describeClaim, describeOutcome } from './describe-outcome.js';
import type { Outcome } from './outcome.js';

const whole: Outcome = { status: 200, body: { kind: 'whole' } };
const slice: Outcome = { status: 206, body: { kind: 'slice', first: 500, last: 999 } };
const refused: Outcome = { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' };

describe('an outcome reads in one line', () => {
  it.each<[string, Outcome, number]>([
    ['200, the whole object', whole, 1000],
    ['206, bytes 500-999', slice, 1000],
    ['206, bytes 0-999', { status: 206, body: { kind: 'whole' } }, 1000],
    ['416, InvalidRange', refused, 1000],
    ['416 or another status, InvalidRange', { ...refused, statusLevel: 'observed' }, 1000],
    ['416 (expected), InvalidRange', { ...refused, statusLevel: 'expected' }, 1000],
    ['404, an error', { status: 404, body: { kind: 'error' } }, 1000],
    ['200, empty', whole, 0],
    ['200, empty', { status: 200, body: { kind: 'empty' } }, 0],
    ['206, bytes 500-999', { ...slice, contentRange: 'bytes 500-999/1000' }, 1000],
    ['206, bytes 500-999, no Content-Range', { ...slice, contentRange: null }, 1000],
    ['416, InvalidRange, Content-Range bytes */1000', { ...refused, contentRange: 'bytes */1000' }, 1000],
    ['200, the whole object', { ...whole, contentRange: null, contentLength: 1000 }, 1000],
  ])('%s', (words, outcome, size) => {
    expect(describeOutcome(outcome, size)).toBe(words);
  });

  it('to a HEAD the body is that of the same GET', () => {
    expect(describeOutcome(slice, 1000, 'HEAD')).toBe('206, no body, as for bytes 500-999');
  });
});

it('a claim reads as its alternatives', () => {
  expect(describeClaim({ outcomes: [whole, refused] }, 1000)).toBe('200, the whole object; or 416, InvalidRange');
  expect(describeClaim({ outcomes: [whole] }, 1000, 'HEAD')).toBe('200, no body, as for the whole object');
});

it('Content-Range follows from status and body', () => {
  expect(derivedContentRange(slice, 1000)).toBe('bytes 500-999/1000');
  expect(derivedContentRange({ status: 206, body: { kind: 'whole' } }, 10)).toBe('bytes 0-9/10');
  expect(derivedContentRange(whole, 10)).toBeNull();
  expect(derivedContentRange(refused, 10)).toBeUndefined();
  expect(derivedContentRange({ status: 206, body: { kind: 'empty' } }, 10)).toBeUndefined();
});

it('tells parts, and the fields that a row names', () => {
  const parts: Outcome = {
    status: 206,
    body: {
      kind: 'parts',
      parts: [
        { first: 0, last: 1 },
        { first: 3, last: 4 },
      ],
    },
  };
  const fields = { Server: 'AliyunOSS', 'Content-MD5': null, ETag: { matches: '.+' } };
  expect([describeOutcome(parts, 10), describeOutcome({ ...parts, contentRange: null, fields }, 10)]).toEqual([
    '206, parts 0-1, 3-4',
    '206, parts 0-1, 3-4, Server: AliyunOSS, no Content-MD5, ETag: a value like /.+/',
  ]);
});
