import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAwsSigner } from '../auth/aws-v4.js';
import { signV1Header } from '../auth/v1-header.js';
import type { HeaderField } from '../spec/vocabulary.js';
import { type RawReply, rawRequest } from '../testing/raw-request.js';
import type { ReferenceEndpointOptions } from './endpoint-options.js';
import { parseQuery } from './percent-decode.js';
import { createReferenceEndpoint, type ReferenceEndpoint } from './server.js';

/** What a session that reads ranges asks for beside GetObject, and what every answer of one says. */
const credentials = { accessKeyId: 'ak', accessKeySecret: 'sk' };
const clock = () => new Date('2024-02-28T08:00:00.750Z');
const text = 'a'.repeat(2048);

const opened: ReferenceEndpoint[] = [];

async function open(options: Partial<ReferenceEndpointOptions> = {}): Promise<ReferenceEndpoint> {
  const usual = { bucket: 'conformance', region: 'cn-hangzhou', credentials: [credentials], acl: 'private' } as const;
  const endpoint = await createReferenceEndpoint({ ...usual, clock, ...options });
  opened.push(endpoint);
  return endpoint;
}

afterAll(() => Promise.all(opened.map(({ close }) => close())));

interface Ask {
  readonly body?: string;
  readonly headers?: readonly HeaderField[];
}

/** `GET /conformance/a?acl`, signed with V1. */
function ask(of: ReferenceEndpoint, line: string, { body, headers = [] }: Ask = {}): Promise<RawReply> {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query = ''] = target.split('?');
  const [bucket = '', ...key] = decodeURIComponent(path.slice(1)).split('/');
  const signable = {
    method,
    bucket: bucket === '' ? null : bucket,
    key: key.length === 0 ? null : key.join('/'),
    query: parseQuery(query),
    headers,
  };
  const proof = signV1Header(signable, { credentials, at: clock() });
  const all = [...headers, ...proof];
  return rawRequest({ port: of.port, method, target, headers: all, ...(body === undefined ? {} : { body }) });
}

const elements = (document: string, name: string): string[] =>
  [...document.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value]) => value!);
const element = (reply: RawReply, name: string): string | undefined => elements(reply.body.toString(), name)[0];
const status = (reply: RawReply) => [reply.status, element(reply, 'Code')];
/** Names of fields beyond those that every answer has. */
const fields = ({ headers }: RawReply): Record<string, string | undefined> => {
  const every = ['server', 'date', 'connection', 'keep-alive', 'x-oss-request-id', 'x-oss-server-time'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !every.includes(name)));
};
const tag = (body: string): string => `"${createHash('md5').update(body).digest('hex').toUpperCase()}"`;

let endpoint: ReferenceEndpoint;
beforeAll(async () => {
  endpoint = await open();
  await ask(endpoint, 'PUT /conformance/a', { body: text, headers: [['Content-Type', 'text/plain']] });
  await ask(endpoint, 'PUT /conformance/ten', { body: '0123456789' });
  await ask(endpoint, 'PUT /conformance/link?symlink', { headers: [['x-oss-symlink-target', 'ten']] });
});

describe('GetObjectMeta', () => {
  test('tells length, tag and date, and nothing else, as the vendor captured it', async () => {
    const reply = await ask(endpoint, 'HEAD /conformance/ten?objectMeta');
    expect([reply.status, fields(reply)]).toEqual([
      200,
      { 'content-length': '10', etag: tag('0123456789'), 'last-modified': 'Wed, 28 Feb 2024 08:00:00 GMT' },
    ]);
  });

  test('tells of a link itself, and takes neither conditions nor a range', async () => {
    expect(fields(await ask(endpoint, 'HEAD /conformance/link?objectMeta'))).toMatchObject({ 'content-length': '0' });
    const headers: HeaderField[] = [
      ['If-None-Match', tag('0123456789')],
      ['Range', 'bytes=0-1'],
    ];
    const reply = await ask(endpoint, 'HEAD /conformance/ten?objectMeta', { headers });
    expect([reply.status, reply.headers['content-length']]).toEqual([200, '10']);
  });

  test('answers for a key that is not there as HeadObject does', async () => {
    const reply = await ask(endpoint, 'HEAD /conformance/none?objectMeta');
    const document = Buffer.from(reply.headers['x-oss-err'] ?? '', 'base64').toString();
    expect([reply.status, reply.headers['x-oss-ec'], elements(document, 'Code'), elements(document, 'EC')]).toEqual([
      404,
      '0026-00000001',
      ['NoSuchKey'],
      ['0026-00000001'],
    ]);
  });
});

describe('ACLs', () => {
  test('a bucket has its own, in the document that the vendor captured', async () => {
    const reply = await ask(endpoint, 'GET /conformance?acl');
    expect([reply.status, reply.headers['content-type'], reply.body.toString()]).toMatchInlineSnapshot(`
      [
        200,
        "application/xml",
        "<?xml version="1.0" encoding="UTF-8"?>
      <AccessControlPolicy>
        <Owner>
          <ID>1000000000000000</ID>
          <DisplayName>1000000000000000</DisplayName>
        </Owner>
        <AccessControlList>
          <Grant>private</Grant>
        </AccessControlList>
      </AccessControlPolicy>
      ",
      ]
    `);
  });

  test('an object has that of its bucket, and says so', async () => {
    expect(element(await ask(endpoint, 'GET /conformance/ten?acl'), 'Grant')).toBe('default');
    expect(status(await ask(endpoint, 'GET /conformance/none?acl'))).toEqual([404, 'NoSuchKey']);
  });

  test('only the owner may see them', async () => {
    const { port } = await open({ acl: 'public-read-write' });
    const unsigned = await Promise.all(
      ['/conformance?acl', '/conformance/ten?acl', '/conformance?stat', '/conformance?live'].map((target) =>
        rawRequest({ port, target }),
      ),
    );
    expect(unsigned.map(status)).toEqual(Array.from({ length: 4 }, () => [403, 'AccessDenied']));
  });
});

test('a bucket counts its objects, versions, deletions and parts', async () => {
  const of = await open({ versioning: true });
  await ask(of, 'PUT /conformance/a', { body: '12345' });
  await ask(of, 'PUT /conformance/a', { body: '123' });
  await ask(of, 'DELETE /conformance/a');
  const upload = element(await ask(of, 'POST /conformance/b?uploads'), 'UploadId');
  await ask(of, `PUT /conformance/b?partNumber=1&uploadId=${upload}`, { body: '1234567' });
  const reply = await ask(of, 'GET /conformance?stat');
  const names = ['Storage', 'ObjectCount', 'MultipartUploadCount', 'MultipartPartCount', 'MultipartPartStorage'];
  const more = ['DeleteMarkerCount', 'LiveChannelCount', 'LastModifiedTime', 'ColdArchiveRealStorage'];
  expect([...names, ...more].map((name) => element(reply, name))).toEqual([
    '8',
    '2',
    '1',
    '1',
    '7',
    '1',
    '0',
    '1709107200',
    '0',
  ]);
});

test('a bucket has no live channels, which is what SDKs ask before they delete it', async () => {
  const reply = await ask(endpoint, 'GET /conformance?live&max-keys=7&prefix=p');
  expect([element(reply, 'Prefix'), element(reply, 'MaxKeys'), element(reply, 'IsTruncated')]).toEqual([
    'p',
    '7',
    'false',
  ]);
  expect(reply.body.toString()).not.toContain('<LiveChannel>');
  expect(status(await ask(endpoint, 'GET /conformance?live&max-keys=0'))).toEqual([400, 'InvalidArgument']);
});

test('ListBuckets says of a page what the next one needs, and of all of them nothing', async () => {
  const of = await open();
  for (const name of ['b-1', 'b-2']) await ask(of, `PUT /${name}`);
  const page = await ask(of, 'GET /?prefix=b-&max-keys=1');
  expect(['IsTruncated', 'MaxKeys', 'NextMarker', 'Name', 'Region'].map((name) => element(page, name))).toEqual([
    'true',
    '1',
    'b-1',
    'b-1',
    'cn-hangzhou',
  ]);
  const rest = await ask(of, 'GET /?prefix=b-&marker=b-1');
  expect([element(rest, 'IsTruncated'), element(rest, 'Name')]).toEqual([undefined, 'b-2']);
  expect((await ask(of, 'PUT /b-3')).headers.location).toBe('/b-3');
});

test('the region that a client of S3 reads is the one that it may sign for', async () => {
  const { port } = endpoint;
  const signed = async (region: string, target: string) => {
    const signer = createAwsSigner({ credentials, region });
    const [path = '', query = ''] = target.split('?');
    const request = { method: 'GET', bucket: null, key: null, query: parseQuery(query), headers: [] };
    const host = `127.0.0.1:${port}`;
    return rawRequest({ port, target, headers: await signer.signHeader(request, { host, path, at: clock() }) });
  };
  const told = element(await signed('cn-hangzhou', '/conformance?location'), 'LocationConstraint')!;
  const listed = element(await signed(told, '/'), 'Location');
  const refused = await signed('us-east-1', '/conformance?location');
  expect([told, listed, refused.status, element(refused, 'Region')]).toEqual([
    'cn-hangzhou',
    'cn-hangzhou',
    400,
    'cn-hangzhou',
  ]);
  expect(element(await ask(endpoint, 'GET /conformance?location'), 'LocationConstraint')).toBe('oss-cn-hangzhou');
});

describe('versions', () => {
  test('an object that was stored before the bucket kept versions is the version «null» from then on', async () => {
    const of = await open();
    await ask(of, 'PUT /conformance/old', { body: 'old' });
    const idOf = async (line: string) => (await ask(of, line)).headers['x-oss-version-id'];
    expect(await idOf('GET /conformance/old')).toBeUndefined();
    const body = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
    await ask(of, 'PUT /conformance?versioning', { body });
    expect(element(await ask(of, 'GET /conformance?bucketInfo'), 'Versioning')).toBe('Enabled');
    const reads = ['GET /conformance/old', 'HEAD /conformance/old', 'HEAD /conformance/old?objectMeta'];
    expect(await Promise.all(reads.map(idOf))).toEqual(['null', 'null', 'null']);
    await ask(of, 'PUT /conformance/old', { body: 'new' });
    const old = await ask(of, 'GET /conformance/old?versionId=null', { headers: [['Range', 'bytes=1-']] });
    expect([old.status, old.body.toString(), old.headers['x-oss-version-id']]).toEqual([206, 'ld', 'null']);
  });
});

describe('a text that can be compressed', () => {
  const gzip: HeaderField = ['Accept-Encoding', 'gzip'];

  test('is told of by HEAD with the fields of the GET', async () => {
    const [got, head] = [
      await ask(endpoint, 'GET /conformance/a', { headers: [gzip] }),
      await ask(endpoint, 'HEAD /conformance/a', { headers: [gzip] }),
    ];
    expect(gunzipSync(got.body).toString()).toBe(text);
    const { 'transfer-encoding': _, ...expected } = fields(got);
    expect(fields(head)).toEqual(expected);
    expect(expected).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  });

  test('depends on Accept-Encoding in every form, and nothing else does', async () => {
    const vary = async (key: string, headers: readonly HeaderField[]) =>
      (await ask(endpoint, `GET /conformance/${key}`, { headers })).headers.vary;
    const each: HeaderField[][] = [[], [gzip], [['Range', 'bytes=0-1']], [['If-None-Match', tag(text)]]];
    expect(await Promise.all(each.map((headers) => vary('a', headers)))).toEqual(each.map(() => 'Accept-Encoding'));
    expect(await Promise.all(each.map((headers) => vary('ten', headers)))).toEqual(each.map(() => undefined));
  });
});

describe('errors', () => {
  test('have the finer code in a field and as an element, with the page about it', async () => {
    const reply = await ask(endpoint, 'GET /conformance/none');
    expect(reply.headers['x-oss-ec']).toBe('0026-00000001');
    const document = reply.body
      .toString()
      .replace(/(<RequestId>)[^<]*/, '$1varies')
      .replace(/(<HostId>)[^<]*/, '$1varies');
    expect(document).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <Error>
        <Code>NoSuchKey</Code>
        <Message>The specified key does not exist.</Message>
        <RequestId>varies</RequestId>
        <HostId>varies</HostId>
        <Key>none</Key>
        <EC>0026-00000001</EC>
        <RecommendDoc>https://api.aliyun.com/troubleshoot?q=0026-00000001</RecommendDoc>
      </Error>
      "
    `);
  });

  test.each([
    ['GET /another/a', '0015-00000101'],
    ['HEAD /another/a', '0015-00000101'],
    ['HEAD /conformance/none', '0026-00000001'],
    ['GET /conformance/ten?versionId=none', undefined],
  ])('%s has %s', async (line, ec) => {
    expect((await ask(endpoint, line)).headers['x-oss-ec']).toBe(ec);
  });

  test('a caller without credentials is told the code of the ACL', async () => {
    const reply = await rawRequest({ port: endpoint.port, target: '/conformance/ten' });
    expect([...status(reply), element(reply, 'EC')]).toEqual([403, 'AccessDenied', '0003-00000001']);
  });

  test('a preflight is refused as in a bucket without rules, with and without credentials', async () => {
    const preflight = (target: string) => rawRequest({ port: endpoint.port, method: 'OPTIONS', target });
    expect(status(await preflight('/conformance/ten'))).toEqual([403, 'AccessForbidden']);
    expect(status(await preflight('/another/ten'))).toEqual([404, 'NoSuchBucket']);
  });

  test.each(['x-oss-version-id', 'X-Oss-Version-Id'])(
    '%s is refused by name, for it would select another version',
    async (header) => {
      const reply = await ask(endpoint, 'GET /conformance/ten', { headers: [[header, 'null']] });
      expect([...status(reply), element(reply, 'Operation'), element(reply, 'Header')]).toEqual([
        501,
        'NotImplemented',
        `GetObject with ${header}`,
        header,
      ]);
    },
  );

  test.each(['%FF', 'a%C3', '%ED%A0%80', '%C0%AF'])('a key that is not UTF-8 is none: %s', async (key) => {
    const refused = await Promise.all(
      ['GET', 'HEAD', 'PUT', 'DELETE'].map((method) =>
        rawRequest({
          port: endpoint.port,
          method,
          target: `/conformance/${key}`,
          ...(method === 'PUT' ? { body: '' } : {}),
        }),
      ),
    );
    expect(refused.map((reply) => reply.status)).toEqual([400, 400, 400, 400]);
    expect([element(refused[0]!, 'Code'), element(refused[0]!, 'ObjectName')]).toEqual(['InvalidObjectName', key]);
  });
});

describe('x-oss-traffic-limit', () => {
  const limited = (of: ReferenceEndpoint, limit: string, line = 'GET /conformance/long') =>
    ask(of, line, { headers: [['x-oss-traffic-limit', limit]] });

  test('holds back what is more than so many bits a second', async () => {
    const of = await open();
    const body = 'b'.repeat(30_000);
    await ask(of, 'PUT /conformance/long', { body });
    const startedAt = performance.now();
    const reply = await limited(of, '819200');
    // 30,000 bytes of eight bits at 819,200 bits a second; a timer may be a millisecond early.
    expect([reply.body.toString() === body, performance.now() - startedAt > 290]).toEqual([true, true]);
    const again = performance.now();
    expect((await limited(of, '819200', 'HEAD /conformance/long')).status).toBe(200);
    expect(performance.now() - again).toBeLessThan(290);
  });

  test.each(['819199', '838860801', '0', '-1', 'fast', ''])('%j is no limit that OSS has', async (limit) => {
    const reply = await limited(endpoint, limit, 'GET /conformance/ten');
    expect([...status(reply), element(reply, 'ArgumentName')]).toEqual([400, 'InvalidArgument', 'x-oss-traffic-limit']);
  });
});

test('who pays for what they ask is told that they are charged', async () => {
  const of = await open({ requestPayer: true });
  const headers: HeaderField[] = [['x-oss-request-payer', 'requester']];
  await ask(of, 'PUT /conformance/a', { body: 'x', headers });
  expect((await ask(of, 'GET /conformance/a', { headers })).headers['x-oss-request-charged']).toBe('requester');
  expect((await ask(endpoint, 'GET /conformance/a', { headers })).headers['x-oss-request-charged']).toBeUndefined();
});

/** Methods of the client that its published types lack. */
interface Untyped {
  getObjectMeta(name: string): Promise<{ readonly res: { readonly headers: Record<string, string> } }>;
  getBucketStat(name: string): Promise<{ readonly stat: Record<string, unknown> }>;
  getObjectTagging(name: string): Promise<unknown>;
}

describe.each([false, true])('ali-oss, with V4: %s', (authorizationV4) => {
  const client = () =>
    new OSS({
      ...credentials,
      bucket: 'conformance',
      region: 'oss-cn-hangzhou',
      endpoint: `http://localhost:${live.port}`,
      sldEnable: true,
      authorizationV4,
    } as OSS.Options) as OSS & Untyped;
  /** The client signs with its own clock. */
  let live: ReferenceEndpoint;
  beforeAll(async () => {
    live = await open({ clock: () => new Date() });
    await client().put('a', Buffer.from('abc'));
  });

  test('reads what it knows of an object and of a bucket', async () => {
    expect((await client().getObjectMeta('a')).res.headers['content-length']).toBe('3');
    expect((await client().getACL('a')).acl).toBe('default');
    expect((await client().getBucketACL('conformance')).acl).toBe('private');
    expect(await client().getBucketLocation('conformance')).toMatchObject({ location: 'oss-cn-hangzhou' });
    const { bucket } = (await client().getBucketInfo('conformance')) as { bucket: Record<string, unknown> };
    expect(bucket).toMatchObject({ Name: 'conformance', AccessMonitor: 'Disabled', DataRedundancyType: 'LRS' });
    const { stat } = await client().getBucketStat('conformance');
    expect(stat).toMatchObject({ Storage: '3', ObjectCount: '1' });
  });

  test('is told by name what is not here', async () => {
    await expect(client().getObjectTagging('a')).rejects.toMatchObject({
      status: 501,
      code: 'NotImplemented',
      message: expect.stringContaining('GetObjectTagging'),
    });
  });
});
