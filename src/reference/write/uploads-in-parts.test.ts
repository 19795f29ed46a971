import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { elementTexts, type OpenEndpoint, openEndpoint, refusalOf } from '../../testing/wire/endpoint-requests.js';
import { uploadDigest } from './multipart-upload.js';

let store: OpenEndpoint;
beforeAll(async () => {
  store = await openEndpoint({ clock: () => new Date(Date.UTC(2015, 11, 12, 0, 36, 26, 789)) });
});
afterAll(() => store.endpoint.close());

const begin = async (key: string, headers = {}): Promise<string> =>
  elementTexts(await store.send(`POST /conformance/${key}?uploads`, { headers }), 'UploadId')[0]!;
const tagOf = (body: string | Buffer) => createHash('md5').update(body).digest('hex').toUpperCase();
const complete = (key: string, id: string, tags: Readonly<Record<number, string>>, query = '') =>
  store.send(`POST /conformance/${key}?uploadId=${id}${query}`, {
    body: `<CompleteMultipartUpload>${Object.entries(tags)
      .map(([number, tag]) => `<Part><PartNumber>${number}</PartNumber><ETag>"${tag}"</ETag></Part>`)
      .join('')}</CompleteMultipartUpload>`,
  });

describe('the tag of an upload in parts', () => {
  test('is the one that the real service gave to two recorded parts', () => {
    const parts = ['4DE8075FB607DF4D13FBC480EA488EFA', 'AF947EC157726CEA88ED83B3C989063B'];
    const digest = uploadDigest(parts.map((tag) => ({ md5: Buffer.from(tag, 'hex') })));
    expect(digest.toString('hex').toUpperCase()).toBe('1C787C506EABFB9B45EAAA8DB039F4B2');
  });

  test('is not that of S3, and has the number of parts behind it', async () => {
    const pieces = [Buffer.alloc(102400, 1), Buffer.from('end')];
    const id = await begin('tagged');
    for (const [index, body] of pieces.entries())
      await store.send(`PUT /conformance/tagged?partNumber=${index + 1}&uploadId=${id}`, { body });
    const tags = pieces.map(tagOf);
    const done = await complete('tagged', id, { 1: tags[0]!, 2: tags[1]! });
    const expected = `"${tagOf(tags.join(''))}-2"`;
    expect([done.headers.etag, elementTexts(done, 'ETag')]).toEqual([expected, [expected]]);
    expect((await store.send('HEAD /conformance/tagged')).headers.etag).toBe(expected);
    const ofS3 = tagOf(Buffer.concat(tags.map((tag) => Buffer.from(tag, 'hex'))));
    expect(done.headers.etag).not.toBe(`"${ofS3}-2"`);
  });
});

test('CompleteMultipartUpload says where the object is, and writes its key as the request wants it', async () => {
  const id = await begin('a%20b');
  await store.send(`PUT /conformance/a%20b?partNumber=7&uploadId=${id}`, { body: 'x' });
  const done = await complete('a%20b', id, { 7: tagOf('x') }, '&encoding-type=url');
  expect(['EncodingType', 'Location', 'Bucket', 'Key'].map((name) => elementTexts(done, name)[0])).toEqual([
    'url',
    `http://127.0.0.1:${store.endpoint.port}/conformance/a%20b`,
    'conformance',
    'a%20b',
  ]);
});

describe('an upload in parts with the parameter sequential', () => {
  const pieces = [Buffer.alloc(102400, 1), Buffer.alloc(102400, 2), Buffer.from('end')];
  const start = async (key: string) =>
    `/conformance/${key}?uploadId=${elementTexts(await store.send(`POST /conformance/${key}?uploads&sequential`), 'UploadId')[0]}`;
  const sendPart = (upload: string, number: number) =>
    store.send(`PUT ${upload}&partNumber=${number}`, { body: pieces[number - 1]! });
  const md5Of = async (key: string) => (await store.send(`HEAD /conformance/${key}`)).headers['content-md5'];

  test('has the Content-MD5 of its body afterwards, which another has not', async () => {
    const upload = await start('in-order');
    for (const number of [1, 2, 3]) expect((await sendPart(upload, number)).status).toBe(200);
    await store.send(`POST ${upload}`, { headers: { 'x-oss-complete-all': 'yes' } });
    expect(await md5Of('in-order')).toBe(createHash('md5').update(Buffer.concat(pieces)).digest('base64'));
    const id = await begin('as-usual');
    await store.send(`PUT /conformance/as-usual?partNumber=1&uploadId=${id}`, { body: 'x' });
    await complete('as-usual', id, { 1: tagOf('x') });
    expect(await md5Of('as-usual')).toBeUndefined();
  });

  test('takes no part before the one in front of it, and none twice', async () => {
    const upload = await start('out-of-order');
    const late = [400, 'PartNotSequential'];
    expect(refusalOf(await sendPart(upload, 2))).toEqual(late);
    await sendPart(upload, 1);
    expect(refusalOf(await sendPart(upload, 3))).toEqual(late);
    expect(refusalOf(await sendPart(upload, 1))).toEqual([409, 'PartAlreadyExist']);
    const copy = { headers: { 'x-oss-copy-source': '/conformance/in-order' } };
    expect(refusalOf(await store.send(`PUT ${upload}&partNumber=3`, copy))).toEqual(late);
    expect((await store.send(`PUT ${upload}&partNumber=2`, copy)).status).toBe(200);
    expect((await sendPart(upload, 3)).status).toBe(200);
  });
});

describe('ListParts', () => {
  test('tells the parts by number, and where the next page starts, as the sample of the vendor has it', async () => {
    const id = await begin('listed');
    for (const number of [5, 1, 2])
      await store.send(`PUT /conformance/listed?partNumber=${number}&uploadId=${id}`, { body: `${number}` });
    const list = (query = '') => store.send(`GET /conformance/listed?uploadId=${id}${query}`);
    const all = await list();
    expect(
      all.body
        .toString()
        .replaceAll(id, 'ID')
        .replace(/ {2}<Part>[\s\S]*<\/Part>\n/, ''),
    ).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <ListPartsResult>
        <Bucket>conformance</Bucket>
        <Key>listed</Key>
        <UploadId>ID</UploadId>
        <StorageClass>Standard</StorageClass>
        <PartNumberMarker>0</PartNumberMarker>
        <NextPartNumberMarker>5</NextPartNumberMarker>
        <MaxParts>1000</MaxParts>
        <IsTruncated>false</IsTruncated>
      </ListPartsResult>
      "
    `);
    expect(['PartNumber', 'ETag', 'Size', 'LastModified'].map((name) => elementTexts(all, name).slice(0, 2))).toEqual([
      ['1', '2'],
      [`"${tagOf('1')}"`, `"${tagOf('2')}"`],
      ['1', '1'],
      ['2015-12-12T00:36:26.000Z', '2015-12-12T00:36:26.000Z'],
    ]);
    const page = async (query: string) => {
      const reply = await list(query);
      return ['PartNumber', 'IsTruncated', 'NextPartNumberMarker'].map((name) => elementTexts(reply, name).join());
    };
    expect(await page('&max-parts=2')).toEqual(['1,2', 'true', '2']);
    expect(await page('&max-parts=2&part-number-marker=2')).toEqual(['5', 'false', '5']);
    expect(await page('&part-number-marker=5')).toEqual(['', 'false', '5']);
    for (const odd of ['&max-parts=0', '&part-number-marker=x', '&encoding-type=x'])
      expect(refusalOf(await list(odd))).toEqual([400, 'InvalidArgument']);
  });

  test('knows only uploads under way, by key and id', async () => {
    const id = await begin('mine');
    expect(refusalOf(await store.send(`GET /conformance/other?uploadId=${id}`))).toEqual([404, 'NoSuchUpload']);
    expect((await store.send(`GET /conformance/mine?uploadId=${id}`)).status).toBe(200);
    await store.send(`DELETE /conformance/mine?uploadId=${id}`);
    expect(refusalOf(await store.send(`GET /conformance/mine?uploadId=${id}`))).toEqual([404, 'NoSuchUpload']);
  });
});

describe('x-oss-complete-all', () => {
  const all = { 'x-oss-complete-all': 'yes' };

  test('joins every part that is there, by number', async () => {
    const id = await begin('whole');
    await store.send(`PUT /conformance/whole?partNumber=2&uploadId=${id}`, { body: 'b' });
    await store.send(`PUT /conformance/whole?partNumber=1&uploadId=${id}`, { body: Buffer.alloc(102400, 'a') });
    const done = await store.send(`POST /conformance/whole?uploadId=${id}`, { headers: all });
    expect(done.status).toBe(200);
    expect((await store.send('GET /conformance/whole')).body.toString()).toBe(`${'a'.repeat(102400)}b`);
  });

  test('is refused beside a document, in the words that a test of the vendor requires, and with another value', async () => {
    const id = await begin('both');
    const send = (value: string) =>
      store.send(`POST /conformance/both?uploadId=${id}`, { headers: { 'x-oss-complete-all': value }, body: '<a/>' });
    const both = await send('yes');
    expect([...refusalOf(both), elementTexts(both, 'Message')[0], elementTexts(both, 'EC')[0]]).toEqual([
      400,
      'InvalidArgument',
      'Should not speficy both complete all header and http body.',
      '0042-00000216',
    ]);
    expect(refusalOf(await send('no'))).toEqual([400, 'InvalidArgument']);
  });

  test('of an upload without parts is refused, as a document that is none is', async () => {
    const id = await begin('nothing');
    const address = `POST /conformance/nothing?uploadId=${id}`;
    expect(refusalOf(await store.send(address, { headers: all }))).toEqual([400, 'MalformedXML']);
    for (const body of ['', '<CompleteMultipartUpload>', '<CompleteMultipartUpload><Part/></CompleteMultipartUpload>'])
      expect(refusalOf(await store.send(address, { body }))).toEqual([400, 'MalformedXML']);
    expect((await store.send('HEAD /conformance/nothing')).status).toBe(404);
  });

  test.each([
    '<?xml version="1.0" encoding="utf-8"?>\n<CompleteMultipartUpload/>\n',
    '<CompleteMultipartUpload xmlns="x"> </CompleteMultipartUpload>',
  ])('that names no part makes an object without a byte: %j', async (body) => {
    const id = await begin('no-parts');
    await store.send(`PUT /conformance/no-parts?partNumber=1&uploadId=${id}`, { body: 'x' });
    expect((await store.send(`POST /conformance/no-parts?uploadId=${id}`, { body })).status).toBe(200);
    const read = await store.send('GET /conformance/no-parts');
    expect([read.status, read.body.length, read.headers['x-oss-object-type']]).toEqual([200, 0, 'Multipart']);
    expect(refusalOf(await store.send(`GET /conformance/no-parts?uploadId=${id}`))).toEqual([404, 'NoSuchUpload']);
    expect((await store.send('DELETE /conformance/no-parts')).status).toBe(204);
  });
});

test('a document that is not what Content-MD5 says completes nothing', async () => {
  const id = await begin('digest');
  await store.send(`PUT /conformance/digest?partNumber=1&uploadId=${id}`, { body: 'x' });
  const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${tagOf('x')}</ETag></Part></CompleteMultipartUpload>`;
  const send = (md5: string) =>
    store.send(`POST /conformance/digest?uploadId=${id}`, { body, headers: { 'Content-MD5': md5 } });
  expect(refusalOf(await send('1B2M2Y8AsgTpgAmY7PhCfg=='))).toEqual([400, 'InvalidDigest']);
  expect((await send(createHash('md5').update(body).digest('base64'))).status).toBe(200);
});
