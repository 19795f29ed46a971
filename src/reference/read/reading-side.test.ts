import OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAwsSigner } from '../../driver/auth/aws-v4.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type RawReply, rawRequest } from '../../testing/wire/raw-request.js';
import {
  elementOf,
  elementsIn,
  openSigned,
  ownFields,
  sendSigned,
  signedAt,
  signer,
  statusAndCode,
  tagOf,
} from '../../testing/wire/signed-endpoint.js';
import type { ReferenceEndpoint } from '../server/server.js';
import { parseQuery } from '../wire/percent-decode.js';

/** What a session that reads ranges asks for beside GetObject. */
const opened: ReferenceEndpoint[] = [];

async function open(options: Parameters<typeof openSigned>[0] = {}): Promise<ReferenceEndpoint> {
  const endpoint = await openSigned(options);
  opened.push(endpoint);
  return endpoint;
}

afterAll(() => Promise.all(opened.map(({ close }) => close())));

/** GET, signed as for S3. */
async function sendS3({ port }: ReferenceEndpoint, target: string, region = 'cn-hangzhou'): Promise<RawReply> {
  const [path = '', query = ''] = target.split('?');
  const request = { method: 'GET', bucket: null, key: null, query: parseQuery(query), headers: [] };
  const signing = { host: `127.0.0.1:${port}`, path, at: signedAt() };
  const headers = await createAwsSigner({ credentials: signer, region }).signHeader(request, signing);
  return rawRequest({ port, target, headers });
}

let endpoint: ReferenceEndpoint;
beforeAll(async () => {
  endpoint = await open();
  await sendSigned(endpoint, 'PUT /conformance/ten', { body: '0123456789' });
  await sendSigned(endpoint, 'PUT /conformance/link?symlink', { headers: [['x-oss-symlink-target', 'ten']] });
});

describe('GetObjectMeta', () => {
  test('tells length, tag and date, and nothing else, as the vendor captured it', async () => {
    const reply = await sendSigned(endpoint, 'HEAD /conformance/ten?objectMeta');
    expect([reply.status, ownFields(reply)]).toEqual([
      200,
      { 'content-length': '10', etag: tagOf('0123456789'), 'last-modified': 'Wed, 28 Feb 2024 08:00:00 GMT' },
    ]);
  });

  test('tells of a link itself, and takes neither conditions nor a range', async () => {
    expect(ownFields(await sendSigned(endpoint, 'HEAD /conformance/link?objectMeta'))).toMatchObject({
      'content-length': '0',
    });
    const headers: HeaderField[] = [
      ['If-None-Match', tagOf('0123456789')],
      ['Range', 'bytes=0-1'],
    ];
    const reply = await sendSigned(endpoint, 'HEAD /conformance/ten?objectMeta', { headers });
    expect([reply.status, reply.headers['content-length']]).toEqual([200, '10']);
  });

  test('answers for a key that does not exist as HeadObject does', async () => {
    const reply = await sendSigned(endpoint, 'HEAD /conformance/none?objectMeta');
    const document = Buffer.from(reply.headers['x-oss-err'] ?? '', 'base64').toString();
    expect([reply.status, reply.headers['x-oss-ec'], elementsIn(document, 'Code'), elementsIn(document, 'EC')]).toEqual(
      [404, '0026-00000001', ['NoSuchKey'], ['0026-00000001']],
    );
  });
});

describe('ACLs', () => {
  test('a bucket has its own, in the document that the vendor captured', async () => {
    const reply = await sendSigned(endpoint, 'GET /conformance?acl');
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
    expect(elementOf(await sendSigned(endpoint, 'GET /conformance/ten?acl'), 'Grant')).toBe('default');
    expect(statusAndCode(await sendSigned(endpoint, 'GET /conformance/none?acl'))).toEqual([404, 'NoSuchKey']);
  });

  test('that of an object comes before that of its bucket', async () => {
    const of = await open({ acl: 'public-read-write' });
    const put = (of: ReferenceEndpoint, acl: string) =>
      sendSigned(of, `PUT /conformance/${acl}`, { body: 'x', headers: [['x-oss-object-acl', acl]] });
    const read = async (of: ReferenceEndpoint, acl: string, method = 'GET') =>
      (await rawRequest({ port: of.port, method, target: `/conformance/${acl}` })).status;
    for (const acl of ['private', 'default', 'public-read']) await put(of, acl);
    expect([await read(of, 'private'), await read(of, 'default'), await read(of, 'public-read')]).toEqual([
      403, 200, 200,
    ]);
    expect([await read(of, 'public-read', 'DELETE'), await read(of, 'default', 'DELETE')]).toEqual([403, 204]);
    await put(endpoint, 'public-read');
    expect([await read(endpoint, 'public-read'), await read(endpoint, 'ten')]).toEqual([200, 403]);
    expect(elementOf(await sendSigned(of, 'GET /conformance/private?acl'), 'Grant')).toBe('private');
  });

  test('a client of S3 reads grants', async () => {
    const of = await open({ acl: 'public-read-write' });
    await sendSigned(of, 'PUT /conformance/closed', { body: 'x', headers: [['x-oss-object-acl', 'private']] });
    const permissions = async (target: string) => elementsIn((await sendS3(of, target)).body.toString(), 'Permission');
    expect(await permissions('/conformance?acl')).toEqual(['FULL_CONTROL', 'READ', 'WRITE']);
    expect(await permissions('/conformance/closed?acl')).toEqual(['FULL_CONTROL']);
    expect((await sendS3(of, '/conformance/closed?acl')).body.toString()).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <AccessControlPolicy>
        <Owner>
          <ID>1000000000000000</ID>
          <DisplayName>1000000000000000</DisplayName>
        </Owner>
        <AccessControlList>
          <Grant>
            <Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser">
              <ID>1000000000000000</ID>
              <DisplayName>1000000000000000</DisplayName>
            </Grantee>
            <Permission>FULL_CONTROL</Permission>
          </Grant>
        </AccessControlList>
      </AccessControlPolicy>
      "
    `);
  });

  test('only the owner may see them', async () => {
    const { port } = await open({ acl: 'public-read-write' });
    const unsigned = await Promise.all(
      ['/conformance?acl', '/conformance/ten?acl', '/conformance?stat', '/conformance?live'].map((target) =>
        rawRequest({ port, target }),
      ),
    );
    expect(unsigned.map(statusAndCode)).toEqual(Array.from({ length: 4 }, () => [403, 'AccessDenied']));
  });
});

test('a bucket counts its objects, versions, deletions and parts', async () => {
  const of = await open({ versioning: true });
  await sendSigned(of, 'PUT /conformance/a', { body: '12345' });
  await sendSigned(of, 'PUT /conformance/a', { body: '123' });
  await sendSigned(of, 'DELETE /conformance/a');
  const upload = elementOf(await sendSigned(of, 'POST /conformance/b?uploads'), 'UploadId');
  await sendSigned(of, `PUT /conformance/b?partNumber=1&uploadId=${upload}`, { body: '1234567' });
  const reply = await sendSigned(of, 'GET /conformance?stat');
  const names = ['Storage', 'ObjectCount', 'MultipartUploadCount', 'MultipartPartCount', 'MultipartPartStorage'];
  const more = ['DeleteMarkerCount', 'LiveChannelCount', 'LastModifiedTime', 'ColdArchiveRealStorage'];
  expect([...names, ...more].map((name) => elementOf(reply, name))).toEqual([
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
  const reply = await sendSigned(endpoint, 'GET /conformance?live&max-keys=7&prefix=p');
  expect([elementOf(reply, 'Prefix'), elementOf(reply, 'MaxKeys'), elementOf(reply, 'IsTruncated')]).toEqual([
    'p',
    '7',
    'false',
  ]);
  expect(reply.body.toString()).not.toContain('<LiveChannel>');
  expect(statusAndCode(await sendSigned(endpoint, 'GET /conformance?live&max-keys=0'))).toEqual([
    400,
    'InvalidArgument',
  ]);
});

test('ListBuckets says of a page what the next one needs, and of all of them nothing', async () => {
  const of = await open();
  for (const name of ['b-1', 'b-2']) await sendSigned(of, `PUT /${name}`);
  const page = await sendSigned(of, 'GET /?prefix=b-&max-keys=1');
  expect(['IsTruncated', 'MaxKeys', 'NextMarker', 'Name', 'Region'].map((name) => elementOf(page, name))).toEqual([
    'true',
    '1',
    'b-1',
    'b-1',
    'cn-hangzhou',
  ]);
  const rest = await sendSigned(of, 'GET /?prefix=b-&marker=b-1');
  expect([elementOf(rest, 'IsTruncated'), elementOf(rest, 'Name')]).toEqual([undefined, 'b-2']);
  expect((await sendSigned(of, 'PUT /b-3')).headers.location).toBe('/b-3');
});

test('the region that a client of S3 reads is the one that it may sign for', async () => {
  const told = elementOf(await sendS3(endpoint, '/conformance?location'), 'LocationConstraint')!;
  const listed = elementOf(await sendS3(endpoint, '/', told), 'Location');
  const refused = await sendS3(endpoint, '/conformance?location', 'us-east-1');
  expect([told, listed, refused.status, elementOf(refused, 'Region')]).toEqual([
    'cn-hangzhou',
    'cn-hangzhou',
    400,
    'cn-hangzhou',
  ]);
  expect(elementOf(await sendSigned(endpoint, 'GET /conformance?location'), 'LocationConstraint')).toBe(
    'oss-cn-hangzhou',
  );
});

describe('versions', () => {
  test('an object that was stored before the bucket kept versions is the version «null» from then on', async () => {
    const of = await open();
    await sendSigned(of, 'PUT /conformance/old', { body: 'old' });
    const idOf = async (line: string) => (await sendSigned(of, line)).headers['x-oss-version-id'];
    expect(await idOf('GET /conformance/old')).toBeUndefined();
    const body = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
    await sendSigned(of, 'PUT /conformance?versioning', { body });
    expect(elementOf(await sendSigned(of, 'GET /conformance?bucketInfo'), 'Versioning')).toBe('Enabled');
    const reads = ['GET /conformance/old', 'HEAD /conformance/old', 'HEAD /conformance/old?objectMeta'];
    expect(await Promise.all(reads.map(idOf))).toEqual(['null', 'null', 'null']);
    await sendSigned(of, 'PUT /conformance/old', { body: 'new' });
    const old = await sendSigned(of, 'GET /conformance/old?versionId=null', { headers: [['Range', 'bytes=1-']] });
    expect([old.status, old.body.toString(), old.headers['x-oss-version-id']]).toEqual([206, 'ld', 'null']);
  });
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
      ...signer,
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
    await expect(client().getBucketWebsite('conformance')).rejects.toMatchObject({
      status: 501,
      code: 'NotImplemented',
      message: expect.stringContaining('GetBucketWebsite'),
    });
  });
});
