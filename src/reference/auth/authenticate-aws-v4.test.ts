import { describe, expect, test } from 'vitest';
import type { QueryParameter } from '../../driver/auth/signable-request.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type AwsVector, awsVectors } from '../../testing/readers/aws-vectors.js';
import { OssError } from '../wire/oss-error.js';
import { authenticate } from './authenticate.js';
import type { SignedRequest } from './signed-request.js';

const { credentials, region, at, host, bucket, vectors } = awsVectors;
const context = { credentials: [credentials], region, now: new Date(at) };
const timestamp = '20130524T000000Z';
const scope = `${credentials.accessKeyId}/20130524/us-east-1/s3/aws4_request`;

/** An example of the documentation as it comes over the wire. */
function sent({ kind, method, key, path, query, headers, ...vector }: AwsVector): SignedRequest {
  const { signedHeaders, signature, expiresInSeconds } = vector;
  const proof = `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${signedHeaders},Signature=${signature}`;
  const inHeader: HeaderField[] = [
    ['x-amz-date', timestamp],
    ['Authorization', proof],
  ];
  const inQuery: QueryParameter[] = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', scope],
    ['X-Amz-Date', timestamp],
    ['X-Amz-Expires', String(expiresInSeconds)],
    ['X-Amz-SignedHeaders', signedHeaders],
    ['X-Amz-Signature', signature],
  ];
  return {
    method,
    bucket,
    key,
    path,
    query: kind === 'query' ? [...query, ...inQuery] : query,
    headers: [['Host', host], ...headers, ...(kind === 'query' ? [] : inHeader)],
  };
}

const example = (id: string): SignedRequest => sent(vectors.find((vector) => vector.id === id)!);

function outcome(request: SignedRequest, own: Partial<typeof context> = {}): string {
  try {
    const identity = authenticate(request, { ...context, ...own });
    return identity.kind === 'known' ? identity.accessKeyId : identity.kind;
  } catch (error) {
    if (error instanceof OssError) return `${error.status} ${error.code}`;
    throw error;
  }
}

const field = (request: SignedRequest, name: string, change: (value: string) => string | null): SignedRequest => ({
  ...request,
  headers: request.headers.flatMap(([own, value]): HeaderField[] => {
    const changed = own.toLowerCase() === name ? change(value) : value;
    return changed === null ? [] : [[own, changed]];
  }),
});

const parameter = (request: SignedRequest, name: string, change: (value: string) => string): SignedRequest => ({
  ...request,
  query: request.query.map(([own, value]) => [own, own === name ? change(value ?? '') : value]),
});

const withField = (request: SignedRequest, ...added: HeaderField[]): SignedRequest => ({
  ...request,
  headers: [...request.headers, ...added],
});

test.for(vectors)('the published example $id is accepted', (vector) => {
  expect(outcome(sent(vector))).toBe(credentials.accessKeyId);
});

const get = example('get-object');
const url = example('presigned-get');
const minutes = 60_000;
const later = (ms: number): Partial<typeof context> => ({ now: new Date(Date.parse(at) + ms) });

describe('what is not as it was signed is refused', () => {
  test.for<[what: string, request: SignedRequest, expected: string, own?: Partial<typeof context>]>([
    ['another range', field(get, 'range', () => 'bytes=0-8'), '403 SignatureDoesNotMatch'],
    ['another host', field(get, 'host', () => 'other'), '403 SignatureDoesNotMatch'],
    ['another path', { ...get, path: '/test.tx' }, '403 SignatureDoesNotMatch'],
    ['another method', { ...get, method: 'PUT' }, '403 SignatureDoesNotMatch'],
    ['another query', { ...get, query: [['a', null]] }, '403 SignatureDoesNotMatch'],
    ['another payload', field(get, 'x-amz-content-sha256', () => 'UNSIGNED-PAYLOAD'), '403 SignatureDoesNotMatch'],
    ['no payload hash', field(get, 'x-amz-content-sha256', () => null), '400 InvalidRequest'],
    ['a field of S3 that is not covered', withField(get, ['x-amz-meta-a', 'b']), '403 AccessDenied'],
    ['Host not covered', field(get, 'authorization', (v) => v.replace('host;', '')), '403 AccessDenied'],
    ['another region', get, '400 AuthorizationHeaderMalformed', { region: 'eu-1' }],
    [
      'another service',
      field(get, 'authorization', (v) => v.replace('/s3/', '/ec2/')),
      '400 AuthorizationHeaderMalformed',
    ],
    ['another day', field(get, 'x-amz-date', () => '20130525T000000Z'), '400 AuthorizationHeaderMalformed'],
    ['no date', field(get, 'x-amz-date', () => null), '400 AuthorizationHeaderMalformed'],
    [
      'no scope',
      field(get, 'authorization', (v) => v.replace('/aws4_request', '')),
      '400 AuthorizationHeaderMalformed',
    ],
    ['no signature', field(get, 'authorization', (v) => v.slice(0, -1)), '400 AuthorizationHeaderMalformed'],
    ['16 minutes later', get, '403 RequestTimeTooSkewed', later(16 * minutes)],
    ['another secret', get, '403 SignatureDoesNotMatch', { credentials: [{ ...credentials, accessKeySecret: 'x' }] }],
    ['nobody with that key', get, '403 InvalidAccessKeyId', { credentials: [] }],
    [
      'a key that needs a token',
      get,
      '403 InvalidAccessKeyId',
      { credentials: [{ ...credentials, securityToken: 't' }] },
    ],
    ['a URL of another object', { ...url, path: '/test.tx' }, '403 SignatureDoesNotMatch'],
    ['a URL that is good for longer', parameter(url, 'X-Amz-Expires', () => '86401'), '403 SignatureDoesNotMatch'],
    [
      'a URL that is good for eight days',
      parameter(url, 'X-Amz-Expires', () => '691200'),
      '400 AuthorizationQueryParametersError',
    ],
    [
      'a URL with another algorithm',
      parameter(url, 'X-Amz-Algorithm', () => 'x'),
      '400 AuthorizationQueryParametersError',
    ],
    ['a URL that is over', url, '403 AccessDenied', later(24 * 60 * minutes + 1000)],
    ['a URL of the future', url, '403 RequestTimeTooSkewed', later(-16 * minutes)],
    ['a URL and a header', { ...get, query: url.query }, '400 InvalidArgument'],
  ])('%s', ([, request, expected, own]) => {
    expect(outcome(request, own)).toBe(expected);
  });
});

test('names are sorted by themselves, not with their values', () => {
  const list = example('list-objects');
  const query: QueryParameter[] = [
    ['a-b', '1'],
    ['a', '2'],
  ];
  // Either order is the same request, and neither is the example.
  const refusals = [query, [...query].reverse()].map((each) => {
    try {
      authenticate({ ...list, query: each }, context);
    } catch (error) {
      return (error as OssError).details.find(([name]) => name === 'CanonicalRequest')?.[1].split('\n')[2];
    }
    return undefined;
  });
  expect(refusals).toEqual(['a=2&a-b=1', 'a=2&a-b=1']);
});
