import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  elementTexts,
  type OpenEndpoint,
  openEndpoint,
  refusalOf,
  type TestRequestOptions,
} from '../../testing/wire/endpoint-requests.js';

let plain: OpenEndpoint;
let versioned: OpenEndpoint;
beforeAll(async () => {
  plain = await openEndpoint();
  versioned = await openEndpoint({ versioning: true });
});
afterAll(() => Promise.all([plain.endpoint.close(), versioned.endpoint.close()]));

type Headers = Readonly<Record<string, string>>;

/** Every way of making an object under a key, as one request with the fields of the test. */
const ways: Readonly<
  Record<string, (store: OpenEndpoint, key: string, headers: Headers) => ReturnType<OpenEndpoint['send']>>
> = {
  PutObject: (store, key, headers) => store.send(`PUT /conformance/${key}`, { body: 'new', headers }),
  AppendObject: (store, key, headers) =>
    store.send(`POST /conformance/${key}?append&position=0`, { body: 'new', headers }),
  CopyObject: async (store, key, headers) => {
    await store.send('PUT /conformance/source', { body: 'new' });
    return store.send(`PUT /conformance/${key}`, {
      headers: { ...headers, 'x-oss-copy-source': '/conformance/source' },
    });
  },
  PutSymlink: async (store, key, headers) => {
    await store.send('PUT /conformance/target', { body: 'new' });
    return store.send(`PUT /conformance/${key}?symlink`, { headers: { ...headers, 'x-oss-symlink-target': 'target' } });
  },
  InitiateMultipartUpload: async (store, key, headers) => {
    const begun = await store.send(`POST /conformance/${key}?uploads`, { headers });
    if (begun.status !== 200) return begun;
    const upload = `/conformance/${key}?uploadId=${elementTexts(begun, 'UploadId')[0]}`;
    await store.send(`PUT ${upload}&partNumber=1`, { body: 'new' });
    return store.send(`POST ${upload}`, { headers: { 'x-oss-complete-all': 'yes' } });
  },
};
const kinds = Object.keys(ways);
const make = (kind: string, key: string, headers: Headers, store = plain) => ways[kind]!(store, key, headers);
const head = (key: string, store = plain) => store.send(`HEAD /conformance/${key}`);

describe.each(kinds)('%s', (kind) => {
  test('replaces no object that it is told not to', async () => {
    const key = `forbid-${kind}`;
    const forbid = { 'x-oss-forbid-overwrite': 'true' };
    expect((await make(kind, key, forbid)).status).toBe(200);
    expect(refusalOf(await make(kind, key, forbid))).toEqual([409, 'FileAlreadyExists']);
    expect(refusalOf(await make(kind, key, { 'x-oss-forbid-overwrite': 'yes' }))).toEqual([400, 'InvalidArgument']);
    expect((await plain.send(`GET /conformance/${key}`)).body.toString()).toBe('new');
  });

  test('keeps class and tags, and the answers about the object tell them', async () => {
    const key = `settings-${kind}`;
    await make(kind, key, {
      'x-oss-storage-class': 'IA',
      'x-oss-tagging': 'a=1&b%20c',
      ...(kind === 'CopyObject' ? { 'x-oss-tagging-directive': 'Replace' } : {}),
    });
    const { headers } = await head(key);
    // A link is read from where its target is.
    const storageClass = kind === 'PutSymlink' ? 'Standard' : 'IA';
    expect([headers['x-oss-storage-class'], headers['x-oss-tagging-count']]).toEqual([storageClass, '2']);
    expect(elementTexts(await plain.send(`GET /conformance?prefix=${key}`), 'StorageClass')).toEqual(['IA']);
  });

  test('keeps how it is encrypted, and tells it', async () => {
    const key = `encrypted-${kind}`;
    const headers = {
      'x-oss-server-side-encryption': 'KMS',
      'x-oss-server-side-encryption-key-id': 'key',
      'x-oss-server-side-data-encryption': 'SM4',
    };
    const reply = await make(kind, key, headers);
    expect(reply.headers).toMatchObject(headers);
    expect((await head(key)).headers).toMatchObject(headers);
  });

  test.each<[number, string, Headers]>([
    [400, 'InvalidArgument', { 'x-oss-storage-class': 'Cold' }],
    [400, 'InvalidArgument', { 'x-oss-object-acl': 'open' }],
    [400, 'InvalidEncryptionAlgorithmError', { 'x-oss-server-side-encryption': 'DES' }],
    [400, 'InvalidArgument', { 'x-oss-server-side-encryption': 'KMS', 'x-oss-server-side-data-encryption': 'AES' }],
    [400, 'InvalidTag', { 'x-oss-tagging': '=a' }],
    [400, 'InvalidTag', { 'x-oss-tagging': 'a=1&a=2' }],
    [400, 'InvalidTag', { 'x-oss-tagging': `${'a'.repeat(129)}=1` }],
    [400, 'InvalidTag', { 'x-oss-tagging': `a=${'1'.repeat(257)}` }],
    [400, 'InvalidTag', { 'x-oss-tagging': Array.from({ length: 11 }, (_, index) => `t${index}=1`).join('&') }],
    [501, 'NotImplemented', { 'If-Modified-Since': 'Fri, 24 Feb 2012 06:03:28 GMT' }],
    [501, 'NotImplemented', { 'If-None-Match': '*' }],
    [501, 'NotImplemented', { 'x-oss-callback': 'eyJhIjoxfQ==' }],
    [501, 'NotImplemented', { 'X-Oss-Nobody-Knows': '1' }],
  ])('is refused with %i %s for %j', async (status, code, headers) => {
    const reply = await make(kind, 'never', headers);
    expect(refusalOf(reply)).toEqual([status, code]);
    if (code === 'NotImplemented')
      expect(elementTexts(reply, 'Header')).toEqual([Object.keys(headers)[0]!.toLowerCase()]);
    expect((await head('never')).status).toBe(404);
  });
});

test('where versions are kept, nothing is lost, and to forbid it does nothing', async () => {
  const forbid = { 'x-oss-forbid-overwrite': 'true' };
  for (const kind of kinds.filter((name) => name !== 'AppendObject')) {
    for (let round = 0; round < 2; round += 1)
      expect((await make(kind, 'kept', forbid, versioned)).status, kind).toBe(200);
  }
});

test('an archived object has a head and no bytes, and is no source of a copy', async () => {
  await plain.send('PUT /conformance/archived', { body: 'x', headers: { 'x-oss-storage-class': 'Archive' } });
  await plain.send('PUT /conformance/to-it?symlink', { headers: { 'x-oss-symlink-target': 'archived' } });
  expect((await head('archived')).headers['x-oss-storage-class']).toBe('Archive');
  for (const key of ['archived', 'to-it'])
    expect(refusalOf(await plain.send(`GET /conformance/${key}`))).toEqual([403, 'InvalidObjectState']);
  const copy = { headers: { 'x-oss-copy-source': '/conformance/archived' } };
  expect(refusalOf(await plain.send('PUT /conformance/copied', copy))).toEqual([403, 'InvalidObjectState']);
});

test('a part takes a field that means something elsewhere only, as a test of the vendor sends it', async () => {
  const begun = await plain.send('POST /conformance/parts?uploads');
  const part = `PUT /conformance/parts?partNumber=1&uploadId=${elementTexts(begun, 'UploadId')[0]}`;
  const headers = { 'x-oss-object-acl': 'private', 'x-oss-complete-all': 'yes' };
  expect((await plain.send(part, { body: 'x', headers })).status).toBe(200);
  const callback = await plain.send(part, { body: 'x', headers: { 'x-oss-callback': 'e30=' } });
  expect(refusalOf(callback)).toEqual([501, 'NotImplemented']);
});

test('how an upload is encrypted is said when it is begun, told with every part, and said once', async () => {
  const encryption = { 'x-oss-server-side-encryption': 'AES256' };
  const begun = await plain.send('POST /conformance/secret?uploads', { headers: encryption });
  const part = `PUT /conformance/secret?partNumber=1&uploadId=${elementTexts(begun, 'UploadId')[0]}`;
  expect(begun.headers['x-oss-server-side-encryption']).toBe('AES256');
  expect((await plain.send(part, { body: 'x' })).headers['x-oss-server-side-encryption']).toBe('AES256');
  expect(refusalOf(await plain.send(part, { body: 'x', headers: encryption }))).toEqual([400, 'InvalidArgument']);
  const complete = `POST /conformance/secret?uploadId=${elementTexts(begun, 'UploadId')[0]}`;
  const all = { 'x-oss-complete-all': 'yes' };
  const refused = await plain.send(complete, { headers: { ...all, ...encryption } });
  expect(refusalOf(refused)).toEqual([400, 'InvalidArgument']);
  expect((await plain.send(complete, { headers: all })).headers['x-oss-server-side-encryption']).toBe('AES256');
});

test('a key and a data encryption count beside KMS only, which has a key anyway', async () => {
  const encrypted = async (method: string, others: Headers) => {
    const headers = { 'x-oss-server-side-encryption': method, ...others };
    const reply = await plain.send('PUT /conformance/keyed', { body: 'x', headers });
    return ['', '-key-id'].map((suffix) => reply.headers[`x-oss-server-side-encryption${suffix}`]);
  };
  const others = { 'x-oss-server-side-encryption-key-id': 'k', 'x-oss-server-side-data-encryption': 'SM4' };
  expect(await encrypted('AES256', others)).toEqual(['AES256', undefined]);
  expect(await encrypted('SM4', others)).toEqual(['SM4', undefined]);
  expect(await encrypted('KMS', others)).toEqual(['KMS', 'k']);
  expect(await encrypted('KMS', {})).toEqual(['KMS', expect.stringMatching(/^[0-9a-f-]{36}$/)]);
});

describe('CopyObject', () => {
  const from = (source: string, options: Headers = {}): TestRequestOptions => ({
    headers: { 'x-oss-copy-source': `/conformance/${source}`, ...options },
  });
  beforeAll(async () => {
    await plain.send('PUT /conformance/original', {
      body: 'abc',
      headers: {
        'Content-Type': 'text/a',
        'x-oss-meta-of': 'source',
        'x-oss-tagging': 'a=1&b=2',
        'x-oss-storage-class': 'IA',
        'x-oss-server-side-encryption': 'AES256',
      },
    });
  });

  test('takes over metadata and tags, and neither class nor encryption', async () => {
    const copied = await plain.send('PUT /conformance/copy', from('original'));
    const { headers } = await head('copy');
    expect(elementTexts(copied, 'ETag')).toEqual([copied.headers.etag]);
    expect(elementTexts(copied, 'LastModified')).toEqual([expect.stringMatching(/T\d\d:\d\d:\d\d\.000Z$/)]);
    expect([
      headers['content-type'],
      headers['x-oss-meta-of'],
      headers['x-oss-tagging-count'],
      headers['x-oss-storage-class'],
      headers['x-oss-server-side-encryption'],
    ]).toEqual(['text/a', 'source', '2', 'Standard', undefined]);
  });

  test('replaces metadata and tags where the directives say so, each by its own', async () => {
    const count = async (options: Headers) => {
      await plain.send('PUT /conformance/other', from('original', options));
      const { headers } = await head('other');
      return [headers['x-oss-tagging-count'], headers['x-oss-meta-of']];
    };
    expect(await count({ 'x-oss-tagging': 'c=3' })).toEqual(['2', 'source']);
    expect(await count({ 'x-oss-tagging': 'c=3', 'x-oss-tagging-directive': 'Replace' })).toEqual(['1', 'source']);
    expect(await count({ 'x-oss-tagging-directive': 'REPLACE' })).toEqual([undefined, 'source']);
    expect(await count({ 'x-oss-metadata-directive': 'REPLACE' })).toEqual(['2', undefined]);
    const odd = from('original', { 'x-oss-tagging-directive': 'none' });
    expect(refusalOf(await plain.send('PUT /conformance/other', odd))).toEqual([400, 'InvalidArgument']);
  });

  test('keeps the type of the source where the request names none, and no other field of it', async () => {
    await plain.send('PUT /conformance/spoken', {
      body: 'abc',
      headers: { 'Content-Language': 'zh', 'Content-Type': 'text/a' },
    });
    const copied = async (options: Headers) => {
      await plain.send('PUT /conformance/typed', from('spoken', options));
      const { headers } = await head('typed');
      return [headers['content-type'], headers['content-language']];
    };
    expect(await copied({ 'Content-Language': 'de' })).toEqual(['text/a', 'zh']);
    const replaced = { 'x-oss-metadata-directive': 'replace' };
    expect(await copied(replaced)).toEqual(['text/a', undefined]);
    expect(await copied({ ...replaced, 'Content-Language': 'de' })).toEqual(['text/a', 'de']);
    expect(await copied({ ...replaced, 'Content-Type': 'text/b' })).toEqual(['text/b', undefined]);
  });

  test('onto itself changes the fields that are sent whatever the directive says, and nothing else', async () => {
    const begun = await plain.send('POST /conformance/itself?uploads', { headers: { 'x-oss-meta-of': 'before' } });
    const upload = `/conformance/itself?uploadId=${elementTexts(begun, 'UploadId')[0]}`;
    await plain.send(`PUT ${upload}&partNumber=1`, { body: 'abc' });
    await plain.send(`POST ${upload}`, { headers: { 'x-oss-complete-all': 'yes' } });
    const before = (await head('itself')).headers;
    await plain.send('PUT /conformance/itself', from('itself', { 'x-oss-meta-new': '1', 'Content-Type': 'text/b' }));
    const { headers, body } = await plain.send('GET /conformance/itself');
    expect([body.toString(), headers.etag, headers['x-oss-object-type']]).toEqual(['abc', before.etag, 'Multipart']);
    expect([headers['content-type'], headers['x-oss-meta-of'], headers['x-oss-meta-new']]).toEqual([
      'text/b',
      undefined,
      '1',
    ]);
    await plain.send('PUT /conformance/itself', from('itself'));
    expect((await head('itself')).headers).toMatchObject({ 'content-type': 'text/b', 'x-oss-meta-new': '1' });
  });

  test('names the version of its source, and its own', async () => {
    const versions = [];
    for (const body of ['1', '2'])
      versions.push((await versioned.send('PUT /conformance/s', { body })).headers['x-oss-version-id']);
    const source = (await versioned.send('PUT /conformance/d', from('s'))).headers;
    expect(source['x-oss-copy-source-version-id']).toBe(versions[1]);
    expect(source['x-oss-version-id']).toBe((await versioned.send('HEAD /conformance/d')).headers['x-oss-version-id']);
    const older = await versioned.send('PUT /conformance/d', from(`s?versionId=${versions[0]}`));
    expect(older.headers['x-oss-copy-source-version-id']).toBe(versions[0]);
    expect((await plain.send('PUT /conformance/d', from('original'))).headers).not.toHaveProperty(
      'x-oss-copy-source-version-id',
    );
  });
});

describe.each(['CopyObject', 'UploadPartCopy'])('the conditions of %s on its source', (operation) => {
  let address: string;
  let etag: string;
  let modified: number;
  beforeAll(async () => {
    await plain.send('PUT /conformance/conditional', { body: 'abc' });
    const { headers } = await head('conditional');
    etag = headers.etag!;
    modified = Date.parse(headers['last-modified']!);
    const begun = await plain.send('POST /conformance/destination?uploads');
    address =
      operation === 'CopyObject'
        ? '/conformance/destination'
        : `/conformance/destination?partNumber=1&uploadId=${elementTexts(begun, 'UploadId')[0]}`;
  });
  const at = (offset: number) => new Date(modified + offset * 1000);
  const copy = async (conditions: Headers) => {
    const headers = { 'x-oss-copy-source': '/conformance/conditional', ...conditions };
    const reply = await plain.send(`PUT ${address}`, { headers });
    return [reply.status, elementTexts(reply, 'Code')[0], elementTexts(reply, 'Condition')[0]];
  };
  const made = [200, undefined, undefined];
  const same = [304, undefined, undefined];
  const failed = (name: string) => [412, 'PreconditionFailed', name];

  test('are those of a download: 412 where it must match, 304 where it must not', async () => {
    expect(await copy({ 'x-oss-copy-source-if-match': etag })).toEqual(made);
    expect(await copy({ 'x-oss-copy-source-if-match': '"x"' })).toEqual(failed('If-Match'));
    expect(await copy({ 'x-oss-copy-source-if-none-match': etag })).toEqual(same);
    expect(await copy({ 'x-oss-copy-source-if-none-match': '"x"' })).toEqual(made);
  });

  test.each(['of HTTP', 'page title'])('take dates in the form %s', async (form) => {
    const date = (offset: number) => (form === 'of HTTP' ? at(offset).toUTCString() : at(offset).toISOString());
    expect(await copy({ 'x-oss-copy-source-if-unmodified-since': date(0) })).toEqual(made);
    expect(await copy({ 'x-oss-copy-source-if-unmodified-since': date(-1) })).toEqual(failed('If-Unmodified-Since'));
    expect(await copy({ 'x-oss-copy-source-if-modified-since': date(-1) })).toEqual(made);
    expect(await copy({ 'x-oss-copy-source-if-modified-since': date(0) })).toEqual(same);
  });
});

test('a copy takes the headers that ali-oss sends twice, and a condition on what is overwritten from no client', async () => {
  await plain.send('PUT /conformance/twice', { body: 'abc', headers: { 'Cache-Control': 'max-age=1' } });
  const copy = async (headers: Headers) => {
    const reply = await plain.send('PUT /conformance/twice-copied', {
      headers: { 'x-oss-copy-source': '/conformance/twice', ...headers },
    });
    return [reply.status, elementTexts(reply, 'Header')[0]];
  };
  const replaced = {
    'Cache-Control': 'no-cache',
    'x-oss-copy-source-cache-control': 'no-cache',
    'x-oss-metadata-directive': 'REPLACE',
  };
  expect(await copy(replaced)).toEqual([200, undefined]);
  expect((await head('twice-copied')).headers['cache-control']).toBe('no-cache');
  expect(await copy({ 'If-Match': '"x"', 'x-oss-copy-source-if-match': '"x"' })).toEqual([412, undefined]);
  expect(await copy({ 'If-None-Match': '"x"', 'x-oss-copy-source-if-none-match': '"x"' })).toEqual([200, undefined]);
  expect(await copy({ 'If-None-Match': '*' })).toEqual([501, 'if-none-match']);
  for (const name of ['x-oss-copy-source-if-range', 'x-oss-copy-source-server-side-encryption-customer-key'])
    expect(await copy({ [name]: 'x' })).toEqual([501, name]);
  const put = await plain.send('PUT /conformance/no-copy', { headers: { 'x-oss-copy-source-cache-control': 'x' } });
  expect(refusalOf(put)).toEqual([501, 'NotImplemented']);
});

test('a later piece changes the ACL of what it is appended to, and nothing else that is said of it', async () => {
  const append = (position: number, headers: Headers) =>
    plain.send(`POST /conformance/pieces?append&position=${position}`, { body: 'abc', headers });
  await append(0, { 'x-oss-object-acl': 'public-read-write', 'x-oss-meta-my': 'one', 'x-oss-storage-class': 'IA' });
  const tags = Array.from({ length: 15 }, (_, index) => `t${index}=1`).join('&');
  const later = await append(3, {
    'x-oss-object-acl': 'public-read',
    'x-oss-meta-my': 'two',
    'x-oss-storage-class': 'Standard',
    'x-oss-tagging': tags,
  });
  expect(later.status).toBe(200);
  const { headers } = await head('pieces');
  expect([headers['x-oss-meta-my'], headers['x-oss-storage-class'], headers['x-oss-tagging-count']]).toEqual([
    'one',
    'IA',
    undefined,
  ]);
  // Anybody may read it now, and not write it any more.
  expect(refusalOf(await append(6, {}))).toEqual([403, 'AccessDenied']);
});

describe('AppendObject in a bucket that keeps versions', () => {
  test('makes an object that is no version of its own', async () => {
    const first = await versioned.send('POST /conformance/log?append&position=0', { body: 'abc' });
    expect(first.headers['x-oss-version-id']).toBe('null');
    const next = await versioned.send('POST /conformance/log?append&position=3', { body: 'd' });
    expect([next.status, next.headers['x-oss-version-id']]).toEqual([200, 'null']);
    expect(elementTexts(await versioned.send('GET /conformance?versions&prefix=log'), 'VersionId')).toEqual(['null']);
  });

  test('adds nothing to a deletion', async () => {
    await versioned.send('POST /conformance/gone?append&position=0', { body: 'abc' });
    await versioned.send('DELETE /conformance/gone');
    const reply = await versioned.send('POST /conformance/gone?append&position=0', { body: 'abc' });
    expect(refusalOf(reply)).toEqual([409, 'ObjectNotAppendable']);
  });
});
