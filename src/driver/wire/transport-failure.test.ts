import { describe, expect, test } from 'vitest';
import { type AttemptProgress, failureOfError } from './transport-failure.js';

const connecting: AttemptProgress = { phase: 'connect', head: '', bodyBytes: 0, declaredLength: null, peer: 'open' };
const error = (message: string, properties: object): Error => Object.assign(new Error(message), properties);

/** Errors as node and undici make them where a test cannot have the real thing on loopback. */
describe('errors that need a network beyond loopback', () => {
  test.each([
    [
      error('getaddrinfo ENOTFOUND bucket.test', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
      connecting,
      { phase: 'connect', code: 'dns', message: 'getaddrinfo ENOTFOUND bucket.test' },
    ],
    [
      error('getaddrinfo EAI_AGAIN bucket.test', { code: 'EAI_AGAIN', syscall: 'getaddrinfo' }),
      connecting,
      { phase: 'connect', code: 'dns', message: 'getaddrinfo EAI_AGAIN bucket.test' },
    ],
    [
      error('connect ETIMEDOUT 192.0.2.1:80', { code: 'ETIMEDOUT', syscall: 'connect' }),
      connecting,
      { phase: 'connect', code: 'timeout', message: 'connect ETIMEDOUT 192.0.2.1:80' },
    ],
    [
      error('connect EHOSTUNREACH 192.0.2.1:80', { code: 'EHOSTUNREACH', syscall: 'connect' }),
      connecting,
      { phase: 'connect', code: 'other', message: 'connect EHOSTUNREACH 192.0.2.1:80' },
    ],
    [
      Object.assign(
        new AggregateError([new Error('connect ECONNREFUSED ::1:80'), new Error('connect ECONNREFUSED 127.0.0.1:80')]),
        {
          code: 'ECONNREFUSED',
        },
      ),
      connecting,
      { phase: 'connect', code: 'refused', message: 'connect ECONNREFUSED ::1:80; connect ECONNREFUSED 127.0.0.1:80' },
    ],
    [
      error('unable to verify the first certificate', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
      { ...connecting, phase: 'tls' },
      {
        phase: 'tls',
        code: 'tls',
        message: 'the certificate is signed by an unknown authority: UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        certificate: 'unknown-authority',
      },
    ],
    [
      error('self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca', {
        code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      }),
      { ...connecting, phase: 'tls' },
      {
        phase: 'tls',
        code: 'tls',
        message: 'the certificate is self-signed: DEPTH_ZERO_SELF_SIGNED_CERT',
        certificate: 'self-signed',
      },
    ],
    [
      error('tlsv13 alert certificate required', { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' }),
      { ...connecting, phase: 'first-byte' },
      { phase: 'tls', code: 'tls', message: 'tlsv13 alert certificate required' },
    ],
    [
      error('write EPIPE', { code: 'EPIPE', syscall: 'write' }),
      { ...connecting, phase: 'first-byte' },
      { phase: 'first-byte', code: 'reset', message: 'the connection was reset before any byte of the answer' },
    ],
    [
      error('read ECONNRESET', { code: 'ECONNRESET', syscall: 'connect' }),
      connecting,
      { phase: 'connect', code: 'reset', message: 'the connection was reset while connecting' },
    ],
    [
      error('closed', { code: 'UND_ERR_SOCKET' }),
      { ...connecting, phase: 'body', bodyBytes: 3 },
      { phase: 'body', code: 'closed', message: 'the server closed the connection after 3 bytes of body' },
    ],
  ] as const)('%s', (cause, progress, failure) => {
    expect(failureOfError(cause, progress)).toEqual(failure);
  });
});

test('a message is one line, and never empty', () => {
  expect(failureOfError(new Error('one\r\n  two\n'), connecting).message).toBe('one two');
  expect(failureOfError(new RangeError(''), connecting).message).toBe('RangeError');
});
