import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signV1Header } from '../../driver/auth/v1/v1-header.js';
import { signV4Header } from '../../driver/auth/v4/v4-header.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type RawReply, rawRequest } from '../../testing/wire/raw-request.js';
import type { AccessControl } from '../objects/store.js';
import { createReferenceEndpoint, type ReferenceEndpoint } from './server.js';

let endpoint: ReferenceEndpoint;

function open(acl: AccessControl, memoryLimitBytes?: number): Promise<ReferenceEndpoint> {
  const limit = memoryLimitBytes === undefined ? {} : { memoryLimitBytes };
  return createReferenceEndpoint({ bucket: 'conformance', region: 'cn-hangzhou', credentials: [], acl, ...limit });
}

beforeAll(async () => {
  endpoint = await open('public-read-write');
});

afterAll(() => endpoint.close());

interface Ask {
  readonly body?: Uint8Array | string;
  readonly headers?: readonly HeaderField[];
  readonly of?: ReferenceEndpoint;
}

/** `GET /conformance/a`, sent as it stands. */
function ask(line: string, { body, headers = [], of = endpoint }: Ask = {}): Promise<RawReply> {
  const [method = '', target = ''] = line.split(' ');
  return rawRequest({ port: of.port, method, target, headers, ...(body === undefined ? {} : { body }) });
}

function element(reply: RawReply, name: string): string[] {
  return [...reply.body.toString().matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text!);
}

function refusal(reply: RawReply): readonly [number, string | undefined] {
  return [reply.status, element(reply, 'Code')[0]];
}

describe('PutObject', () => {
  test('keeps the body, its type, what it says of itself and its metadata', async () => {
    const sent: HeaderField[] = [
      ['Content-Type', 'text/x'],
      ['Cache-Control', 'no-store'],
      ['Content-Disposition', 'inline'],
      ['Content-Encoding', 'x'],
      ['Expires', 'never'],
      ['X-Oss-Meta-Name', 'Value'],
    ];
    const put = await ask('PUT /conformance/kept', { body: 'abc', headers: [...sent, ['User-Agent', 'x']] });
    const md5 = createHash('md5').update('abc').digest();
    expect([put.status, put.body.length, put.headers.etag, put.headers['content-md5']]).toEqual([
      200,
      0,
      `"${md5.toString('hex').toUpperCase()}"`,
      md5.toString('base64'),
    ]);
    const got = await ask('GET /conformance/kept');
    expect(got.body.toString()).toBe('abc');
    expect(sent.map(([name]) => got.headers[name.toLowerCase()])).toEqual(sent.map(([, value]) => value));
    expect(got.headers['user-agent']).toBeUndefined();
  });

  test('replaces what was there, type and all', async () => {
    await ask('PUT /conformance/twice', { body: 'first', headers: [['Content-Type', 'text/a']] });
    await ask('PUT /conformance/twice', { body: '2nd' });
    const got = await ask('GET /conformance/twice');
    expect([got.body.toString(), got.headers['content-type']]).toEqual(['2nd', 'application/octet-stream']);
  });

  test('takes a chunked body', async () => {
    const chunked: HeaderField = ['Transfer-Encoding', 'chunked'];
    expect((await ask('PUT /conformance/chunked', { body: 'abc', headers: [chunked] })).status).toBe(200);
    expect((await ask('GET /conformance/chunked')).body.toString()).toBe('abc');
  });

  test('refuses a body that is not what Content-MD5 says, and keeps the old object', async () => {
    await ask('PUT /conformance/digest', { body: 'old' });
    const md5 = createHash('md5').update('new').digest('base64');
    for (const value of [md5.replace(/^./, (char) => (char === 'A' ? 'B' : 'A')), 'x', '']) {
      const put = await ask('PUT /conformance/digest', { body: 'new', headers: [['Content-MD5', value]] });
      expect(refusal(put)).toEqual([400, 'InvalidDigest']);
    }
    expect((await ask('GET /conformance/digest')).body.toString()).toBe('old');
    expect((await ask('PUT /conformance/digest', { body: 'new', headers: [['Content-MD5', md5]] })).status).toBe(200);
  });

  test('keeps keys apart that a URL parser would merge', async () => {
    const keys = ['a/../b', 'b', 'a//b', 'a/b', 'a/./b', 'a+b', 'a%20b', 'a%2Bb', '%C3%BC', 'u%CC%88'];
    for (const key of keys) await ask(`PUT /conformance/keys/${key}`, { body: key });
    const bodies = await Promise.all(
      keys.map(async (key) => (await ask(`GET /conformance/keys/${key}`)).body.toString()),
    );
    // `a+b` and `a%2Bb` are the same key.
    expect(bodies).toEqual(keys.map((key) => (key === 'a+b' ? 'a%2Bb' : key)));
  });
});

test('DeleteObject forgets an object, and forgets it again', async () => {
  await ask('PUT /conformance/gone', { body: 'x' });
  const replies = [await ask('DELETE /conformance/gone'), await ask('DELETE /conformance/gone')];
  expect(replies.map(({ status, body, headers }) => [status, body.length, headers['content-length']])).toEqual([
    [204, 0, undefined],
    [204, 0, undefined],
  ]);
  expect(refusal(await ask('GET /conformance/gone'))).toEqual([404, 'NoSuchKey']);
});

test('a bucket is found in the path and in Host', async () => {
  const host: HeaderField = ['Host', `conformance.localhost:${endpoint.port}`];
  await ask('PUT /in-host', { body: 'x', headers: [host] });
  expect((await ask('GET /conformance/in-host')).body.toString()).toBe('x');
  const aliyun: HeaderField = ['Host', 'conformance.oss-cn-hangzhou.aliyuncs.com'];
  expect((await ask('GET /in-host', { headers: [aliyun] })).body.toString()).toBe('x');
  expect(element(await ask('GET /', { headers: [aliyun] }), 'Name')).toEqual(['conformance']);
  const absolute = await ask('GET http://conformance.localhost/in-host?x=1');
  expect(absolute.body.toString()).toBe('x');
});

test('a signature is made over bucket and key, whatever the addressing style', async () => {
  const credentials = { accessKeyId: 'ak', accessKeySecret: 'sk' };
  const of = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [credentials],
    acl: 'private',
  });
  const signable = { method: 'GET', bucket: 'conformance', key: 'a b', query: [], headers: [] };
  const signed = [
    signV4Header(signable, { credentials, region: 'cn-hangzhou', at: new Date() }),
    signV1Header(signable, { credentials, at: new Date() }),
  ];
  for (const headers of signed) {
    const host: HeaderField = ['Host', 'conformance.oss-cn-hangzhou.aliyuncs.com'];
    expect(refusal(await ask('GET /a%20b', { of, headers: [host, ...headers] }))).toEqual([404, 'NoSuchKey']);
    expect(refusal(await ask('GET /conformance/a%20b', { of, headers }))).toEqual([404, 'NoSuchKey']);
    expect(refusal(await ask('GET /conformance/b', { of, headers }))).toEqual([403, 'SignatureDoesNotMatch']);
  }
  await of.close();
});

describe('ListObjects', () => {
  beforeAll(async () => {
    for (const key of ['list/1', 'list/d/2', 'list/%01%3C%26']) await ask(`PUT /conformance/${key}`, { body: key });
  });

  test('lists as the document of GetBucket prints it', async () => {
    const reply = await ask('GET /conformance?prefix=list/&delimiter=/&max-keys=2');
    const text = reply.body
      .toString()
      .replace(/(<LastModified>)[^<]*/, '$1varies')
      .replace(/(<LastModified>)2[^<]*/, '$1varies')
      .replace('\x01', '(U+0001)');
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'application/xml']);
    expect(text).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <ListBucketResult>
        <Name>conformance</Name>
        <Prefix>list/</Prefix>
        <Marker></Marker>
        <MaxKeys>2</MaxKeys>
        <Delimiter>/</Delimiter>
        <IsTruncated>true</IsTruncated>
        <NextMarker>list/1</NextMarker>
        <Contents>
          <Key>list/(U+0001)&lt;&amp;</Key>
          <LastModified>varies</LastModified>
          <ETag>"DA8D94FC12F0F5077033F3987ABE5C80"</ETag>
          <Type>Normal</Type>
          <Size>14</Size>
          <StorageClass>Standard</StorageClass>
          <Owner>
            <ID>1000000000000000</ID>
            <DisplayName>1000000000000000</DisplayName>
          </Owner>
        </Contents>
        <Contents>
          <Key>list/1</Key>
          <LastModified>varies</LastModified>
          <ETag>"ED676554289F0C72BECC6061212AB5CD"</ETag>
          <Type>Normal</Type>
          <Size>6</Size>
          <StorageClass>Standard</StorageClass>
          <Owner>
            <ID>1000000000000000</ID>
            <DisplayName>1000000000000000</DisplayName>
          </Owner>
        </Contents>
      </ListBucketResult>
      "
    `);
  });

  test('the second form counts, and goes on by its token', async () => {
    const first = await ask('GET /conformance?list-type=2&prefix=list/&max-keys=2');
    expect([element(first, 'KeyCount'), element(first, 'IsTruncated'), element(first, 'Owner')]).toEqual([
      ['2'],
      ['true'],
      [],
    ]);
    const [token] = element(first, 'NextContinuationToken');
    const second = await ask(`GET /conformance?list-type=2&prefix=list/&continuation-token=${token}&fetch-owner=true`);
    expect([
      element(second, 'Key'),
      element(second, 'ContinuationToken'),
      element(second, 'DisplayName').length,
    ]).toEqual([['list/d/2'], [token], 1]);
    const after = await ask('GET /conformance?list-type=2&prefix=list/&start-after=list/1');
    expect([element(after, 'Key'), element(after, 'StartAfter')]).toEqual([['list/d/2'], ['list/1']]);
  });

  test('encoding-type=url carries keys that XML cannot', async () => {
    const raw = await ask('GET /conformance?prefix=list/&max-keys=1');
    expect(element(raw, 'Key')).toEqual(['list/\x01&lt;&amp;']);
    const encoded = await ask('GET /conformance?prefix=list/&max-keys=1&encoding-type=url');
    expect([element(encoded, 'Key'), element(encoded, 'Prefix'), element(encoded, 'EncodingType')]).toEqual([
      ['list%2F%01%3C%26'],
      ['list%2F'],
      ['url'],
    ]);
  });

  test.each([
    ['max-keys=0', 'max-keys', '0'],
    ['max-keys=1001', 'max-keys', '1001'],
    ['max-keys=-1', 'max-keys', '-1'],
    ['max-keys=x', 'max-keys', 'x'],
    ['encoding-type=base64', 'encoding-type', 'base64'],
    [`prefix=${'a'.repeat(1024)}`, 'prefix', 'a'.repeat(1024)],
    ['list-type=2&continuation-token=%21', 'continuation-token', '!'],
  ])('%s is refused by name and value', async (query, name, value) => {
    const reply = await ask(`GET /conformance?${query}`);
    expect([...refusal(reply), element(reply, 'ArgumentName'), element(reply, 'ArgumentValue')]).toEqual([
      400,
      'InvalidArgument',
      [name],
      [value],
    ]);
  });
});

describe('refusals', () => {
  test.each([
    ['GET /conformance/a?acl', 403, 'AccessDenied'],
    ['GET /conformance/a?retention', 501, 'NotImplemented'],
    ['GET /conformance/a?uploads', 501, 'NotImplemented'],
    ['POST /conformance/a', 405, 'MethodNotAllowed'],
    ['PATCH /conformance/a', 405, 'MethodNotAllowed'],
    ['OPTIONS *', 400, 'InvalidURI'],
    ['GET /conformance/%zz', 400, 'InvalidURI'],
    ['GET /conformance/a?%FF=1', 400, 'InvalidArgument'],
    ['GET /conformance/%FF', 400, 'InvalidArgument'],
    ['GET /CONFORMANCE/a', 400, 'InvalidBucketName'],
  ])('%s is %i %s', async (line, status, code) => {
    const reply = await ask(line, line.startsWith('POST') ? { body: 'x' } : {});
    expect(refusal(reply)).toEqual([status, code]);
    expect(reply.headers['x-oss-request-id']).toBe(element(reply, 'RequestId')[0]);
  });

  test('405 says what is allowed', async () => {
    expect((await ask('PATCH /conformance/a')).headers.allow).toBe('GET, HEAD, PUT, DELETE, OPTIONS');
  });
});

test.each<[AccessControl, Record<string, number>]>([
  ['private', { get: 403, list: 403, put: 403, delete: 403, info: 403 }],
  ['public-read', { get: 404, list: 200, put: 403, delete: 403, info: 403 }],
  ['public-read-write', { get: 404, list: 200, put: 200, delete: 204, info: 403 }],
])('an anonymous request may do what %s says, and is told of a bucket that does not exist', async (acl, expected) => {
  const of = await open(acl);
  const status = async (line: string, body?: string) =>
    (await ask(line, body === undefined ? { of } : { of, body })).status;
  expect({
    get: await status('GET /conformance/a'),
    list: await status('GET /conformance'),
    put: await status('PUT /conformance/a', 'x'),
    delete: await status('DELETE /conformance/a'),
    info: await status('GET /conformance?bucketInfo'),
  }).toEqual(expected);
  expect([await status('GET /'), await status('PUT /another', ''), await status('DELETE /conformance')]).toEqual([
    403, 403, 403,
  ]);
  expect([await status('GET /another/a'), await status('GET /another')]).toEqual([404, 404]);
  await of.close();
});

test('what is stored, metadata included, stays within the limit, and deleting makes room', async () => {
  const of = await open('public-read-write', 10_000);
  const put = (key: string, size: number) => ask(`PUT /conformance/${key}`, { of, body: Buffer.alloc(size) });
  expect((await put('a', 4000)).status).toBe(200);
  expect((await put('b', 4000)).status).toBe(200);
  expect(refusal(await put('c', 4000))).toEqual([507, 'InsufficientStorage']);
  // The bytes fit, what is kept beside them does not.
  expect(refusal(await put('c', 900))).toEqual([507, 'InsufficientStorage']);
  expect((await ask('GET /conformance/a', { of })).body.length).toBe(4000);
  await ask('DELETE /conformance/a', { of });
  for (let round = 0; round < 5; round += 1) expect((await put('c', 2000)).status).toBe(200);
  expect((await put('a', 1000)).status).toBe(200);
  await of.close();
});
