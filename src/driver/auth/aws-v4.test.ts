import { describe, expect, test } from 'vitest';
import { type AwsVector, awsVectors } from '../../testing/readers/aws-vectors.js';
import { createAwsSigner } from './aws-v4.js';
import type { SignableRequest } from './signable-request.js';

const { credentials, region, at, host, bucket, vectors } = awsVectors;
const signer = createAwsSigner({ credentials, region });

const requestOf = ({ method, key, query, headers }: AwsVector): SignableRequest => ({
  method,
  bucket,
  key,
  query,
  headers,
});

const signingOf = ({ path, additionalHeaders }: AwsVector) => ({ host, path, at: new Date(at), additionalHeaders });

/** The signer of the AWS SDK drops Date before it signs, which one example covers. */
const signable = vectors.filter(({ additionalHeaders }) => !additionalHeaders.includes('date'));

describe('every published signature that does not cover Date is reproduced', () => {
  test.for(signable.filter(({ kind }) => kind === 'header'))('$id', async (vector) => {
    const scope = '20130524/us-east-1/s3/aws4_request';
    expect(await signer.signHeader(requestOf(vector), signingOf(vector))).toEqual([
      ['x-amz-date', '20130524T000000Z'],
      [
        'Authorization',
        `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${vector.signedHeaders}, Signature=${vector.signature}`,
      ],
    ]);
  });

  test.for(signable.filter(({ kind }) => kind === 'query'))('$id', async (vector) => {
    expect(await signer.presign(requestOf(vector), signingOf(vector), vector.expiresInSeconds!)).toEqual([
      ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
      ['X-Amz-Credential', `${credentials.accessKeyId}/20130524/us-east-1/s3/aws4_request`],
      ['X-Amz-Date', '20130524T000000Z'],
      ['X-Amz-Expires', '86400'],
      ['X-Amz-SignedHeaders', vector.signedHeaders],
      ['X-Amz-Signature', vector.signature],
    ]);
  });
});

describe('of a request of the suite', () => {
  const request: SignableRequest = {
    method: 'GET',
    bucket,
    key: 'key',
    query: [['uploads', null]],
    headers: [
      ['Range', 'bytes=0-1'],
      ['Range', 'bytes=  2-3'],
      ['If-Match', '"x"'],
      ['x-oss-range-behavior', 'standard'],
      ['Content-Type', 'text/plain'],
      ['x-amz-meta-a', Buffer.from('é中', 'utf8').toString('latin1')],
    ],
  };
  const line = { host: 'h', path: '/bucket/key', at: new Date(at) };
  const covered = 'content-type;host;x-amz-meta-a';

  test('the mode header, the type and every field of S3 is covered, Range and conditions are not', async () => {
    const fields = new Map(await signer.signHeader(request, line));
    expect(fields.get('x-amz-content-sha256')).toBe('UNSIGNED-PAYLOAD');
    expect(fields.get('Authorization')).toContain(
      'SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-meta-a;x-oss-range-behavior,',
    );
    const parameters = new Map(await signer.presign(request, line, 60));
    expect(parameters.get('X-Amz-SignedHeaders')).toBe(`${covered};x-oss-range-behavior`);
  });

  test('what is covered changes the signature, and nothing else does', async () => {
    const signatureOf = async (changed: Partial<SignableRequest>, part: Partial<typeof line> = {}): Promise<string> =>
      (await signer.signHeader({ ...request, ...changed }, { ...line, ...part })).at(-1)![1].split('Signature=')[1]!;
    const without = (name: string) => ({ headers: request.headers.filter(([field]) => field !== name) });
    const plain = await signatureOf({});
    expect(await Promise.all([signatureOf(without('Range')), signatureOf(without('If-Match'))])).toEqual([
      plain,
      plain,
    ]);
    const others = await Promise.all([
      signatureOf(without('x-oss-range-behavior')),
      signatureOf(without('Content-Type')),
      signatureOf(without('x-amz-meta-a')),
      signatureOf({ method: 'PUT' }),
      signatureOf({ query: [] }),
      signatureOf({}, { path: '/key' }),
      signatureOf({}, { host: 'bucket.h' }),
      signatureOf({}, { at: new Date(Date.parse(at) + 1000) }),
    ]);
    expect(new Set([plain, ...others]).size).toBe(9);
  });

  test('a session token is sent and covered', async () => {
    const temporary = createAwsSigner({ credentials: { ...credentials, securityToken: 'the/token==' }, region });
    const fields = new Map(await temporary.signHeader(request, line));
    expect(fields.get('x-amz-security-token')).toBe('the/token==');
    expect(fields.get('Authorization')).toMatch(/SignedHeaders=[^,]*;x-amz-security-token;/);
    expect(new Map(await temporary.presign(request, line, 60)).get('X-Amz-Security-Token')).toBe('the/token==');
  });
});
