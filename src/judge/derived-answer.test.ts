import { describe, expect, test } from 'vitest';
import { deriveAnswer } from './derived-answer.js';

describe('what follows from status and body', () => {
  test('a partial answer names its interval and the complete length', () => {
    expect(deriveAnswer({ status: 206, body: { kind: 'slice', first: 500, last: 999 } }, 'GET', 1000)).toEqual({
      status: 206,
      bytes: { first: 500, last: 999 },
      length: 500,
      lengthShown: false,
      contentRange: 'bytes 500-999/1000',
      errorCode: null,
      hasBody: true,
    });
  });

  test('a single byte has the length of one', () => {
    expect(deriveAnswer({ status: 206, body: { kind: 'slice', first: 7, last: 7 } }, 'GET', 1000)).toEqual({
      status: 206,
      bytes: { first: 7, last: 7 },
      length: 1,
      lengthShown: false,
      contentRange: 'bytes 7-7/1000',
      errorCode: null,
      hasBody: true,
    });
  });

  test('a partial answer may be the whole object, and names its interval then, too', () => {
    expect(deriveAnswer({ status: 206, body: { kind: 'whole' } }, 'GET', 1000)).toEqual({
      status: 206,
      bytes: { first: 0, last: 999 },
      length: 1000,
      lengthShown: false,
      contentRange: 'bytes 0-999/1000',
      errorCode: null,
      hasBody: true,
    });
  });

  test('an ignored range brings the whole object and no Content-Range', () => {
    expect(deriveAnswer({ status: 200, body: { kind: 'whole' } }, 'GET', 1000)).toEqual({
      status: 200,
      bytes: { first: 0, last: 999 },
      length: 1000,
      lengthShown: false,
      contentRange: null,
      errorCode: null,
      hasBody: true,
    });
  });

  test.each(['empty', 'whole'] as const)('an empty object has no byte (%s)', (kind) => {
    expect(deriveAnswer({ status: 200, body: { kind } }, 'GET', 0)).toEqual({
      status: 200,
      bytes: { first: 0, last: -1 },
      length: 0,
      lengthShown: false,
      contentRange: null,
      errorCode: null,
      hasBody: true,
    });
  });

  test('an empty body of a larger object has no byte either', () => {
    expect(deriveAnswer({ status: 304, body: { kind: 'empty' } }, 'GET', 1000)).toEqual({
      status: 304,
      bytes: { first: 0, last: -1 },
      length: 0,
      lengthShown: false,
      contentRange: null,
      errorCode: null,
      hasBody: true,
    });
  });

  test('a refusal leaves length and Content-Range open', () => {
    expect(deriveAnswer({ status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' }, 'GET', 1000)).toEqual({
      status: 416,
      bytes: null,
      length: null,
      lengthShown: false,
      contentRange: undefined,
      errorCode: 'InvalidRange',
      hasBody: true,
    });
  });

  test('to a HEAD no body is sent', () => {
    expect(deriveAnswer({ status: 200, body: { kind: 'whole' } }, 'HEAD', 1000)).toEqual({
      status: 200,
      bytes: { first: 0, last: 999 },
      length: 1000,
      lengthShown: false,
      contentRange: null,
      errorCode: null,
      hasBody: false,
    });
  });
});

describe('what a row overrides', () => {
  test('a length that a source shows must be there', () => {
    const { length, lengthShown } = deriveAnswer(
      { status: 416, body: { kind: 'error' }, contentLength: 345 },
      'GET',
      1000,
    );
    expect({ length, lengthShown }).toEqual({ length: 345, lengthShown: true });
  });

  test('a shown length of 0 is a length', () => {
    const { length, lengthShown } = deriveAnswer({ status: 416, body: { kind: 'error' }, contentLength: 0 }, 'GET', 9);
    expect({ length, lengthShown }).toEqual({ length: 0, lengthShown: true });
  });

  test.each([
    ['another value', 206, 'bytes 0-499/*'],
    ['an absence', 206, null],
    ['a presence', 200, 'bytes 0-999/1000'],
  ])('%s of Content-Range', (_, status, contentRange) => {
    expect(deriveAnswer({ status, body: { kind: 'whole' }, contentRange }, 'GET', 1000).contentRange).toBe(
      contentRange,
    );
  });

  test('of a refusal, too', () => {
    expect(
      deriveAnswer({ status: 416, body: { kind: 'error' }, contentRange: 'bytes */9' }, 'GET', 9).contentRange,
    ).toBe('bytes */9');
  });
});
