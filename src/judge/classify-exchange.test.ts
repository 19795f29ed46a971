import { describe, expect, test } from 'vitest';
import type { Retry, TransportFailure } from '../exchange/exchange.js';
import { answeredWith, errorText, failedWith, inventResponse, sliceExchange } from '../testing/builders/exchanges.js';
import { readResponse } from './answer.js';
import { classifyExchange, failureInWords } from './classify-exchange.js';

const reset: TransportFailure = { phase: 'first-byte', code: 'reset', message: 'ECONNRESET' };
const classify = (status: number, text = '', retries: readonly Retry[] = []) =>
  classifyExchange('GET', answeredWith(inventResponse({ status, text }), retries), 1000);

describe('an answer', () => {
  test.each([200, 206, 204, 299, 304])('of %d is judged', (status) => {
    const response = inventResponse({ status, place: sliceExchange(0, 9), headers: [['ETag', '"x"']] });
    const { kind, ...rest } = classifyExchange('HEAD', answeredWith(response), 1000);
    const answer = readResponse('HEAD', response, 1000);
    expect({ kind, ...rest }).toEqual({
      kind: 'answered',
      answer: { ...answer, field: expect.any(Function), asksForParts: expect.any(Function) },
    });
  });

  test('keeps the place in an object of the given size', () => {
    const classified = classifyExchange(
      'GET',
      answeredWith(inventResponse({ status: 200, place: { kind: 'whole' } })),
      7,
    );
    expect(classified.kind === 'answered' && classified.answer.place).toEqual({ kind: 'slice', first: 0, last: 6 });
  });

  test('is no error because its bytes look like one', () => {
    expect(classify(200, errorText('SlowDown')).kind).toBe('answered');
  });
});

describe('a refusal', () => {
  const refusal = (status: number, text = '') => {
    const classified = classify(status, text);
    return classified.kind === 'refused' ? [classified.answer.status, classified.cause] : classified.kind;
  };

  test.each([
    [300, '', { kind: 'control', message: 'the target answered 300' }],
    [301, '', { kind: 'control', message: 'the target answered 301' }],
    [307, errorText('TemporaryRedirect'), { kind: 'control', message: 'the target answered 307' }],
    [400, errorText('InvalidArgument'), { kind: 'control', message: 'the target answered 400 InvalidArgument' }],
    [404, errorText('NoSuchKey'), { kind: 'control', message: 'the target answered 404 NoSuchKey' }],
    [416, errorText('InvalidRange'), { kind: 'control', message: 'the target answered 416 InvalidRange' }],
    [499, '', { kind: 'control', message: 'the target answered 499' }],
  ] as const)('of %d %s speaks of the request or of the object', (status, text, cause) => {
    expect(refusal(status, text)).toEqual([status, cause]);
  });

  test.each([
    [401, '', 'the target answered 401'],
    [403, '<html></html>', 'the target answered 403'],
    [403, errorText('UserDisable'), 'the target answered 403 UserDisable'],
  ] as const)('of %d %s speaks of the caller', (status, text, message) => {
    expect(refusal(status, text)).toEqual([status, { kind: 'auth', message }]);
  });

  test.each([
    'AccessDenied',
    'InvalidAccessKeyId',
    'SignatureDoesNotMatch',
    'InvalidSecurityToken',
    'SecurityTokenExpired',
    'AccessKeyIdAndSecurityTokenNotMatch',
    'InvalidToken',
    'ExpiredToken',
  ])('with the code %s speaks of the caller', (code) => {
    expect([refusal(403, errorText(code)), refusal(400, errorText(code))]).toEqual(
      [403, 400].map((status) => [status, { kind: 'auth', message: `the target answered ${status} ${code}` }]),
    );
  });

  test('with the code RequestTimeTooSkewed speaks of the clock', () => {
    expect(refusal(403, errorText('RequestTimeTooSkewed'))).toEqual([
      403,
      { kind: 'clock', message: 'the target answered 403 RequestTimeTooSkewed' },
    ]);
  });
});

describe('throttling', () => {
  test.each([
    [429, '', '429'],
    [429, errorText('InvalidRange'), '429 InvalidRange'],
    [503, errorText('SlowDown'), '503 SlowDown'],
    [400, errorText('TooManyRequests'), '400 TooManyRequests'],
    [503, errorText('QpsLimitExceeded'), '503 QpsLimitExceeded'],
    [503, errorText('DownloadTrafficRateLimitExceeded'), '503 DownloadTrafficRateLimitExceeded'],
  ])('is told from a refusal and from a server error: %d %s', (status, text, words) => {
    const message = `the target answered ${words}`;
    expect(classify(status, text)).toEqual({ kind: 'limited', cause: { kind: 'throttled', message }, words });
  });

  test.each([428, 430])('%d is a refusal', (status) => {
    expect(classify(status).kind).toBe('refused');
  });

  test.each([
    [503, 'Retry-After', '120', '503 ServiceUnavailable, Retry-After: 120'],
    [
      429,
      'RETRY-AFTER',
      ' Wed, 21 Oct 2015 07:28:00 GMT ',
      '429 ServiceUnavailable, Retry-After: Wed, 21 Oct 2015 07:28:00 GMT',
    ],
  ])('%d with %s names the wait', (status, name, value, words) => {
    const response = inventResponse({ status, text: errorText('ServiceUnavailable'), headers: [[name, value]] });
    expect(classifyExchange('GET', answeredWith(response), 1000)).toEqual({
      kind: 'limited',
      cause: { kind: 'throttled', message: `the target answered ${words}` },
      words,
    });
  });

  test('a 503 that names other things than a wait is none', () => {
    const headers = [['Date', 'Wed, 21 Oct 2015 07:28:00 GMT'] as const];
    const response = inventResponse({ status: 503, headers });
    expect(classifyExchange('GET', answeredWith(response), 1000).kind).toBe('missing');
  });

  test.each([500, 502])('a wait makes none of %d', (status) => {
    const response = inventResponse({ status, headers: [['Retry-After', '1']] });
    expect(classifyExchange('GET', answeredWith(response), 1000).kind).toBe('missing');
  });
});

describe('a full store is told from a refusal and from a server error', () => {
  test.each([
    [403, errorText('QuotaExceeded'), '403 QuotaExceeded'],
    [507, '', '507'],
    [507, errorText('InsufficientStorage'), '507 InsufficientStorage'],
    [400, errorText('XMinioStorageFull'), '400 XMinioStorageFull'],
  ])('%d %s', (status, text, words) => {
    const message = `the target answered ${words}: no room for more`;
    expect(classify(status, text)).toEqual({ kind: 'limited', cause: { kind: 'quota', message }, words });
  });

  test('but an answer is one whatever its document says', () => {
    expect(classify(200, errorText('QuotaExceeded')).kind).toBe('answered');
  });

  test.each([506, 508])('%d is a missing answer', (status) => {
    expect(classify(status).kind).toBe('missing');
  });
});

describe('a server error is a missing answer', () => {
  test.each([
    [500, errorText('InternalError'), 'the target answered 500 InternalError'],
    [505, '', 'the target answered 505'],
    [503, errorText('ServiceUnavailable'), 'the target answered 503 ServiceUnavailable'],
    [502, '<html>Bad Gateway</html>', 'the target answered 502'],
    [599, '', 'the target answered 599'],
  ])('%d %s', (status, text, what) => {
    expect(classify(status, text)).toEqual({
      kind: 'missing',
      cause: { kind: 'server-error', message: what },
      repeated: false,
      what,
    });
  });
});

test('a 501 is final, so it counts as repeated: a store that answers it to lists violates, as soon as controls pass', () => {
  const what = 'the target answered 501 NotImplemented';
  expect(classify(501, errorText('NotImplemented'))).toEqual({
    kind: 'missing',
    cause: { kind: 'server-error', message: what },
    repeated: true,
    what,
  });
});

describe('a failed transport is a missing answer', () => {
  test.each([
    ['reset', 'transport', 'connection reset before the first byte of the answer (ECONNRESET)'],
    ['timeout', 'timeout', 'time-out before the first byte of the answer (ECONNRESET)'],
  ] as const)('%s', (code, kind, what) => {
    expect(classifyExchange('GET', failedWith({ ...reset, code }), 1000)).toEqual({
      kind: 'missing',
      cause: { kind, message: what },
      repeated: false,
      what,
    });
  });

  test('so is an answer that ends early, whatever its status', () => {
    const truncated: TransportFailure = { phase: 'body', code: 'closed', message: 'other side closed' };
    const what = 'connection closed within the body (other side closed)';
    const missing = { kind: 'missing', cause: { kind: 'transport', message: what }, repeated: false, what };
    expect(
      [206, 416, 429, 500].map((status) =>
        classifyExchange('GET', answeredWith(inventResponse({ status, framing: { truncated } })), 1000),
      ),
    ).toEqual([missing, missing, missing, missing]);
  });
});

describe('a missing answer is repeated only where an earlier attempt had none either', () => {
  const retry = (part: Omit<Retry, 'waitedMs'>): Retry => ({ waitedMs: 200, ...part });
  const retried = (retries: readonly Retry[]) =>
    [
      failedWith(reset, retries),
      answeredWith(inventResponse({ status: 206, framing: { truncated: reset } }), retries),
      answeredWith(inventResponse({ status: 500 }), retries),
      answeredWith(inventResponse({ status: 503 }), retries),
    ].map((exchange) => {
      const classified = classifyExchange('GET', exchange, 1000);
      return classified.kind === 'missing' && classified.repeated;
    });

  test.each<[string, Retry[], [failed: boolean, cut: boolean, status500: boolean, status503: boolean]]>([
    ['never', [], [false, false, false, false]],
    ['a failed transport', [retry({ reason: 'transport', failure: reset })], [true, true, true, true]],
    ['a status of 500', [retry({ reason: 'status', status: 500 })], [true, true, true, true]],
    ['a status of 599', [retry({ reason: 'status', status: 599 })], [true, true, true, true]],
    ['a status below 500', [retry({ reason: 'status', status: 499 })], [false, false, false, false]],
    ['a status of 429, which is throttling', [retry({ reason: 'status', status: 429 })], [false, false, false, false]],
    [
      'a status of 503, which may be throttling',
      [retry({ reason: 'status', status: 503 })],
      [false, false, false, true],
    ],
    ['a status that is not told', [retry({ reason: 'status' })], [false, false, false, false]],
    ['an idle connection that was closed', [retry({ reason: 'stale-connection' })], [false, false, false, false]],
    [
      'an idle connection that was closed, whatever stands beside it',
      [retry({ reason: 'stale-connection', status: 500, failure: reset })],
      [false, false, false, false],
    ],
    [
      'a connection that could not be made',
      [retry({ reason: 'transport', failure: { ...reset, phase: 'connect', code: 'timeout' } })],
      [false, false, false, false],
    ],
    [
      'a TLS handshake that failed',
      [retry({ reason: 'transport', failure: { ...reset, phase: 'tls' } })],
      [false, false, false, false],
    ],
    [
      'one of several',
      [retry({ reason: 'stale-connection' }), retry({ reason: 'status', status: 429 }), retry({ reason: 'transport' })],
      [true, true, true, true],
    ],
  ])('%s', (_, retries, repeated) => {
    expect(retried(retries)).toEqual(repeated);
  });
});

test.each([
  ['x-oss-multi-range-behavior', true],
  ['X-OSS-Multi-Range-Behavior', true],
  ['x-oss-range-behavior', false],
] as const)('a request with the field %s asks for parts: %s', (name, expected) => {
  const exchange = answeredWith(inventResponse({ status: 206 }));
  const asking = {
    ...exchange,
    request: { ...exchange.request, headers: [['Host', 'x'] as const, [name, 'x'] as const] },
  };
  const classified = classifyExchange('GET', asking, 1000);
  expect(classified.kind === 'answered' && classified.answer.asksForParts()).toBe(expected);
});

test.each(['connect', 'tls'] as const)(
  'a request that was never sent has no missing answer, however often it failed: %s',
  (phase) => {
    const failure: TransportFailure = { phase, code: 'timeout', message: 'no connection within 1000 ms' };
    const retries: Retry[] = [{ reason: 'transport', failure: reset, waitedMs: 200 }];
    const classified = classifyExchange('GET', failedWith(failure, retries), 1000);
    expect([classified.kind, classified.kind === 'missing' && classified.repeated]).toEqual(['missing', false]);
  },
);

describe('a transport failure reads as a sentence', () => {
  test.each([
    ['refused', 'connection refused'],
    ['reset', 'connection reset'],
    ['closed', 'connection closed'],
    ['timeout', 'time-out'],
    ['dns', 'the name does not resolve'],
    ['tls', 'TLS failed'],
    ['malformed', 'the answer is not HTTP'],
    ['too-large', 'the body does not end'],
    ['other', 'transport failed'],
  ] as const)('%s', (code, words) => {
    expect(failureInWords({ phase: 'connect', code, message: 'm' })).toBe(`${words} while connecting (m)`);
  });

  test.each([
    ['connect', 'while connecting'],
    ['tls', 'in the TLS handshake'],
    ['first-byte', 'before the first byte of the answer'],
    ['headers', 'within the header of the answer'],
    ['body', 'within the body'],
  ] as const)('%s', (phase, words) => {
    expect(failureInWords({ phase, code: 'other', message: 'm' })).toBe(`transport failed ${words} (m)`);
  });
});

test('a proxy that fails, and fails again, tells nothing about the target', () => {
  const failure: TransportFailure = { phase: 'connect', code: 'proxy', message: 'http://proxy.test answered 502' };
  const retries: Retry[] = [{ reason: 'transport', failure, waitedMs: 0 }];
  expect(classifyExchange('GET', failedWith(failure, retries), 1000)).toEqual({
    kind: 'limited',
    cause: { kind: 'transport', message: 'the proxy failed while connecting (http://proxy.test answered 502)' },
    words: 'the proxy failed while connecting (http://proxy.test answered 502)',
  });
});
