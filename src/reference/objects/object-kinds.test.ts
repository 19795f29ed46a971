import { createHash } from 'node:crypto';
import OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type RawReply, rawRequest } from '../../testing/wire/raw-request.js';
import type { ReferenceEndpointOptions } from '../server/endpoint-options.js';
import { createReferenceEndpoint, type ReferenceEndpoint } from '../server/server.js';

/** Objects that are not made by one PUT: by the vendor's own client where it can, else by requests as documented. */
const credentials = [{ accessKeyId: 'ak', accessKeySecret: 'sk' }];
const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, position) => (position * 7) % 251));
const hex = (data: Uint8Array): string => createHash('md5').update(data).digest('hex').toUpperCase();

const opened: ReferenceEndpoint[] = [];

async function open(options: Partial<ReferenceEndpointOptions> = {}): Promise<ReferenceEndpoint> {
  const usual = { bucket: 'conformance', region: 'cn-hangzhou', credentials, acl: 'public-read-write' } as const;
  const endpoint = await createReferenceEndpoint({ ...usual, ...options });
  opened.push(endpoint);
  return endpoint;
}

afterAll(() => Promise.all(opened.map((endpoint) => endpoint.close())));

let endpoint: ReferenceEndpoint;
beforeAll(async () => {
  endpoint = await open();
});

interface Ask {
  readonly body?: Uint8Array | string;
  readonly headers?: readonly HeaderField[];
  readonly of?: ReferenceEndpoint;
}

function ask(line: string, { body, headers = [], of = endpoint }: Ask = {}): Promise<RawReply> {
  const [method = '', target = ''] = line.split(' ');
  return rawRequest({ port: of.port, method, target, headers, ...(body === undefined ? {} : { body }) });
}

const element = (reply: RawReply, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(reply.body.toString())?.[1];
const refusal = (reply: RawReply) => [reply.status, element(reply, 'Code')];

describe.each([
  ['V1', false],
  ['V4', true],
] as const)('ali-oss with %s', (version, authorizationV4) => {
  const oss = () =>
    new OSS({
      ...credentials[0]!,
      bucket: 'conformance',
      region: 'oss-cn-hangzhou',
      endpoint: `http://localhost:${endpoint.port}`,
      sldEnable: true,
      authorizationV4,
    } as OSS.Options);
  const header = (reply: object, name: string): unknown =>
    (reply as { res: { headers: Record<string, unknown> } }).res.headers[name];

  test('appends, and reads a range across the pieces', async () => {
    const key = `appended-${version}`;
    const first = await oss().append(key, bytes(12));
    expect(header(first, 'x-oss-next-append-position')).toBe('12');
    await oss().append(key, bytes(12), { position: '12' });
    const got = await oss().get(key, { headers: { Range: 'bytes=10-13' } } as OSS.GetObjectOptions);
    expect(got.content).toEqual(Buffer.concat([bytes(12), bytes(12)]).subarray(10, 14));
    expect(header(got, 'x-oss-object-type')).toBe('Appendable');
    await expect(oss().append(key, bytes(1), { position: '12' })).rejects.toMatchObject({
      status: 409,
      code: 'PositionNotEqualToLength',
    });
  });

  test('uploads in parts, gives an upload up, and copies a part', async () => {
    const key = `parts-${version}`;
    const content = bytes(102401);
    const { uploadId } = await oss().initMultipartUpload(key);
    const done = [];
    for (const [number, [start, end]] of [
      [0, 102400],
      [102400, 102401],
    ].entries()) {
      const { etag } = await oss().uploadPart(key, uploadId, number + 1, content as never, start!, end!);
      done.push({ number: number + 1, etag });
    }
    await oss().completeMultipartUpload(key, uploadId, done);
    const got = await oss().get(key);
    expect([(got.content as Buffer).equals(content), header(got, 'x-oss-object-type')]).toEqual([true, 'Multipart']);
    expect(header(got, 'etag')).toMatch(/^"[0-9A-F]{32}-2"$/);
    expect(header(got, 'content-md5')).toBeUndefined();

    const copying = await oss().initMultipartUpload(`copied-${version}`);
    const part = await oss().uploadPartCopy(
      `copied-${version}`,
      copying.uploadId,
      1,
      '0-9',
      {
        sourceKey: key,
        sourceBucketName: 'conformance',
      },
      {},
    );
    await oss().completeMultipartUpload(`copied-${version}`, copying.uploadId, [{ number: 1, etag: part.etag }]);
    expect((await oss().get(`copied-${version}`)).content).toEqual(content.subarray(0, 10));

    const abandoned = await oss().initMultipartUpload(key);
    const open = async (): Promise<string[]> =>
      (
        (await oss().listUploads({ prefix: key } as never)) as OSS.ListUploadsResult & {
          uploads: { uploadId: string }[];
        }
      ).uploads.map(({ uploadId: id }) => id);
    expect(await open()).toEqual([abandoned.uploadId]);
    await oss().abortMultipartUpload(key, abandoned.uploadId);
    expect(await open()).toEqual([]);
    await expect(oss().abortMultipartUpload(key, abandoned.uploadId)).rejects.toMatchObject({ code: 'NoSuchUpload' });
  });

  test('copies an object with its fields, and with others', async () => {
    await oss().put('source', bytes(100), { mime: 'text/x', meta: { uid: 1, pid: 2 } } as OSS.PutObjectOptions);
    await oss().copy(`copy-${version}`, 'source');
    const got = await oss().get(`copy-${version}`);
    expect([got.content, header(got, 'content-type')]).toEqual([bytes(100), 'text/x']);
    await oss().copy(`other-${version}`, 'source', { meta: { uid: 3, pid: 4 } } as OSS.CopyObjectOptions);
    expect((await oss().head(`other-${version}`)).meta).toEqual({ uid: '3', pid: '4' });
    await expect(oss().copy('x', 'not-there')).rejects.toMatchObject({ status: 404, code: 'NoSuchKey' });
  });

  test('reads through a link, and says where it leads', async () => {
    await oss().put('target', bytes(100));
    await oss().putSymlink(`link-${version}`, 'target', {} as OSS.PutSymlinkOptions);
    expect((await oss().getSymlink(`link-${version}`)).targetName).toBe('target');
    const got = await oss().get(`link-${version}`);
    expect([got.content, header(got, 'x-oss-object-type'), header(got, 'etag')]).toEqual([
      bytes(100),
      'Symlink',
      `"${hex(bytes(100))}"`,
    ]);
  });
});

describe('a link', () => {
  const link = (name: string, target: string) =>
    ask(`PUT /conformance/${name}?symlink`, { body: '', headers: [['x-oss-symlink-target', target]] });

  test('to nothing is 404 SymlinkTargetNotExist, to a link 400 InvalidTargetType', async () => {
    await link('dangling', 'nowhere');
    await link('chain', 'dangling');
    expect(refusal(await ask('GET /conformance/dangling'))).toEqual([404, 'SymlinkTargetNotExist']);
    expect(refusal(await ask('GET /conformance/chain'))).toEqual([400, 'InvalidTargetType']);
    expect(refusal(await link('empty', ''))).toEqual([400, 'InvalidArgument']);
    await ask('PUT /conformance/plain', { body: 'x' });
    expect(refusal(await ask('GET /conformance/plain?symlink'))).toEqual([400, 'NotSymlink']);
  });

  test.each([
    ['applied', 206],
    ['ignored', 200],
  ] as const)('whose Range is %s is answered %i', async (symlinkRange, status) => {
    const of = await open({ unsettled: { symlinkRange } });
    await ask('PUT /conformance/to', { of, body: 'abcdef' });
    await ask('PUT /conformance/from?symlink', { of, body: '', headers: [['x-oss-symlink-target', 'to']] });
    expect((await ask('GET /conformance/from', { of, headers: [['Range', 'bytes=1-2']] })).status).toBe(status);
  });
});

describe('UploadPartCopy', () => {
  async function copied(range: string, options: Ask = {}): Promise<readonly unknown[]> {
    const { of = endpoint } = options;
    await ask('PUT /conformance/long', { of, body: bytes(204800) });
    const id = element(await ask('POST /conformance/joined?uploads', { of, body: '' }), 'UploadId');
    const part = await ask(`PUT /conformance/joined?partNumber=1&uploadId=${id}`, {
      of,
      body: '',
      headers: [
        ['x-oss-copy-source', '/conformance/long'],
        ['x-oss-copy-source-range', range],
        ...(options.headers ?? []),
      ],
    });
    if (part.status !== 200) return refusal(part);
    const list = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers.etag}</ETag></Part></CompleteMultipartUpload>`;
    await ask(`POST /conformance/joined?uploadId=${id}`, { of, body: list });
    const got = await ask('GET /conformance/joined', { of });
    return [part.status, part.headers['content-range'], part.headers.etag === `"${hex(got.body)}"`, got.body.length];
  }

  test('copies to the end what is open, and the last bytes of a suffix', async () => {
    expect(await copied('bytes=102400-')).toEqual([200, 'bytes 102400-204799/204800', true, 102400]);
    expect(await copied('bytes=-5')).toEqual([200, 'bytes 204795-204799/204800', true, 5]);
  });

  test('copies a range that fits and says which; of any other it copies everything and says nothing', async () => {
    expect(await copied('bytes=0-102399')).toEqual([200, 'bytes 0-102399/204800', true, 102400]);
    for (const range of ['bytes=102400-204800', 'bytes=204800-', 'bytes=-204801', 'bytes=-0', 'bytes=5-4', '0-3']) {
      expect(await copied(range)).toEqual([200, undefined, true, 204800]);
    }
  });

  test.each([
    ['whole', [200, undefined, true, 204800]],
    ['cut', [200, 'bytes 102400-204799/204800', true, 102400]],
    ['refuse', [416, 'InvalidRange']],
  ] as const)('under the mode header, where no source decides: %s', async (standardCopyRange, expected) => {
    const of = await open({ unsettled: { standardCopyRange } });
    const headers: HeaderField[] = [['x-oss-range-behavior', 'standard']];
    expect(await copied('bytes=102400-204800', { of, headers })).toEqual(expected);
  });

  test('needs an upload, a number and a source', async () => {
    const source: HeaderField[] = [['x-oss-copy-source', '/conformance/nothing']];
    expect(refusal(await ask('PUT /conformance/x?partNumber=1&uploadId=0', { body: '', headers: source }))).toEqual([
      404,
      'NoSuchUpload',
    ]);
    const id = element(await ask('POST /conformance/x?uploads', { body: '' }), 'UploadId');
    const at = (number: string) => `PUT /conformance/x?partNumber=${number}&uploadId=${id}`;
    expect(refusal(await ask(at('1'), { body: '', headers: source }))).toEqual([404, 'NoSuchKey']);
    expect(refusal(await ask(at('0'), { body: 'x' }))).toEqual([400, 'InvalidArgument']);
    const odd: HeaderField[] = [['x-oss-copy-source', 'nothing']];
    expect(refusal(await ask(at('1'), { body: '', headers: odd }))).toEqual([400, 'InvalidArgument']);
  });
});

test('ListMultipartUploads tells what was neither completed nor given up, page by page', async () => {
  const begun: [key: string, id: string][] = [];
  for (const key of ['list/b', 'list/a%20x', 'list/a%20x', 'list/é', 'elsewhere']) {
    begun.push([
      key,
      element(
        await ask(`POST /conformance/${encodeURI(key).replaceAll('%25', '%')}?uploads`, { body: '' }),
        'UploadId',
      )!,
    ]);
  }
  const ids = (from: number, to: number): string[] => begun.slice(from, to).map(([, id]) => id);
  const expected = [...ids(1, 3).sort(), ...ids(0, 1), ...ids(3, 4)];
  const page = async (query: string): Promise<{ ids: string[]; next: (string | undefined)[]; reply: RawReply }> => {
    const reply = await ask(`GET /conformance/?uploads&prefix=list/${query}`);
    const found = [...reply.body.toString().matchAll(/<UploadId>([^<]*)<\/UploadId>/g)].map(([, id = '']) => id);
    return {
      ids: found,
      next: ['IsTruncated', 'NextKeyMarker', 'NextUploadIdMarker'].map((name) => element(reply, name)),
      reply,
    };
  };
  const all = await page('');
  expect([all.ids, all.next]).toEqual([expected, ['false', 'list/é', expected[3]]]);
  expect(element(all.reply, 'Initiated')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
  const first = await page('&max-uploads=1&encoding-type=url');
  expect([first.ids, first.next]).toEqual([expected.slice(0, 1), ['true', 'list%2Fa%20x', expected[0]]]);
  const second = await page(`&max-uploads=2&key-marker=list/a%20x&upload-id-marker=${expected[0]}`);
  expect([second.ids, second.next]).toEqual([expected.slice(1, 3), ['true', 'list/b', expected[2]]]);
  expect((await page('&key-marker=list/a%20x')).ids).toEqual(expected.slice(2));
  for (const odd of ['&max-uploads=0', '&max-uploads=1001', '&encoding-type=base64']) {
    expect(refusal((await page(odd)).reply)).toEqual([400, 'InvalidArgument']);
  }
  for (const [key, id] of begun)
    await ask(`DELETE /conformance/${encodeURI(key).replaceAll('%25', '%')}?uploadId=${id}`);
  expect((await page('')).ids).toEqual([]);
});

describe('CompleteMultipartUpload', () => {
  const complete = (id: string | undefined, parts: readonly (readonly [number, string])[]) =>
    ask(`POST /conformance/x?uploadId=${id}`, {
      body: `<CompleteMultipartUpload>${parts.map(([number, tag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${tag}</ETag></Part>`).join('')}</CompleteMultipartUpload>`,
    });

  test('takes the parts that are there, in order, and large enough', async () => {
    const id = element(await ask('POST /conformance/x?uploads', { body: '' }), 'UploadId');
    for (const number of [1, 2])
      await ask(`PUT /conformance/x?partNumber=${number}&uploadId=${id}`, { body: `${number}` });
    const [one, two] = [hex(Buffer.from('1')), hex(Buffer.from('2'))] as const;
    expect(refusal(await complete(id, [[1, two]]))).toEqual([400, 'InvalidPart']);
    expect(refusal(await complete(id, [[3, two]]))).toEqual([400, 'InvalidPart']);
    expect(
      refusal(
        await complete(id, [
          [2, two],
          [1, one],
        ]),
      ),
    ).toEqual([400, 'InvalidPartOrder']);
    expect(
      refusal(
        await complete(id, [
          [1, one],
          [2, two],
        ]),
      ),
    ).toEqual([400, 'EntityTooSmall']);
    expect((await complete(id, [[2, two]])).status).toBe(200);
    expect((await ask('GET /conformance/x')).body.toString()).toBe('2');
    expect(refusal(await complete(id, [[2, two]]))).toEqual([404, 'NoSuchUpload']);
  });
});

describe('a bucket that keeps versions', () => {
  test('gives each of them by its id, and answers deletions as documented', async () => {
    const of = await open();
    const config = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
    const key = '/conformance/kept';
    await ask(`PUT ${key}`, { of, body: 'before' });
    // Who may write objects may not change the bucket.
    expect(refusal(await ask('PUT /conformance?versioning', { of, body: config }))).toEqual([403, 'AccessDenied']);
    const own = new OSS({
      ...credentials[0]!,
      bucket: 'conformance',
      region: 'oss-cn-hangzhou',
      endpoint: `http://localhost:${of.port}`,
      sldEnable: true,
    } as OSS.Options) as OSS & { putBucketVersioning(name: string, status: string): Promise<unknown> };
    await own.putBucketVersioning('conformance', 'Enabled');
    const first = (await ask(`PUT ${key}`, { of, body: 'first' })).headers['x-oss-version-id'];
    const second = (await ask(`PUT ${key}`, { of, body: '' })).headers['x-oss-version-id'];
    const get = (id?: unknown) => ask(`GET ${key}${id === undefined ? '' : `?versionId=${id}`}`, { of });
    expect((await get(first)).body.toString()).toBe('first');
    expect((await get('null')).body.toString()).toBe('before');
    expect([(await get()).body.toString(), (await get()).headers['x-oss-version-id']]).toEqual(['', second]);
    expect(refusal(await get('other'))).toEqual([404, 'NoSuchVersion']);

    const deleted = await ask(`DELETE ${key}`, { of });
    const marker = deleted.headers['x-oss-version-id'];
    expect([deleted.status, deleted.headers['x-oss-delete-marker']]).toEqual([204, 'true']);
    const current = await get();
    expect([...refusal(current), current.headers['x-oss-delete-marker']]).toEqual([404, 'NoSuchKey', 'true']);
    const byId = await get(marker);
    expect([...refusal(byId), byId.headers.allow]).toEqual([405, 'MethodNotAllowed', 'DELETE']);

    const listing = (await ask('GET /conformance?versions&max-keys=2', { of })).body.toString();
    expect(
      [
        ...listing.matchAll(/<(Version|DeleteMarker)>\s*<Key>(.*?)<\/Key>\s*<VersionId>(.*?)<.*?>\s*<IsLatest>(.*?)</g),
      ].map((m) => m.slice(1)),
    ).toEqual([
      ['DeleteMarker', 'kept', marker, 'true'],
      ['Version', 'kept', second, 'false'],
    ]);
    const rest = (
      await ask(`GET /conformance?versions&key-marker=kept&version-id-marker=${second}`, { of })
    ).body.toString();
    expect([...rest.matchAll(/<VersionId>(.*?)</g)].map(([, id]) => id)).toEqual([first, 'null']);
    expect((await ask('GET /conformance?versions&key-marker=kept', { of })).body.toString()).not.toContain(
      '<VersionId>',
    );

    await ask(`DELETE ${key}?versionId=${marker}`, { of });
    expect((await get()).headers['x-oss-version-id']).toBe(second);
    for (const id of [second, 'null', 'other']) await ask(`DELETE ${key}?versionId=${id}`, { of });
    expect((await get()).body.toString()).toBe('first');
    await ask(`DELETE ${key}?versionId=${first}`, { of });
    expect((await get()).headers['x-oss-delete-marker']).toBeUndefined();
  });

  test('gives back the memory of what is deleted, of uploads that are given up and of pieces that are joined', async () => {
    const of = await open({ versioning: true, memoryLimitBytes: 250_000 });
    for (let round = 0; round < 5; round += 1) {
      const put = await ask('PUT /conformance/v', { of, body: bytes(100_000) });
      expect(put.status).toBe(200);
      const marker = (await ask('DELETE /conformance/v', { of })).headers['x-oss-version-id'];
      for (const id of [marker, put.headers['x-oss-version-id']])
        await ask(`DELETE /conformance/v?versionId=${id}`, { of });
      const upload = element(await ask('POST /conformance/u?uploads', { of, body: '' }), 'UploadId');
      const at = `/conformance/u?uploadId=${upload}`;
      expect((await ask(`PUT ${at}&partNumber=1`, { of, body: bytes(100_000) })).status).toBe(200);
      expect((await ask(`PUT ${at}&partNumber=1`, { of, body: bytes(100_000) })).status).toBe(200);
      expect((await ask(`DELETE ${at}`, { of })).status).toBe(204);
      for (const position of [0, 1000]) {
        const appended = await ask(`POST /conformance/a?append&position=${position}`, { of, body: bytes(1000) });
        expect([appended.status, appended.headers['x-oss-next-append-position']]).toEqual([200, `${position + 1000}`]);
      }
      const id = (await ask('GET /conformance/a', { of })).headers['x-oss-version-id'];
      await ask(`DELETE /conformance/a?versionId=${id}`, { of });
    }
    await ask('PUT /conformance/v', { of, body: bytes(100_000) });
    await ask('PUT /conformance/v', { of, body: bytes(100_000) });
    expect(refusal(await ask('PUT /conformance/v', { of, body: bytes(100_000) }))).toEqual([
      507,
      'InsufficientStorage',
    ]);
  });
});
