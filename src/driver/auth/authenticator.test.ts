import { expect, test } from 'vitest';
import type { AuthScheme } from '../../spec/model/auth-scheme.js';
import { SuiteError } from '../../suite-error.js';
import { createAuthenticator } from './authenticator.js';
import type { SignableRequest } from './signable-request.js';

const credentials = { accessKeyId: 'ak', accessKeySecret: 'sk', securityToken: 'token' };
const clock = () => new Date('2023-12-16T16:20:57Z');
const request: SignableRequest = {
  method: 'GET',
  bucket: 'examplebucket',
  key: 'exampleobject',
  query: [],
  headers: [
    ['Range', 'bytes=500-2000'],
    ['x-oss-range-behavior', 'standard'],
  ],
};

const locate = () => ({ host: 'localhost', path: '/examplebucket/exampleobject' });
const common = { credentials, region: 'cn-hangzhou', locate, clock };

async function fieldsFor(scheme: AuthScheme) {
  const { headers, query } = await createAuthenticator({ ...common, scheme })(request);
  expect(query).toEqual([]);
  return headers;
}

test('oss-v4 adds the payload hash, the date, the token and the authorization', async () => {
  expect(await fieldsFor('oss-v4')).toMatchInlineSnapshot(`
    [
      [
        "x-oss-content-sha256",
        "UNSIGNED-PAYLOAD",
      ],
      [
        "x-oss-date",
        "20231216T162057Z",
      ],
      [
        "x-oss-security-token",
        "token",
      ],
      [
        "Authorization",
        "OSS4-HMAC-SHA256 Credential=ak/20231216/cn-hangzhou/oss/aliyun_v4_request,Signature=07ea5af369e74286125b7605cc0fa949facf70073f709a9a5dad9ce056c96fa5",
      ],
    ]
  `);
});

test('oss-v1 adds the date, the token and the authorization', async () => {
  expect(await fieldsFor('oss-v1')).toMatchInlineSnapshot(`
    [
      [
        "Date",
        "Sat, 16 Dec 2023 16:20:57 GMT",
      ],
      [
        "x-oss-security-token",
        "token",
      ],
      [
        "Authorization",
        "OSS ak:ivCEEvgZZHYUdQS7SAnfamAaLcs=",
      ],
    ]
  `);
});

test('anonymous adds nothing, even where there are credentials', async () => {
  expect(await fieldsFor('anonymous')).toEqual([]);
});

test('a date that the request carries is neither sent twice nor replaced, and the signature is of that moment', async () => {
  const signedAt = (moment: string) =>
    createAuthenticator({ ...common, scheme: 'oss-v4', clock: () => new Date(moment) });
  const { headers: expected } = await signedAt('2020-01-02T03:04:05Z')(request);
  const own = { ...request, headers: [...request.headers, ['x-oss-date', '20200102T030405Z'] as const] };
  expect((await signedAt('2023-12-16T16:20:57Z')(own)).headers).toEqual(
    expected.filter(([name]) => name !== 'x-oss-date'),
  );
});

test('every request is signed at the time of the clock', async () => {
  const moments = ['2023-12-16T23:59:59Z', '2023-12-17T00:00:00Z'];
  const clockOf = () => new Date(moments.shift()!);
  const authenticate = createAuthenticator({ ...common, scheme: 'oss-v4', clock: clockOf });
  const proofs = [await authenticate(request), await authenticate(request)];
  const scopes = proofs.map(({ headers }) => /\d{8}(?=\/)/.exec(headers.at(-1)![1])?.[0]);
  expect(scopes).toEqual(['20231216', '20231217']);
});

test('without a clock the wall clock is used', async () => {
  const before = Date.now();
  const { headers } = await createAuthenticator({ scheme: 'oss-v1', credentials, region: '', locate })(request);
  const signed = Date.parse(headers.find(([name]) => name === 'Date')![1]);
  expect(signed).toBeGreaterThanOrEqual(before - 1000);
  expect(signed).toBeLessThanOrEqual(Date.now());
});

test('the kept signing keys never serve another secret, however many there are', async () => {
  const signWith = async (accessKeySecret: string) =>
    JSON.stringify(
      await createAuthenticator({ ...common, scheme: 'oss-v4', credentials: { ...credentials, accessKeySecret } })(
        request,
      ),
    );
  const secrets = Array.from({ length: 40 }, (_, index) => `secret-${index}`);
  const first = await Promise.all(secrets.map(signWith));
  expect(new Set(first).size).toBe(secrets.length);
  expect(await Promise.all(secrets.map(signWith))).toEqual(first);
});

test.for(['oss-v4', 'oss-v1', 'aws-v4'] as const)(
  '%s without credentials is refused when it is made, not at the first request',
  (scheme) => {
    for (const missing of [undefined, null]) {
      expect(() => createAuthenticator({ ...common, scheme, credentials: missing })).toThrow(
        new SuiteError('credentials-missing', `${scheme} needs an access key, but there is none`, {
          hint: 'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or use --auth anonymous',
        }),
      );
    }
  },
);
