import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { rawRequest } from '../../testing/wire/raw-request.js';
import {
  elementOf,
  openSigned,
  ownFields,
  sendSigned,
  statusAndCode,
  tagOf,
} from '../../testing/wire/signed-endpoint.js';
import type { ReferenceEndpoint } from '../server/server.js';

/** Fields of reading beside those of ranges, and what refusals say. */
const text = 'a'.repeat(2048);

const opened: ReferenceEndpoint[] = [];

async function open(options: Parameters<typeof openSigned>[0] = {}): Promise<ReferenceEndpoint> {
  const endpoint = await openSigned(options);
  opened.push(endpoint);
  return endpoint;
}

afterAll(() => Promise.all(opened.map(({ close }) => close())));

let endpoint: ReferenceEndpoint;
beforeAll(async () => {
  endpoint = await open();
  await sendSigned(endpoint, 'PUT /conformance/a', { body: text, headers: [['Content-Type', 'text/plain']] });
  await sendSigned(endpoint, 'PUT /conformance/ten', { body: '0123456789' });
});

describe('a text that can be compressed', () => {
  const gzip: HeaderField = ['Accept-Encoding', 'gzip'];

  test('is told of by HEAD with the fields of the GET', async () => {
    const [got, head] = [
      await sendSigned(endpoint, 'GET /conformance/a', { headers: [gzip] }),
      await sendSigned(endpoint, 'HEAD /conformance/a', { headers: [gzip] }),
    ];
    expect(gunzipSync(got.body).toString()).toBe(text);
    const { 'transfer-encoding': _, ...expected } = ownFields(got);
    expect(ownFields(head)).toEqual(expected);
    expect(expected).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  });

  test('depends on Accept-Encoding in every form, and nothing else does', async () => {
    const vary = async (key: string, headers: readonly HeaderField[]) =>
      (await sendSigned(endpoint, `GET /conformance/${key}`, { headers })).headers.vary;
    const each: HeaderField[][] = [[], [gzip], [['Range', 'bytes=0-1']], [['If-None-Match', tagOf(text)]]];
    expect(await Promise.all(each.map((headers) => vary('a', headers)))).toEqual(each.map(() => 'Accept-Encoding'));
    expect(await Promise.all(each.map((headers) => vary('ten', headers)))).toEqual(each.map(() => undefined));
  });
});

describe('errors', () => {
  test('have the finer code in a field and as an element, with the page about it', async () => {
    const reply = await sendSigned(endpoint, 'GET /conformance/none');
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
    expect((await sendSigned(endpoint, line)).headers['x-oss-ec']).toBe(ec);
  });

  test('a caller without credentials is told the code of the ACL', async () => {
    const reply = await rawRequest({ port: endpoint.port, target: '/conformance/ten' });
    expect([...statusAndCode(reply), elementOf(reply, 'EC')]).toEqual([403, 'AccessDenied', '0003-00000001']);
  });

  test('a preflight is refused as in a bucket without rules, with and without credentials', async () => {
    const preflight = (target: string) => rawRequest({ port: endpoint.port, method: 'OPTIONS', target });
    expect(statusAndCode(await preflight('/conformance/ten'))).toEqual([403, 'AccessForbidden']);
    expect(statusAndCode(await preflight('/another/ten'))).toEqual([404, 'NoSuchBucket']);
  });

  test.each(['x-oss-version-id', 'X-Oss-Version-Id'])(
    '%s is refused by name, for it would select another version',
    async (header) => {
      const reply = await sendSigned(endpoint, 'GET /conformance/ten', { headers: [[header, 'null']] });
      expect([...statusAndCode(reply), elementOf(reply, 'Operation'), elementOf(reply, 'Header')]).toEqual([
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
    expect(['Code', 'Message', 'ArgumentValue'].map((name) => elementOf(refused[0]!, name))).toEqual([
      'InvalidArgument',
      'The characters encoding must be utf-8.',
      key,
    ]);
  });
});

describe('x-oss-traffic-limit', () => {
  const limited = (of: ReferenceEndpoint, limit: string, line = 'GET /conformance/long') =>
    sendSigned(of, line, { headers: [['x-oss-traffic-limit', limit]] });

  test('holds back what is more than so many bits a second', async () => {
    const of = await open();
    const body = 'b'.repeat(30_000);
    const put = await sendSigned(of, 'PUT /conformance/long', { body, headers: [['x-oss-traffic-limit', '819200']] });
    expect(Number(put.headers['x-oss-qos-delay-time'])).toBeGreaterThan(200);
    const startedAt = performance.now();
    const reply = await limited(of, '819200');
    // 30,000 bytes of eight bits at 819,200 bits a second; a timer may be a millisecond early.
    expect([reply.body.toString() === body, performance.now() - startedAt > 290]).toEqual([true, true]);
    expect(reply.headers['x-oss-qos-delay-time']).toBeUndefined();
    const again = performance.now();
    expect((await limited(of, '819200', 'HEAD /conformance/long')).status).toBe(200);
    expect(performance.now() - again).toBeLessThan(290);
  });

  test.each(['819199', '838860801', '0', '-1', 'fast', ''])('%j is no limit that OSS has', async (limit) => {
    const reply = await limited(endpoint, limit, 'GET /conformance/ten');
    expect([...statusAndCode(reply), elementOf(reply, 'ArgumentName')]).toEqual([
      400,
      'InvalidArgument',
      'x-oss-traffic-limit',
    ]);
  });
});

test('who pays for what they ask is told that they are charged', async () => {
  const of = await open({ requestPayer: true });
  const headers: HeaderField[] = [['x-oss-request-payer', 'requester']];
  await sendSigned(of, 'PUT /conformance/a', { body: 'x', headers });
  expect((await sendSigned(of, 'GET /conformance/a', { headers })).headers['x-oss-request-charged']).toBe('requester');
  expect(
    (await sendSigned(endpoint, 'GET /conformance/a', { headers })).headers['x-oss-request-charged'],
  ).toBeUndefined();
});
