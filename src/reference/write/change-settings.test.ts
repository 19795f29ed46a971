import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { elementTexts, type OpenEndpoint, openEndpoint, refusalOf } from '../../testing/wire/endpoint-requests.js';
import { putBucketAcl } from '../objects/bucket.js';
import { bucketNamed, emptyBucket, type Store, settingsOf } from '../objects/store.js';
import { createMemoryBudget } from '../server/memory-budget.js';
import type { StorageRequest } from '../server/storage-request.js';
import {
  deleteObjectTagging,
  getObjectTagging,
  putObjectAcl,
  putObjectTagging,
  type SettingsContext,
} from './change-settings.js';
import { putObject } from './put-object.js';

/** Who may change settings is signed; here the operations are called as they are after that. */
function request(body = '', headers: Readonly<Record<string, string>> = {}, versionId?: string): StorageRequest {
  return {
    method: 'PUT',
    host: '',
    path: '',
    query: versionId === undefined ? [] : [['versionId', versionId]],
    headers: Object.entries({ 'Content-Length': String(body.length), ...headers }),
    body: (async function* () {
      yield Buffer.from(body);
    })(),
  };
}

async function storeWith(versions: number): Promise<SettingsContext & { readonly ids: readonly string[] }> {
  const budget = createMemoryBudget(10_000);
  const store: Store = { buckets: new Map([['b', emptyBucket('b', 'private', 0, versions > 1)]]), budget };
  const bucket = bucketNamed(store, 'b');
  const context = { store, bucket, key: 'k' };
  const ids: string[] = [];
  for (let index = 0; index < versions; index += 1) {
    await putObject(request(`${index}`), { ...context, now: 0 });
    ids.push(bucket.objects.get('k')!.versionId ?? 'null');
  }
  return { ...context, ids };
}

const tagging = (...tags: readonly (readonly [string, string])[]) =>
  `<Tagging><TagSet>${tags.map(([key, value]) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`).join('')}</TagSet></Tagging>`;
const listed = async (context: SettingsContext, versionId?: string): Promise<string> =>
  String(getObjectTagging(request('', {}, versionId), context).body).replace(/\s+/g, '');

describe('tags', () => {
  test('are put, read and removed, as the sample of the vendor prints them', async () => {
    const context = await storeWith(1);
    const none = '<?xmlversion="1.0"encoding="UTF-8"?><Tagging><TagSet></TagSet></Tagging>';
    expect(await listed(context)).toBe(none);
    expect((await putObjectTagging(request(tagging(['a', '1'], ['b', ''])), context)).status).toBe(200);
    expect(await listed(context)).toContain(
      '<TagSet><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value></Value></Tag></TagSet>',
    );
    expect(deleteObjectTagging(request(), context).status).toBe(204);
    expect(await listed(context)).toBe(none);
  });

  test('are those of one version, and leave its date and its id alone', async () => {
    const context = await storeWith(2);
    const [older = '', current = ''] = context.ids;
    const put = await putObjectTagging(request(tagging(['a', '1']), {}, older), context);
    expect(put.headers).toContainEqual(['x-oss-version-id', older]);
    expect(await listed(context, older)).toContain('<Key>a</Key>');
    expect(await listed(context)).not.toContain('<Key>');
    expect(context.bucket.objects.get('k')).toMatchObject({ versionId: current, lastModified: 0 });
    await expect(putObjectTagging(request(tagging(), {}, 'x'), context)).rejects.toMatchObject({
      code: 'NoSuchVersion',
    });
  });

  test.each([
    [tagging(['', 'a'])],
    [tagging(['test', '%abc'])],
    [tagging(['a', 'é'.repeat(129)])],
    [tagging(['a', '1'], ['a', '2'])],
    [tagging(...Array.from({ length: 11 }, (_, index) => [`${index}`, ''] as const))],
  ])('refuses %s', async (document) => {
    const context = await storeWith(1);
    await expect(putObjectTagging(request(document), context)).rejects.toMatchObject({ code: 'InvalidTag' });
    expect(await listed(context)).not.toContain('<Key>');
  });

  test('cost the memory that they take, and give it back', async () => {
    const context = await storeWith(1);
    const { budget } = context.store;
    const before = budget.used();
    await putObjectTagging(request(tagging(['name', 'value'])), context);
    expect(budget.used()).toBe(before + 'namevalue'.length);
    deleteObjectTagging(request(), context);
    expect(budget.used()).toBe(before);
    await expect(putObjectTagging(request('<a/>'), context)).rejects.toMatchObject({ code: 'MalformedXML' });
    expect(budget.used()).toBe(before);
  });
});

test('PutObjectACL and PutBucketACL take the ACLs that there are', async () => {
  const context = await storeWith(1);
  expect((await putObjectAcl(request('', { 'x-oss-object-acl': 'public-read' }), context)).status).toBe(200);
  expect(settingsOf(context.bucket.objects.get('k')!).acl).toBe('public-read');
  const odd: Readonly<Record<string, string>>[] = [{}, { 'x-oss-object-acl': 'open' }];
  for (const headers of odd)
    await expect(putObjectAcl(request('', headers), context)).rejects.toMatchObject({ code: 'InvalidArgument' });
  putBucketAcl(request('', { 'x-oss-acl': 'public-read' }), context.store, context.bucket);
  expect(bucketNamed(context.store, 'b').acl).toBe('public-read');
  expect(() => putBucketAcl(request('', { 'x-oss-acl': 'default' }), context.store, context.bucket)).toThrow(
    expect.objectContaining({ code: 'InvalidArgument' }),
  );
});

test.each([
  ['private', ['<ID>1</ID>', 'FULL_CONTROL']],
  ['public-read', ['<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>', 'READ']],
  ['public-read-write', ['<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>', 'WRITE']],
] as const)('grants of S3 are read as %s', async (acl, [grantee, permission]) => {
  const context = await storeWith(1);
  const owner = '<Grant><Grantee><ID>1</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant>';
  const grant = `<Grant><Grantee>${grantee}</Grantee><Permission>${permission}</Permission></Grant>`;
  const document = `<AccessControlPolicy><AccessControlList>${owner}${grant}</AccessControlList></AccessControlPolicy>`;
  await putObjectAcl(request(document), context);
  expect(settingsOf(context.bucket.objects.get('k')!).acl).toBe(acl);
});

describe('over the wire', () => {
  let store: OpenEndpoint;
  beforeAll(async () => {
    store = await openEndpoint();
  });
  afterAll(() => store.endpoint.close());

  test('who has no credentials may neither read nor change settings', async () => {
    await store.send('PUT /conformance/k', { body: 'x' });
    for (const line of ['GET', 'PUT', 'DELETE'].map((method) => `${method} /conformance/k?tagging`))
      expect(refusalOf(await store.send(line)), line).toEqual([403, 'AccessDenied']);
    for (const line of ['PUT /conformance/k?acl', 'PUT /conformance?acl'])
      expect(refusalOf(await store.send(line)), line).toEqual([403, 'AccessDenied']);
  });

  test('a body comes no faster than x-oss-traffic-limit says, in a field and in the query', async () => {
    const body = Buffer.alloc(20_480);
    const slowest = '819200';
    for (const [line, headers] of [
      ['PUT /conformance/slow', { 'x-oss-traffic-limit': slowest }],
      [`POST /conformance/slow-log?append&position=0&x-oss-traffic-limit=${slowest}`, {}],
    ] as const) {
      const startedAt = performance.now();
      expect((await store.send(line, { body, headers })).status).toBe(200);
      // 20 KB at 100 KB a second; a timer can be a little early.
      expect(performance.now() - startedAt).toBeGreaterThan(190);
    }
    const odd = await store.send('PUT /conformance/slow', { body, headers: { 'x-oss-traffic-limit': '1' } });
    expect([...refusalOf(odd), elementTexts(odd, 'ArgumentName')[0]]).toEqual([
      400,
      'InvalidArgument',
      'x-oss-traffic-limit',
    ]);
  });
});
