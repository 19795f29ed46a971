import { describe, expect, test } from 'vitest';
import type { QueryParameter } from '../../driver/auth/signable-request.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { OssError } from '../wire/oss-error.js';
import { authenticate } from './authenticate.js';
import type { SignedRequest } from './signed-request.js';

/*
 * Signatures that the signer of the vendor's Go SDK v1 made (version 3.0.2, commit b6e0a2a, `signHeader` and `signURL` in
 * `oss/auth.go` and `oss/conn.go`, run with this date). ossutil 1 signs with the same code.
 */
const date = 'Sat, 16 Dec 2023 16:20:57 GMT';
const context = {
  credentials: [{ accessKeyId: 'ak', accessKeySecret: 'sk' }],
  region: 'cn-hangzhou',
  now: new Date(date),
};
const scope = 'Credential=ak/20231216/cn-hangzhou/oss/aliyun_v4_request';
const v4 = `OSS4-HMAC-SHA256 ${scope},Signature=f19373340172c1b1f1d669967aab65ebc19a99714ca5224e2c19fdaddb1db60b`;
const v4WithRange = `OSS4-HMAC-SHA256 ${scope},AdditionalHeaders=range,Signature=9951827d3a1b6584f57dbed566a5997a346f2b9cfaecc53d5f24c8c9eef70aa4`;
const v2 = 'OSS2 AccessKeyId:ak,Signature://Bm6KsIo6idwKQofksxDfxzG271dG0P5jk9DXebzh8=';
const v2WithRange =
  'OSS2 AccessKeyId:ak,AdditionalHeaders:range,Signature:/49YVluOSGPLVdKSriYi8Uvug8PtxZX3woYXNzelRQU=';
const v1 = 'OSS ak:ZpyrDToGi2PVgQy8WchFBViW1bk=';

interface Signed {
  readonly authorization?: string;
  readonly date?: readonly HeaderField[];
  readonly range?: string;
  readonly query?: readonly QueryParameter[];
}

function sent(signed: Signed): SignedRequest {
  const { authorization, range = 'bytes=0-9', query = [] } = signed;
  const dated = signed.date ?? [['Date', date]];
  const proof: HeaderField[] = authorization === undefined ? [] : [['Authorization', authorization]];
  const isV4 = authorization?.startsWith('OSS4') === true;
  return {
    method: 'GET',
    bucket: 'examplebucket',
    key: 'dir/a b.txt',
    path: '/dir/a%20b.txt',
    query: [['versionId', 'v1'], ...query],
    headers: [
      ['Range', range],
      ['x-oss-range-behavior', 'standard'],
      ...(isV4 ? [['x-oss-content-sha256', 'UNSIGNED-PAYLOAD'] as const] : []),
      ...dated,
      ...proof,
    ],
  };
}

function outcome(signed: Signed, now = context.now): string {
  try {
    const identity = authenticate(sent(signed), { ...context, now });
    return identity.kind === 'known' ? identity.accessKeyId : identity.kind;
  } catch (error) {
    if (error instanceof OssError)
      return `${error.status} ${error.code}${error.ec === undefined ? '' : ` ${error.ec}`}`;
    throw error;
  }
}

const later = (minutes: number): Date => new Date(context.now.getTime() + minutes * 60_000);

test.each([
  ['V4 with Date alone', v4],
  ['V4 with Date alone, Range covered', v4WithRange],
  ['V2', v2],
  ['V2, Range covered', v2WithRange],
  ['V1', v1],
])('%s: the signature of Go SDK v1 is taken, 15 minutes long, and no other', (_, authorization) => {
  expect(outcome({ authorization })).toBe('ak');
  expect([-15, 15].map((minutes) => outcome({ authorization }, later(minutes)))).toEqual(['ak', 'ak']);
  expect(outcome({ authorization }, later(16))).toBe('403 RequestTimeTooSkewed 0002-00000504');
  const another = 'Sat, 16 Dec 2023 16:20:58 GMT';
  expect(outcome({ authorization, date: [['Date', another]] })).toMatch(/^403 SignatureDoesNotMatch/);
});

test('Range is covered where the signature says so, and only there', () => {
  const changed = (authorization: string) => outcome({ authorization, range: 'bytes=0-8' });
  expect([v4, v2, v1].map(changed)).toEqual(['ak', 'ak', 'ak']);
  expect([v4WithRange, v2WithRange].map(changed)).toEqual([
    '403 SignatureDoesNotMatch 0002-00000201',
    '403 SignatureDoesNotMatch 0002-00000101',
  ]);
});

describe('each date has the form of its field', () => {
  const iso = '20231216T162057Z';
  test.for<[what: string, authorization: string, date: readonly HeaderField[], expected: string]>([
    ['V4, no date', v4, [], '403 AccessDenied 0002-00000503'],
    ['V4, Date in the form of x-oss-date', v4, [['Date', iso]], '403 AccessDenied 0002-00000502'],
    ['V4, x-oss-date in the form of Date', v4, [['x-oss-date', date]], '403 AccessDenied 0002-00000502'],
    [
      'V4, a Date of another day than the scope',
      v4,
      [['Date', 'Sun, 17 Dec 2023 00:00:00 GMT']],
      '400 InvalidArgument',
    ],
    [
      'V4, x-oss-date before Date',
      v4,
      [
        ['Date', date],
        ['x-oss-date', iso],
      ],
      '403 SignatureDoesNotMatch 0002-00000201',
    ],
    ['V2, no date', v2, [], '403 AccessDenied 0002-00000503'],
    ['V2, a date of another form', v2, [['Date', iso]], '403 AccessDenied 0002-00000502'],
    ['V1, no date', v1, [], '403 AccessDenied 0002-00000503'],
    ['V1, a date of another form', v1, [['Date', iso]], '403 AccessDenied 0002-00000502'],
    // The vendor's page on 0002-00000503 shows this form under V1: it is read, and another date than was signed.
    ['V1, x-oss-date in its form', v1, [['x-oss-date', iso]], '403 SignatureDoesNotMatch'],
  ])('%s', ([, authorization, dates, expected]) => {
    expect(outcome({ authorization, date: dates })).toBe(expected);
  });
});

describe('a V2 signature', () => {
  const url: QueryParameter[] = [
    ['x-oss-access-key-id', 'ak'],
    ['x-oss-expires', '1702744257'],
    ['x-oss-signature', 'OeXTDlTuvuaY+gGYA8q9NO+9AEt6e/ViaslEM344Ybc='],
    ['x-oss-signature-version', 'OSS2'],
  ];
  const read = (query: readonly QueryParameter[], at = context.now) => outcome({ query, date: [] }, at);

  test('in a URL is good until its end', () => {
    expect([read(url), read(url, later(10)), read(url, later(11))]).toEqual([
      'ak',
      'ak',
      '403 AccessDenied 0002-00000069',
    ]);
  });

  test('in a URL covers every parameter, and each of its own is needed', () => {
    expect(read([...url, ['acl', null]])).toBe('403 SignatureDoesNotMatch 0002-00000101');
    const without = (name: string) => read(url.filter(([own]) => own !== name));
    expect(['x-oss-access-key-id', 'x-oss-expires', 'x-oss-signature'].map(without)).toEqual(
      Array.from({ length: 3 }, () => '400 InvalidArgument'),
    );
    expect(read(url.map(([name, value]) => [name, name === 'x-oss-expires' ? 'never' : value]))).toBe(
      '403 AccessDenied 0002-00000502',
    );
  });

  test.each([
    ['of nobody known', v2.replace(':ak', ':x'), '403 InvalidAccessKeyId 0002-00000902'],
    ['without its signature', 'OSS2 AccessKeyId:ak', '400 InvalidArgument'],
  ])('%s is refused', (_, authorization, expected) => {
    expect(outcome({ authorization })).toBe(expected);
  });
});
