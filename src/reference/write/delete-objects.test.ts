import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { elementTexts, type OpenEndpoint, openEndpoint, refusalOf } from '../../testing/wire/endpoint-requests.js';

let plain: OpenEndpoint;
let versioned: OpenEndpoint;
beforeAll(async () => {
  plain = await openEndpoint();
  versioned = await openEndpoint({ versioning: true });
});
afterAll(() => Promise.all([plain.endpoint.close(), versioned.endpoint.close()]));

const objects = (...keys: string[]) => keys.map((key) => `<Object><Key>${key}</Key></Object>`).join('');
const remove = (quiet: boolean, inner: string, query = '') =>
  plain.send(`POST /conformance?delete${query}`, { body: `<Delete><Quiet>${quiet}</Quiet>${inner}</Delete>` });

test('removes what the document names, there or not, and answers as the sample of the vendor does', async () => {
  for (const key of ['hello', 'world', 'stays']) await plain.send(`PUT /conformance/${key}`, { body: 'x' });
  const reply = await remove(false, objects('hello', 'world', 'nothing'));
  expect([reply.status, reply.body.toString()]).toMatchInlineSnapshot(`
    [
      200,
      "<?xml version="1.0" encoding="UTF-8"?>
    <DeleteResult>
      <Deleted>
        <Key>hello</Key>
      </Deleted>
      <Deleted>
        <Key>world</Key>
      </Deleted>
      <Deleted>
        <Key>nothing</Key>
      </Deleted>
    </DeleteResult>
    ",
    ]
  `);
  const left = await Promise.all(['hello', 'world', 'stays'].map((key) => plain.send(`HEAD /conformance/${key}`)));
  expect(left.map(({ status }) => status)).toEqual([404, 404, 200]);
});

test('the quiet form answers without a body', async () => {
  await plain.send('PUT /conformance/quiet', { body: 'x' });
  const reply = await remove(true, objects('quiet'));
  expect([reply.status, reply.headers['content-length'], reply.body.length]).toEqual([200, '0', 0]);
  expect((await plain.send('HEAD /conformance/quiet')).status).toBe(404);
});

test('a key is read as XML writes it, and is written encoded where that is wanted', async () => {
  const key = 'a&b<c>"\u0001ü\u{1f600}';
  await plain.send(`PUT /conformance/${encodeURIComponent(key)}`, { body: 'x' });
  const reply = await remove(
    false,
    objects('a&amp;b&lt;c&gt;&quot;&#1;&#xFC;\u{1f600}', '<![CDATA[&amp;]]>'),
    '&encoding-type=url',
  );
  expect(elementTexts(reply, 'EncodingType')).toEqual(['url']);
  expect(elementTexts(reply, 'Key').map(decodeURIComponent)).toEqual([key, '&amp;']);
  expect((await plain.send(`HEAD /conformance/${encodeURIComponent(key)}`)).status).toBe(404);
});

test('nothing is removed where the document is none, names too much, or is not what Content-MD5 says', async () => {
  await plain.send('PUT /conformance/kept', { body: 'x' });
  const many = Array.from({ length: 1001 }, (_, index) => `k${index}`);
  expect(refusalOf(await remove(false, ''))).toEqual([400, 'MalformedXML']);
  expect(refusalOf(await remove(false, objects('')))).toEqual([400, 'MalformedXML']);
  expect(refusalOf(await remove(false, objects('kept', ...many)))).toEqual([400, 'MalformedXML']);
  const body = `<Delete>${objects('kept')}</Delete>`;
  const md5 = (text: string) => createHash('md5').update(text).digest('base64');
  const withDigest = (digest: string) =>
    plain.send('POST /conformance/?delete', { body, headers: { 'Content-MD5': digest } });
  expect(refusalOf(await withDigest(md5('another')))).toEqual([400, 'InvalidDigest']);
  expect((await plain.send('HEAD /conformance/kept')).status).toBe(200);
  expect((await withDigest(md5(body))).status).toBe(200);
  expect((await plain.send('HEAD /conformance/kept')).status).toBe(404);
});

test('a version that is none of any object is refused before anything is removed', async () => {
  await versioned.send('PUT /conformance/safe', { body: 'x' });
  const body = `<Delete>${objects('safe')}<Object><Key>safe</Key><VersionId>234</VersionId></Object></Delete>`;
  expect(refusalOf(await versioned.send('POST /conformance?delete', { body }))).toEqual([400, 'InvalidArgument']);
  expect((await versioned.send('HEAD /conformance/safe')).status).toBe(200);
});

test('of a bucket that keeps versions it tells which deletions were made and which were removed', async () => {
  const put = await versioned.send('PUT /conformance/v', { body: 'x' });
  const version = put.headers['x-oss-version-id']!;
  const ask = (inner: string) => versioned.send('POST /conformance?delete', { body: `<Delete>${inner}</Delete>` });
  const made = await ask(objects('v'));
  const [marker = ''] = elementTexts(made, 'DeleteMarkerVersionId');
  expect([elementTexts(made, 'DeleteMarker'), marker]).toEqual([['true'], expect.stringMatching(/^[0-9A-F]{32}$/)]);
  const one = (id: string) => `<Object><Key>v</Key><VersionId>${id}</VersionId></Object>`;
  const removed = await ask(one(marker) + one(version));
  expect([
    elementTexts(removed, 'VersionId'),
    elementTexts(removed, 'DeleteMarker'),
    elementTexts(removed, 'DeleteMarkerVersionId'),
  ]).toEqual([[marker, version], ['true'], [marker]]);
  expect(elementTexts(await versioned.send('GET /conformance?versions&prefix=v'), 'Key')).toEqual([]);
});
