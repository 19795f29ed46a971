import { Readable } from 'node:stream';
import OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceEndpoint, type ReferenceEndpoint } from './server.js';

/** The vendor's own client against the endpoint, with either version of the signature. */
const temporary = { accessKeyId: 'STS.ak', accessKeySecret: 'sts-sk', securityToken: 'token+/=' };
const permanent = { accessKeyId: 'ak', accessKeySecret: 'sk' };
/** Without `..`: the URL parser of the client's HTTP library would resolve it. */
const key = 'a b//ü+%&=?#~.txt';
const body = Buffer.from(Array.from({ length: 1000 }, (_, position) => (position * 7) % 251));

let endpoint: ReferenceEndpoint;

beforeAll(async () => {
  endpoint = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [permanent, temporary],
    acl: 'private',
  });
});

afterAll(() => endpoint.close());

function client(
  authorizationV4: boolean,
  credentials: { accessKeyId: string; accessKeySecret: string; stsToken?: string },
) {
  // The published types lack sldEnable, which asks for path style.
  return new OSS({
    ...credentials,
    bucket: 'conformance',
    region: 'oss-cn-hangzhou',
    endpoint: `http://localhost:${endpoint.port}`,
    sldEnable: true,
    authorizationV4,
    // Without it the client prints advice about temporary keys.
    refreshSTSToken: () => Promise.reject(new Error('no token is old here')),
  } as OSS.Options);
}

describe.each([
  ['V1', false],
  ['V4', true],
] as const)('ali-oss with %s', (version, v4) => {
  const oss = () => client(v4, permanent);

  test('puts, heads, gets, lists and deletes', async () => {
    await oss().put(key, body, { meta: { uid: 1, pid: 2 } } as OSS.PutObjectOptions);
    const head = await oss().head(key);
    expect([head.status, head.meta]).toEqual([200, { uid: '1', pid: '2' }]);
    expect((await oss().get(key)).content.equals(body)).toBe(true);
    const listed = await oss().list({ 'max-keys': 10, prefix: 'a b/' }, {});
    expect(listed.objects.map(({ name, size }) => [name, size])).toEqual([[key, 1000]]);
    await oss().delete(key);
    await expect(oss().head(key)).rejects.toMatchObject({ status: 404, code: 'NoSuchKey' });
    await oss().delete(key);
  });

  test('puts a stream in chunks', async () => {
    const name = `stream-${version}`;
    await oss().putStream(name, Readable.from([body.subarray(0, 1), body.subarray(1)]));
    expect((await oss().get(name)).content.equals(body)).toBe(true);
    await oss().delete(name);
  });

  test('gets ranges in both behaviours', async () => {
    const name = `ranges-${version}`;
    await oss().put(name, body);
    const get = (headers: object) => oss().get(name, { headers } as OSS.GetObjectOptions);
    const standard = { 'x-oss-range-behavior': 'standard' };

    const past = await get({ Range: 'bytes=500-2000' });
    expect([past.res.status, past.content.equals(body)]).toEqual([200, true]);
    const clamped = await get({ Range: 'bytes=500-2000', ...standard });
    expect([clamped.res.status, clamped.content.equals(body.subarray(500))]).toEqual([206, true]);
    const outside = await get({ Range: 'bytes=1000-2000' });
    expect([outside.res.status, outside.content.equals(body)]).toEqual([200, true]);
    await expect(get({ Range: 'bytes=1000-2000', ...standard })).rejects.toMatchObject({
      name: 'InvalidRangeError',
      status: 416,
      code: 'InvalidRange',
    });
    await expect(get({ 'If-Match': 'foo' })).rejects.toMatchObject({
      status: 412,
      message: 'At least one of the pre-conditions you specified did not hold. (condition: If-Match)',
    });
    await oss().delete(name);
  });

  test('pages through a listing, in both forms', async () => {
    const names = ['p/1', 'p/2', 'p/3', 'p/d/4'];
    for (const name of names) await oss().put(name, Buffer.from(name));
    const first = await oss().list({ 'max-keys': 2, prefix: 'p/', delimiter: '/' }, {});
    expect([first.objects.map(({ name }) => name), first.isTruncated, first.nextMarker]).toEqual([
      ['p/1', 'p/2'],
      true,
      'p/2',
    ]);
    const second = await oss().list({ 'max-keys': 2, prefix: 'p/', delimiter: '/', marker: first.nextMarker }, {});
    expect([second.objects.map(({ name }) => name), second.prefixes, second.isTruncated]).toEqual([
      ['p/3'],
      ['p/d/'],
      false,
    ]);

    const seen: string[] = [];
    let token: string | undefined;
    do {
      const page = await oss().listV2(
        { 'max-keys': '3', prefix: 'p/', 'continuation-token': token } as OSS.ListV2ObjectsQuery,
        {},
      );
      seen.push(...page.objects.map(({ name }) => name));
      token = (page as { nextContinuationToken?: string }).nextContinuationToken;
    } while (token);
    expect(seen).toEqual(names);
    for (const name of names) await oss().delete(name);
  });

  test('makes, describes and removes a bucket', async () => {
    const name = `made-by-${version.toLowerCase()}`;
    await oss().putBucket(name);
    await oss().putBucket(name);
    const { bucket } = (await oss().getBucketInfo(name)) as {
      bucket: { Name: string; AccessControlList: { Grant: string } };
    };
    expect([bucket.Name, bucket.AccessControlList.Grant]).toEqual([name, 'private']);
    expect(((await oss().getBucketLocation(name)) as { location: string }).location).toBe('oss-cn-hangzhou');
    const { buckets } = (await oss().listBuckets({})) as unknown as { buckets: { name: string }[] };
    expect(buckets.map((listed) => listed.name)).toEqual(['conformance', name]);
    await oss().deleteBucket(name);
    await expect(oss().getBucketInfo(name)).rejects.toMatchObject({ status: 404, code: 'NoSuchBucket' });
  });

  test('is refused with a wrong secret and with an unknown key', async () => {
    await expect(client(v4, { ...permanent, accessKeySecret: 'x' }).get(key)).rejects.toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
    await expect(client(v4, { ...permanent, accessKeyId: 'x' }).get(key)).rejects.toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
    });
  });

  test('is let in with a temporary key only together with its token', async () => {
    const { securityToken, ...pair } = temporary;
    const refusal = async (credentials: Parameters<typeof client>[1]) =>
      client(v4, credentials)
        .get('missing')
        .catch((error: { code: string }) => error.code);
    expect(await refusal({ ...pair, stsToken: securityToken })).toBe('NoSuchKey');
    expect(await refusal({ ...pair, stsToken: 'another' })).toBe('InvalidSecurityToken');
    expect(await refusal(pair)).toBe('InvalidAccessKeyId');
    expect(await refusal({ ...permanent, stsToken: securityToken })).toBe('InvalidSecurityToken');
  });

  test('makes URLs that let anybody in, with any Range, but not with a mode header that is not signed', async () => {
    const name = `presigned ${version}`;
    await oss().put(name, body);
    const presign = (headers: Record<string, string>) =>
      v4
        ? oss().signatureUrlV4('GET', 60, { headers }, name)
        : Promise.resolve(oss().signatureUrl(name, { expires: 60, ...headers } as OSS.SignatureUrlOptions));
    const mode = { 'x-oss-range-behavior': 'standard' };
    const status = async (url: string, headers: Record<string, string>) => (await fetch(url, { headers })).status;

    const url = await presign({});
    expect(await status(url, {})).toBe(200);
    expect(await status(url, { Range: 'bytes=0-9' })).toBe(206);
    expect(await status(url, { Range: 'bytes=2000-', ...mode })).toBe(403);
    const withMode = await presign(mode);
    expect(await status(withMode, { Range: 'bytes=2000-', ...mode })).toBe(416);
    expect(await status(withMode, { Range: 'bytes=2000-' })).toBe(403);
    await oss().delete(name);
  });
});
