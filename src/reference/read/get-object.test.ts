import { describe, expect, test } from 'vitest';
import type { QueryParameter } from '../../driver/auth/signable-request.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { KeptObject } from '../objects/store.js';
import type { EndpointResponse } from '../server/answer.js';
import { fieldValue } from '../server/storage-request.js';
import { defaultChoices, type UnsettledChoices } from '../server/unsettled.js';
import { OssError } from '../wire/oss-error.js';
import { getObject } from './get-object.js';

const object: KeptObject = {
  key: 'a',
  body: Buffer.from('0123456789'),
  md5: Buffer.from('00112233445566778899aabbccddeeff', 'hex'),
  crc64: '42',
  lastModified: Date.UTC(2019, 9, 18, 8),
  headers: [
    ['Content-Type', 'text/plain'],
    ['Cache-Control', 'no-cache'],
    ['x-oss-meta-a', 'b'],
  ],
};

interface Ask {
  readonly method?: string;
  readonly range?: string;
  readonly headers?: readonly HeaderField[];
  readonly query?: readonly QueryParameter[];
  readonly choices?: Partial<UnsettledChoices>;
  readonly anonymous?: boolean;
  readonly host?: string;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function get(ask: Ask): EndpointResponse {
  const { method = 'GET', host = 'localhost', range, headers = [], query = [], choices = {}, anonymous = false } = ask;
  const all: readonly HeaderField[] = range === undefined ? headers : [['Range', range], ...headers];
  const request = { method, host, path: '/bucket/a', query, headers: all, body: nothing() };
  return getObject(request, object, { choices: { ...defaultChoices, ...choices }, anonymous });
}

function refusal(ask: Ask): OssError {
  try {
    get(ask);
  } catch (error) {
    if (error instanceof OssError) return error;
  }
  throw new Error('not refused');
}

const standard: HeaderField = ['x-oss-range-behavior', 'standard'];

test('a whole object carries everything that is known of it', () => {
  const { status, headers, body } = get({});
  expect([status, body.map(String), headers.map((field) => field.join(': '))]).toMatchInlineSnapshot(`
    [
      200,
      [
        "0123456789",
      ],
      [
        "Content-Length: 10",
        "Accept-Ranges: bytes",
        "ETag: "00112233445566778899AABBCCDDEEFF"",
        "Last-Modified: Fri, 18 Oct 2019 08:00:00 GMT",
        "x-oss-object-type: Normal",
        "x-oss-hash-crc64ecma: 42",
        "x-oss-storage-class: Standard",
        "Content-MD5: ABEiM0RVZneImaq7zN3u/w==",
        "Content-Type: text/plain",
        "Cache-Control: no-cache",
        "x-oss-meta-a: b",
      ],
    ]
  `);
});

test('a slice is a view of the stored bytes, not a copy', () => {
  const { status, body } = get({ range: 'bytes=2-4' });
  expect([status, body.map(String), body.map(({ buffer }) => buffer === (object.body as Uint8Array).buffer)]).toEqual([
    206,
    ['234'],
    [true],
  ]);
});

test('a 304 has the validators and the type, and no length', () => {
  const { status, headers, body } = get({ headers: [['If-None-Match', '*']] });
  expect([status, headers.map(([name]) => name), body]).toEqual([
    304,
    [
      'Accept-Ranges',
      'ETag',
      'Last-Modified',
      'x-oss-object-type',
      'x-oss-hash-crc64ecma',
      'x-oss-storage-class',
      'Content-Type',
    ],
    [],
  ]);
});

describe('unsettled', () => {
  const summary = ({ status, headers, body }: EndpointResponse) => [
    status,
    fieldValue(headers, 'content-range'),
    Buffer.concat(body).toString(),
  ];

  test('headRange: HEAD with Range gives the fields of the whole object, or those of the GET', () => {
    const ask: Ask = { method: 'HEAD', range: 'bytes=0-1' };
    expect(get(ask).status).toBe(200);
    expect(summary(get({ ...ask, choices: { headRange: 'honoured' } }))).toEqual([206, 'bytes 0-1/10', '01']);
    const beyond: Ask = { method: 'HEAD', range: 'bytes=10-', headers: [standard], choices: { headRange: 'honoured' } };
    expect(refusal(beyond).code).toBe('InvalidRange');
  });

  test('ifRange: a validator that does not match is ignored, or gives the whole object', () => {
    const ask: Ask = { range: 'bytes=0-1', headers: [['If-Range', '"another"']] };
    expect(get(ask).status).toBe(206);
    expect(summary(get({ ...ask, choices: { ifRange: 'honoured' } }))).toEqual([200, undefined, '0123456789']);
    const matching: Ask = { range: 'bytes=0-1', headers: [['If-Range', '"00112233445566778899AABBCCDDEEFF"']] };
    expect(get({ ...matching, choices: { ifRange: 'honoured' } }).status).toBe(206);
  });

  test('contentRangeOf416: absent, or the length behind an asterisk', () => {
    const ask: Ask = { range: 'bytes=10-', headers: [standard] };
    expect(refusal(ask).headers).toEqual([]);
    expect(refusal({ ...ask, choices: { contentRangeOf416: 'present' } }).headers).toEqual([
      ['Content-Range', 'bytes */10'],
    ]);
  });

  test('contentMd5Of206: absent, or that of the whole object', () => {
    const md5 = (choices: Partial<UnsettledChoices>) =>
      fieldValue(get({ range: 'bytes=0-1', choices }).headers, 'content-md5');
    expect([md5({}), md5({ contentMd5Of206: 'present' })]).toEqual([undefined, 'ABEiM0RVZneImaq7zN3u/w==']);
  });

  test('overridesOf206: applied, or not', () => {
    const cache = (choices: Partial<UnsettledChoices>, range: string) =>
      fieldValue(get({ range, query: [['response-cache-control', 'x']], choices }).headers, 'cache-control');
    expect([cache({}, 'bytes=0-1'), cache({ overridesOf206: 'ignored' }, 'bytes=0-1')]).toEqual(['x', 'no-cache']);
    expect(cache({ overridesOf206: 'ignored' }, 'none')).toBe('x');
  });

  test('typeOverride: refused on domains of the vendor as it documents it, or everywhere', () => {
    const query: QueryParameter[] = [['response-content-type', 'text/x']];
    const refused = { code: 'InvalidRequest', status: 400 };
    for (const host of ['127.0.0.1:9000', 'cdn.example.com', 'bucket.aliyuncs.com.example']) {
      expect(fieldValue(get({ query, host }).headers, 'content-type')).toBe('text/x');
      expect(refusal({ query, host, choices: { typeOverride: 'refused' } })).toMatchObject(refused);
    }
    for (const host of ['b.oss-cn-hangzhou.aliyuncs.com', 'b.oss-cn-hangzhou-internal.AliyunCS.com:80'])
      expect(refusal({ query, host })).toMatchObject(refused);
  });

  test('headRange and ifRange: refused as fields that the operation does not know', () => {
    const unknown = (name: string) => ({ code: 'NotImplemented', status: 400, details: [['Header', name]] });
    const ifRange: HeaderField[] = [['If-Range', '"x"']];
    expect(refusal({ headers: ifRange, choices: { ifRange: 'refused' } })).toMatchObject(unknown('If-Range'));
    expect(refusal({ method: 'HEAD', range: 'bytes=0-1', choices: { headRange: 'refused' } })).toMatchObject(
      unknown('Range'),
    );
    expect(get({ range: 'bytes=0-1', choices: { headRange: 'refused' } }).status).toBe(206);
  });

  test('repeatedRange: whole ignores both lines', () => {
    const headers: HeaderField[] = [['Range', 'bytes=4-5']];
    const status = (choices: Partial<UnsettledChoices>) => get({ range: 'bytes=0-1', headers, choices }).status;
    expect([status({}), status({ repeatedRange: 'whole' })]).toEqual([206, 200]);
  });
});

describe('overrides', () => {
  test('replace the stored fields, and only those that are named', () => {
    const query: QueryParameter[] = [
      ['response-content-type', 'text/ü'],
      ['response-content-disposition', 'attachment; filename="a b"'],
      ['response-x', 'y'],
    ];
    const { headers } = get({ query });
    const shown = ['Content-Type', 'Cache-Control', 'Content-Disposition', 'x-oss-meta-a'];
    expect(headers.filter(([name]) => shown.includes(name))).toEqual([
      ['Cache-Control', 'no-cache'],
      ['x-oss-meta-a', 'b'],
      ['Content-Type', Buffer.from('text/ü').toString('latin1')],
      ['Content-Disposition', 'attachment; filename="a b"'],
    ]);
  });

  test('need a signature, and cannot carry a line of their own', () => {
    expect(refusal({ query: [['response-expires', 'x']], anonymous: true }).code).toBe('InvalidRequest');
    for (const value of ['x\r\nX-Evil: 1', 'x\n', '\0']) {
      expect(refusal({ query: [['response-expires', value]] }).code).toBe('InvalidArgument');
    }
  });
});
