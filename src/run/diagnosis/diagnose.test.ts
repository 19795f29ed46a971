import { describe, expect, it } from 'vitest';
import type { Target } from '../../driver/target/target.js';
import type { Exchange, ExchangeResult, TransportFailure } from '../../exchange/exchange.js';
import { diagnose } from './diagnose.js';

const target: Target = {
  name: 'store',
  endpoint: new URL('http://127.0.0.1:9000'),
  bucket: 'b-1',
  region: 'cn-hangzhou',
  addressing: 'path',
  auth: 'oss-v4',
  credentials: null,
  capabilities: {},
};

function exchange(result: ExchangeResult, method = 'PUT'): Exchange {
  return {
    request: { method, url: 'http://127.0.0.1:9000/b-1/k', headers: [], bodyLength: 1 },
    result,
    retries: [],
    durationMs: 1,
  };
}

function answered(status: number, code: string, method = 'PUT', message = 'm'): Exchange {
  const text = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  const prefix = code === '' ? new Uint8Array() : Buffer.from(text);
  return exchange(
    {
      kind: 'response',
      response: {
        status,
        reason: '',
        httpVersion: '1.1',
        headers: [],
        body: { length: prefix.length, place: { kind: 'empty' }, prefix },
        framing: { delimitedBy: 'content-length', extraBytes: 0, extraPrefix: new Uint8Array(), truncated: null },
      },
    },
    method,
  );
}

const failed = (code: TransportFailure['code'], message: string): Exchange =>
  exchange({ kind: 'failure', failure: { phase: 'connect', code, message } });

describe('a target that cannot be used is told apart by what to fix', () => {
  it.each([
    [
      failed('refused', 'connect ECONNREFUSED'),
      'endpoint-unreachable',
      'http://127.0.0.1:9000 cannot be reached: connection refused while connecting (connect ECONNREFUSED)',
      'start the server',
    ],
    [failed('dns', 'getaddrinfo ENOTFOUND'), 'endpoint-unreachable', 'does not resolve', 'correct --endpoint'],
    [failed('timeout', 'no answer'), 'endpoint-unreachable', 'time-out', '--timeout'],
    [
      answered(404, 'NoSuchBucket'),
      'bucket-missing',
      'bucket b-1 does not exist at http://127.0.0.1:9000',
      '--create-bucket',
    ],
    [
      answered(403, 'SignatureDoesNotMatch'),
      'endpoint-refused',
      'rejects the signature',
      'OSS_ACCESS_KEY_SECRET does not belong to OSS_ACCESS_KEY_ID',
    ],
    [answered(403, 'InvalidAccessKeyId'), 'endpoint-refused', 'does not know the access key', 'OSS_ACCESS_KEY_ID'],
    [answered(403, 'RequestTimeTooSkewed'), 'endpoint-refused', 'differ by more than 15 minutes', 'NTP'],
    [
      answered(403, 'SecondLevelDomainForbidden'),
      'endpoint-refused',
      'refuses path-style requests',
      '--addressing virtual',
    ],
    [
      answered(403, 'AccessDenied'),
      'endpoint-refused',
      'does not allow this user to PUT objects of bucket b-1',
      'oss:PutObject',
    ],
    [
      answered(403, 'AccessDenied', 'GET'),
      'endpoint-refused',
      'does not allow this user to GET objects of bucket b-1',
      'oss:GetObject',
    ],
    [answered(403, 'SecurityTokenExpired'), 'endpoint-refused', 'the security token has expired', 'OSS_SESSION_TOKEN'],
    [answered(400, 'ExpiredToken'), 'endpoint-refused', 'the session token has expired', 'OSS_SESSION_TOKEN'],
    [answered(403, 'InvalidSecurityToken'), 'endpoint-refused', 'rejects the security token', 'OSS_SESSION_TOKEN must'],
    [
      answered(403, 'AccessKeyIdAndSecurityTokenNotMatch'),
      'endpoint-refused',
      'rejects the security token',
      'must belong to OSS_ACCESS_KEY_ID',
    ],
    [
      answered(403, 'QuotaExceeded'),
      'endpoint-refused',
      'stores no more data for this account (403 QuotaExceeded)',
      'clean',
    ],
    [answered(507, ''), 'endpoint-refused', 'stores no more data for this account (507)', 'oss-range clean'],
    [answered(429, ''), 'endpoint-refused', 'throttles requests (429)', '--concurrency 1'],
    [answered(503, 'SlowDown'), 'endpoint-refused', 'throttles requests (503 SlowDown)', '--concurrency 1'],
    [answered(405, ''), 'object-upload-failed', 'PUT was answered 405', 'oss-range doctor'],
    [answered(500, 'InternalError'), 'object-upload-failed', 'PUT was answered 500 InternalError', 'oss-range doctor'],
  ] as const)('%#: %s', (given, code, message, hint) => {
    const error = diagnose(target, { exchange: given });
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });

  it('without credentials the missing permission asks for credentials', () => {
    const error = diagnose({ ...target, auth: 'anonymous' }, { exchange: answered(403, 'AccessDenied') });
    expect(error.hint).toBe(
      'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or name a public object: --object KEY; if the bucket is meant to be public, check its ACL and Block Public Access, which overrides it',
    );
    const unread = diagnose({ ...target, auth: 'anonymous' }, { exchange: answered(403, 'AccessDenied', 'GET') });
    expect(unread.hint).toBe(
      'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET; if the bucket is meant to be public, check its ACL and Block Public Access, which overrides it',
    );
  });

  it('to a target of S3 the variables of the AWS tools are named, too', () => {
    const error = diagnose({ ...target, auth: 'aws-v4' }, { exchange: answered(403, 'SignatureDoesNotMatch') });
    expect(error.hint).toContain('AWS_SECRET_ACCESS_KEY');
  });

  it('a region that the target names is handed on', () => {
    const refusal = answered(
      400,
      'AuthorizationHeaderMalformed',
      'PUT',
      "the region 'us-1' is wrong; expecting 'eu-2'",
    );
    expect(diagnose({ ...target, auth: 'aws-v4' }, { exchange: refusal }).hint).toBe('use --region eu-2');
    const silent = diagnose({ ...target, auth: 'aws-v4' }, { exchange: answered(400, 'AuthorizationHeaderMalformed') });
    expect(silent.hint).toBe('correct --region');
  });

  it('an object that does not come back as it was written is told so', () => {
    const cause = { kind: 'setup' as const, message: 'GET k: other bytes' };
    const error = diagnose(target, { exchange: answered(200, '', 'GET'), cause });
    expect(error.message).toBe('http://127.0.0.1:9000 does not return what was stored: GET k: other bytes');
  });
});
