import { describe, expect, it, test } from 'vitest';
import type { SignableRequest } from '../../driver/auth/signable-request.js';
import type { Target } from '../../driver/target/target.js';
import type { RowAuth } from '../../spec/model/table.js';
import { unsignable } from '../check/row-applicability.js';
import { signRow } from './row-signature.js';

const target: Target = {
  name: 'a target',
  endpoint: new URL('http://127.0.0.1:9000'),
  bucket: 'examplebucket',
  region: 'cn-hangzhou',
  addressing: 'path',
  auth: 'oss-v4',
  credentials: { accessKeyId: 'ak', accessKeySecret: 'sk' },
  capabilities: {},
};
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
const at = new Date(1702743657000);
const sign = (auth: RowAuth, asked = request) => signRow(auth, asked, target, at);
const names = (fields: readonly (readonly [string, unknown])[]): string[] => fields.map(([name]) => name);
const signatureOf = async (auth: RowAuth): Promise<unknown> => {
  const { headers, query } = await sign(auth);
  const inQuery = query.find(([name]) => /^(?:x-oss-)?signature$/i.test(name))?.[1];
  return inQuery ?? headers.find(([name]) => name === 'Authorization')?.[1];
};

describe('a signature covers what a row says', () => {
  it('the mode header unless it is unsigned, Range only where it is additional', async () => {
    const plain = await signatureOf({ by: 'header-v4' });
    // The vector of the range request X-1, computed apart from this code.
    expect(plain).toContain('13bab7d08adc8f57e243cc128c6e7f7decef7132228e33730d5722c36d0399b0');
    expect(await signatureOf({ by: 'header-v4', unsigned: ['X-Oss-Range-Behavior'] })).toContain(
      '95765e3cb0d74896d6afc8f882577366c7d6fbf006d64efddd43523257b2ee92',
    );
    expect(await signatureOf({ by: 'header-v4', additional: ['Range'] })).toContain('AdditionalHeaders=range,');
    expect(await signatureOf({ by: 'header-v4', unsent: ['x-oss-range-behavior'] })).toBe(plain);
  });

  it('in the URL likewise', async () => {
    const plain = await signatureOf({ by: 'url-v1' });
    expect(await signatureOf({ by: 'url-v1', unsigned: ['x-oss-range-behavior'] })).not.toBe(plain);
    expect(await signatureOf({ by: 'url-v1', unsent: ['Range'] })).toBe(plain);
    expect(await signatureOf({ by: 'url-v4', additional: ['Range'] })).not.toBe(await signatureOf({ by: 'url-v4' }));
  });
});

describe('a signature is wrong where a row wants it wrong', () => {
  it.each(['header-v4', 'header-v1', 'url-v4', 'url-v1'] as const)('%s: by another secret or method', async (by) => {
    const right = await signatureOf({ by });
    expect(await signatureOf({ by, secret: 'another' })).not.toBe(right);
    expect(await signatureOf({ by, method: 'HEAD' })).not.toBe(right);
    expect(await signatureOf({ by, method: 'GET' })).toBe(right);
  });

  it('is none where the caller has no permission', async () => {
    expect(await sign({ by: 'without-permission' })).toEqual({ headers: request.headers, query: [] });
    expect(unsignable({ by: 'without-permission' }, { ...target, credentials: null })).toBeNull();
  });
});

test('what is sent is what a row says, whatever is signed', async () => {
  const sent = async (auth: RowAuth) => {
    const { headers, query } = await sign(auth, { ...request, query: [['acl', null]] });
    return [names(headers), names(query)];
  };
  const fields = ['Range', 'x-oss-range-behavior'];
  const v1 = ['acl', 'OSSAccessKeyId', 'Expires', 'Signature'];
  expect({
    anonymous: await sent({ by: 'anonymous', unsent: ['range'] }),
    urlV1: await sent({ by: 'url-v1', unsigned: fields }),
    urlV4: await sent({ by: 'url-v4', unsent: fields }),
    headerV1: await sent({ by: 'header-v1' }),
    both: await sent({ by: 'url-and-header-v1' }),
  }).toEqual({
    anonymous: [['x-oss-range-behavior'], ['acl']],
    urlV1: [fields, v1],
    urlV4: [
      [],
      ['acl', 'x-oss-signature-version', 'x-oss-credential', 'x-oss-date', 'x-oss-expires', 'x-oss-signature'],
    ],
    headerV1: [[...fields, 'Date', 'Authorization'], ['acl']],
    both: [[...fields, 'Date', 'Authorization'], v1],
  });
});

test('a row that needs a signature is asked only where one can be made', () => {
  const anonymous: Target = { ...target, auth: 'anonymous', credentials: null };
  expect([
    unsignable({ by: 'url-v1' }, target),
    unsignable({ by: 'anonymous' }, anonymous),
    unsignable({ by: 'url-v1' }, anonymous),
    unsignable({ by: 'header-v4' }, { ...target, region: '' }),
    unsignable({ by: 'header-v1' }, { ...target, region: '' }),
  ]).toEqual([
    null,
    null,
    'the row signs its request, but there is no access key',
    'the row needs a region for its V4 signature, but none is set',
    null,
  ]);
});
