import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type RawReply, rawRequest } from '../../testing/wire/raw-request.js';
import { createReferenceEndpoint, type ReferenceEndpoint } from './server.js';

/*
 * What is known of OSS, asked over HTTP: every row with a literal size and a literal header. Sources: the pages of the
 * vendor on ranges and on GetObject with their transcripts, and the integration tests of its SDKs.
 */

type Mode = 'default' | 'standard';
/** The slice that comes back with 206; or 200 with the whole object; or 416. */
type Expected = readonly [first: number, last: number] | 'whole' | 416;
type Row = readonly [id: string, size: number, mode: Mode, range: string, expected: Expected];

const MiB = 1024 * 1024;

const closedInside: readonly Row[] = [
  ['A1', 1000, 'default', 'bytes=0-499', [0, 499]],
  ['A2', 1000, 'default', 'bytes=500-999', [500, 999]],
  ['A3', 344606, 'default', 'bytes=100-900', [100, 900]],
  ['A4', 6, 'default', 'bytes=1-5', [1, 5]],
  ['A5', 1024, 'default', 'bytes=3-3', [3, 3]],
  ['A6', 1024, 'default', 'bytes=10-19', [10, 19]],
  ['A7', 20, 'default', 'bytes=1-5', [1, 5]],
  ['A7', 20, 'default', 'bytes=3-8', [3, 8]],
  ['A8', 131072, 'default', 'bytes=0-65535', [0, 65535]],
  ['A9', MiB, 'default', 'bytes=0-99', [0, 99]],
  ['A10', 1024000, 'default', 'bytes=1-100', [1, 100]],
  ['A11', 20, 'default', 'bytes=0-9', [0, 9]],
  ['A12', 20, 'default', ' bytes=5-13', [5, 13]],
  ['A13', 20, 'default', 'bytes=0-4', [0, 4]],
  ['A14', 1000, 'default', 'bytes=0-0', [0, 0]],
  ['A14', 1000, 'standard', 'bytes=0-0', [0, 0]],
  ['A15', 20, 'default', 'bytes=19-', [19, 19]],
  ['A16', 1000, 'default', 'bytes=0-999', [0, 999]],
  ['A16', 1000, 'standard', 'bytes=0-999', [0, 999]],
];

const endPastEof: readonly Row[] = [
  ['B1', 1000, 'default', 'bytes=500-2000', 'whole'],
  ['B2', 1000, 'standard', 'bytes=500-2000', [500, 999]],
  ['B3', 1000, 'default', 'bytes=0-1000', 'whole'],
  ['B4', 1000, 'standard', 'bytes=0-2000', [0, 999]],
  ['B5', 100, 'default', 'bytes=10-200', 'whole'],
  ['B5', 100, 'standard', 'bytes=10-200', [10, 99]],
  ['B6', 20, 'default', 'bytes=4-20', 'whole'],
  ['B7', 20, 'default', 'bytes=3-20', 'whole'],
  ['B7', 30, 'default', 'bytes=3-20', [3, 20]],
  ['B8', 131072, 'default', 'bytes=0-262143', 'whole'],
  ['B9', 117, 'default', 'bytes=40-216', 'whole'],
  ['B10', 39, 'default', 'bytes=15-1000', 'whole'],
  ['B11', 12345, 'standard', 'bytes=10048-12559', [10048, 12344]],
  ['B12', 10, 'standard', 'bytes=5-15', [5, 9]],
  ['B13', 344606, 'standard', 'bytes=344605-344606', [344605, 344605]],
  ['B14', 32, 'default', 'bytes=2-64', 'whole'],
  ['B15', 4 * MiB, 'default', 'bytes=2097152-6291455', 'whole'],
  ['B15', 4 * MiB, 'standard', 'bytes=2097152-6291455', [2 * MiB, 4 * MiB - 1]],
];

const startPastEof: readonly Row[] = [
  ['C1', 1000, 'default', 'bytes=1000-2000', 'whole'],
  ['C2', 1000, 'standard', 'bytes=1000-2000', 416],
  ['C3', 1000, 'default', 'bytes=1000-', 'whole'],
  ['C4', 20, 'default', 'bytes=20-', 'whole'],
  ['C5', 1000, 'standard', 'bytes=1000-', 416],
  ['C6', 10, 'standard', 'bytes=15-25', 416],
  ['C7', 117, 'default', 'bytes=216-316', 'whole'],
  ['C8', 1000, 'default', 'bytes=1000-1000', 'whole'],
  ['C8', 1000, 'standard', 'bytes=1000-1000', 416],
];

const suffix: readonly Row[] = [
  ['D1', 1000, 'default', 'bytes=-500', [500, 999]],
  ['D2', 1024, 'default', 'bytes=-199', [825, 1023]],
  ['D3', 131072, 'default', 'bytes=-32768', [98304, 131071]],
  ['D4', 20, 'default', 'bytes=-6', [14, 19]],
  ['D4', 20, 'default', 'bytes=-20', [0, 19]],
  ['D4', 30, 'default', 'bytes=-20', [10, 29]],
  ['D5', 1000, 'default', 'bytes=-2000', 'whole'],
  ['D6', 1000, 'standard', 'bytes=-2000', [0, 999]],
  ['D7', 131072, 'default', 'bytes=-0', 416],
  ['D8', 1000, 'default', 'bytes=-0', 416],
  ['D9', 20, 'default', 'bytes=-0', 416],
  ['D10', 1000, 'standard', 'bytes=-0', 416],
  ['D11', 1000, 'default', 'bytes=-1', [999, 999]],
  ['D11', 1000, 'standard', 'bytes=-1', [999, 999]],
  ['D12', 1000, 'default', 'bytes=-1000', [0, 999]],
];

const open: readonly Row[] = [
  ['E1', 1000, 'default', 'bytes=500-', [500, 999]],
  ['E2', 1024, 'default', 'bytes=500-', [500, 1023]],
  ['E2', 20, 'default', 'bytes=4-', [4, 19]],
  ['E2', 131072, 'default', 'bytes=65536-', [65536, 131071]],
  ['E3', 6, 'default', 'bytes=0-', [0, 5]],
  ...[0, 1, 2, 3, 4, 5, 7, 16, 17, 32, 63, 64, 79].map(
    (first): Row => ['E4', 117, 'standard', `bytes=${first}-`, [first, 116]],
  ),
];

const ignored: readonly Row[] = [
  ['F1', 131072, 'default', 'bytes=65536-32768', 'whole'],
  ['F2', 131072, 'default', 'bytes=--1', 'whole'],
  ['F3', 20, 'default', 'bytes=--0', 'whole'],
  ['F4', 20, 'default', 'bytes=-', 'whole'],
  ['F5', 20, 'default', 'bytes=abc', 'whole'],
  ['F6', 20, 'default', 'bytes=,1-2', 'whole'],
  ['F6', 20, 'default', 'bytes=,abc,1-2', 'whole'],
  ['F7', 1000, 'default', 'byte=0-499', 'whole'],
  ['F8', 1000, 'default', 'bytes=-1-10', 'whole'],
  ['F8', 1000, 'default', 'bytes=0--1', 'whole'],
  ...['bytes 0-499', 'bytes=', 'bytes=abc-def', 'bytes=1-10a', 'bytes=1-2-3', '0-499', 'items=0-5'].map(
    (range): Row => ['F9', 1000, 'default', range, 'whole'],
  ),
];

const lists: readonly Row[] = [
  ['G1', 1000, 'default', 'bytes=0-499,500-999', [0, 499]],
  ['G2', 20, 'default', 'bytes=1-2,', [1, 2]],
  ['G2', 20, 'default', 'bytes=1-2,a-c', [1, 2]],
  ['G2', 20, 'default', 'bytes=1-2,abc', [1, 2]],
  ['G6', 1000, 'default', 'bytes=5000-6000,0-9', 'whole'],
];

const empty: readonly Row[] = [
  ['H1', 0, 'default', 'bytes=0-', 'whole'],
  ['H2', 0, 'default', 'bytes=0-0', 'whole'],
  ['H2', 0, 'default', 'bytes=-5', 'whole'],
  ['H2', 0, 'default', 'bytes=0-10', 'whole'],
  ['H4', 0, 'standard', 'bytes=0-', 416],
  ['H4', 0, 'standard', 'bytes=0-0', 416],
];

const groups = { closedInside, endPastEof, startPastEof, suffix, open, ignored, lists, empty };

/** Every byte tells something of where it stands. */
function content(size: number): Buffer {
  return Buffer.from(Array.from({ length: size }, (_, position) => (Math.imul(position, 0x9e3779b1) >>> 24) & 0xff));
}

const bodies = new Map<number, Buffer>();
const agent = new Agent({ keepAlive: true, maxSockets: 4 });
let endpoint: ReferenceEndpoint;

function ask(target: string, headers: readonly HeaderField[], method = 'GET'): Promise<RawReply> {
  return rawRequest({ port: endpoint.port, method, target: `/conformance/${target}`, headers, agent });
}

beforeAll(async () => {
  endpoint = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [],
    acl: 'public-read-write',
  });
  for (const size of new Set(Object.values(groups).flatMap((rows) => rows.map(([, size]) => size)))) {
    const body = content(size);
    bodies.set(size, body);
    const put = { port: endpoint.port, method: 'PUT', target: `/conformance/${size}`, body, agent };
    expect((await rawRequest(put)).status).toBe(200);
  }
});

afterAll(async () => {
  agent.destroy();
  await endpoint.close();
});

describe.each(Object.entries(groups))('%s', (_, rows) => {
  test.each(rows)('%s: %i bytes, %s, %j gives %o', async (_, size, mode, range, expected) => {
    const headers: HeaderField[] = [['Range', range]];
    if (mode === 'standard') headers.push(['x-oss-range-behavior', 'standard']);
    const reply = await ask(String(size), headers);
    const body = bodies.get(size)!;
    const [first, last] = typeof expected === 'object' ? expected : [0, size - 1];
    expect(summary(reply)).toEqual(
      expected === 416
        ? { status: 416, contentRange: undefined, contentLength: String(reply.body.length), code: 'InvalidRange' }
        : {
            status: expected === 'whole' ? 200 : 206,
            contentRange: expected === 'whole' ? undefined : `bytes ${first}-${last}/${size}`,
            contentLength: String(last - first + 1),
            code: undefined,
          },
    );
    if (expected !== 416) expect(reply.body.equals(body.subarray(first, last + 1))).toBe(true);
    if (expected !== 416) expect(reply.headers.etag).toBe(etag(body));
  });
});

function etag(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex').toUpperCase()}"`;
}

function summary({ status, headers, body }: RawReply) {
  return {
    status,
    contentRange: headers['content-range'],
    contentLength: headers['content-length'],
    code: status === 416 ? /<Code>(.*)<\/Code>/.exec(body.toString())?.[1] : undefined,
  };
}

describe('fields', () => {
  const varying = {
    date: 'varies',
    'last-modified': 'varies',
    'x-oss-request-id': 'varies',
    'x-oss-server-time': 'varies',
  };

  test('A3, L1-L4: a 206 carries the validators of the whole object', async () => {
    const { status, reason, headers } = await ask('344606', [['Range', 'bytes=100-900']]);
    expect({ status, reason, headers: { ...headers, ...varying } }).toMatchInlineSnapshot(`
      {
        "headers": {
          "accept-ranges": "bytes",
          "connection": "keep-alive",
          "content-length": "801",
          "content-range": "bytes 100-900/344606",
          "content-type": "application/octet-stream",
          "date": "varies",
          "etag": ""22A4DD053A25C833E7B6EFFA4BA3F4EF"",
          "last-modified": "varies",
          "server": "AliyunOSS",
          "x-oss-hash-crc64ecma": "8947685663388910957",
          "x-oss-object-type": "Normal",
          "x-oss-request-id": "varies",
          "x-oss-server-time": "varies",
          "x-oss-storage-class": "Standard",
        },
        "reason": "Partial Content",
        "status": 206,
      }
    `);
  });

  test('A4, E3, H7: the checksum is that of the whole object, of no bytes it is 0', async () => {
    const put = { port: endpoint.port, method: 'PUT', target: '/conformance/hello', body: 'hello ' };
    expect((await rawRequest(put)).headers['x-oss-hash-crc64ecma']).toBe('1796661072844795914');
    const crcOf = async (target: string, ...range: HeaderField[]) =>
      (await ask(target, range)).headers['x-oss-hash-crc64ecma'];
    expect(await crcOf('hello', ['Range', 'bytes=1-5'])).toBe('1796661072844795914');
    expect(await crcOf('hello', ['Range', 'bytes=0-'])).toBe('1796661072844795914');
    expect(await crcOf('0')).toBe('0');
  });

  test('J2: HEAD carries what a GET without a Range would, and no body', async () => {
    const head = await ask('1000', [['Range', 'bytes=0-9']], 'HEAD');
    const get = await ask('1000', []);
    expect({ ...head.headers, ...varying }).toEqual({ ...get.headers, ...varying });
    expect([head.status, head.body.length, head.headers['content-md5']]).toEqual([
      200,
      0,
      createHash('md5').update(bodies.get(1000)!).digest('base64'),
    ]);
  });

  test('B13: a 206 and a HEAD agree on every field that speaks of the object', async () => {
    const part = await ask('1000', [
      ['Range', 'bytes=999-1000'],
      ['x-oss-range-behavior', 'standard'],
    ]);
    const head = await ask('1000', [], 'HEAD');
    for (const name of ['etag', 'last-modified', 'x-oss-hash-crc64ecma', 'x-oss-storage-class', 'x-oss-object-type']) {
      expect([name, part.headers[name]]).toEqual([name, head.headers[name]]);
    }
  });

  test('H8: a folder of the flat namespace is an empty object like any other', async () => {
    await rawRequest({ port: endpoint.port, method: 'PUT', target: '/conformance/folder/', body: '' });
    const reply = await ask('folder/', []);
    expect([reply.status, reply.headers['content-type'], reply.headers.etag]).toEqual([
      200,
      'application/octet-stream',
      '"D41D8CD98F00B204E9800998ECF8427E"',
    ]);
  });

  test('H6: a directory ignores Range and overrides', async () => {
    await rawRequest({ port: endpoint.port, method: 'POST', target: '/conformance/directory?x-oss-dir', body: '' });
    const reply = await ask('directory?response-content-type=text/x', [
      ['Range', 'bytes=0-0'],
      ['x-oss-range-behavior', 'standard'],
    ]);
    expect([reply.status, reply.headers['content-type'], reply.headers['content-length'], reply.headers.etag]).toEqual([
      200,
      'application/x-directory',
      '0',
      '"null"',
    ]);
  });

  test('I1: the mode header is read whatever its case', async () => {
    const reply = await ask('1000', [
      ['Range', 'bytes=1000-'],
      ['X-Oss-Range-Behavior', 'standard'],
    ]);
    expect(reply.status).toBe(416);
  });
});

describe('conditions', () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toUTCString();
  const longAgo = 'Sat, 01 Jan 2000 00:00:00 GMT';
  const range: HeaderField = ['Range', 'bytes=0-7'];
  const beyond: HeaderField[] = [
    ['Range', 'bytes=5000-'],
    ['x-oss-range-behavior', 'standard'],
  ];

  test('K1: a condition that holds back the object wins over the range', async () => {
    const reply = await ask('1000', [range, ['If-Modified-Since', tomorrow]]);
    expect([reply.status, reply.body.length, reply.headers.etag]).toEqual([304, 0, etag(bodies.get(1000)!)]);
    expect(reply.headers['content-range']).toBeUndefined();
  });

  test('K2, K4, K7: a condition that fails wins over a range, satisfiable or not', async () => {
    const fails = async (...headers: HeaderField[]) => {
      const { status, body } = await ask('1000', headers);
      return [status, ...['Code', 'Condition'].map((name) => new RegExp(`<${name}>(.*)</`).exec(body.toString())?.[1])];
    };
    expect(await fails(range, ['If-Match', 'foo'])).toEqual([412, 'PreconditionFailed', 'If-Match']);
    expect(await fails(range, ['If-Unmodified-Since', longAgo])).toEqual([
      412,
      'PreconditionFailed',
      'If-Unmodified-Since',
    ]);
    expect(await fails(...beyond, ['If-Match', 'foo'])).toEqual([412, 'PreconditionFailed', 'If-Match']);
    expect(await fails(...beyond, ['If-None-Match', etag(bodies.get(1000)!)])).toEqual([304, undefined, undefined]);
  });

  test('K5, K6: a date that is none, and If-Range, change nothing', async () => {
    expect((await ask('1000', [range, ['If-Modified-Since', 'tomorrow']])).status).toBe(206);
    expect((await ask('1000', [range, ['If-Range', '"another"']])).status).toBe(206);
  });
});

describe('errors', () => {
  test('P1: the document of a 416 is the 345 bytes of the published transcript', async () => {
    const named = await createReferenceEndpoint({
      bucket: 'bucket',
      region: 'cn-hangzhou',
      credentials: [],
      acl: 'public-read-write',
    });
    const host: HeaderField = ['Host', 'bucket.oss-cn-hangzhou.aliyuncs.com'];
    const target = '/object';
    await rawRequest({ port: named.port, method: 'PUT', target, headers: [host], body: content(1000) });
    const reply = await rawRequest({
      port: named.port,
      target,
      headers: [host, ['Range', 'bytes=1000-2000'], ['x-oss-range-behavior', 'standard']],
    });
    await named.close();
    const requestId = reply.headers['x-oss-request-id']!;
    expect(requestId).toHaveLength(24);
    expect([reply.status, reply.headers['content-type'], reply.headers['content-length'], reply.body.length]).toEqual([
      416,
      'application/xml',
      '345',
      345,
    ]);
    expect(reply.body.toString().replace(requestId, 'REQUEST-ID')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <Error>
        <Code>InvalidRange</Code>
        <Message>The requested range cannot be satisfied</Message>
        <RequestId>REQUEST-ID</RequestId>
        <HostId>bucket.oss-cn-hangzhou.aliyuncs.com</HostId>
        <ActualObjectSize>1000</ActualObjectSize>
        <RangeRequested>bytes=1000-2000</RangeRequested>
      </Error>
      "
    `);
  });

  test('J3, P5: a HEAD that fails has no body; its document is in x-oss-err', async () => {
    const reply = await ask('missing', [], 'HEAD');
    expect([reply.status, reply.body.length]).toEqual([404, 0]);
    const document = Buffer.from(reply.headers['x-oss-err'] ?? '', 'base64').toString();
    expect(document).toContain(`<RequestId>${reply.headers['x-oss-request-id']}</RequestId>`);
    expect(document).toContain('<Code>NoSuchKey</Code>');
  });

  test('P7: a missing key and a missing bucket are named', async () => {
    const missingKey = await ask('a%20%26b', []);
    expect([missingKey.status, missingKey.body.toString()]).toEqual([
      404,
      expect.stringContaining('  <Key>a &amp;b</Key>\n'),
    ]);
    const missingBucket = await rawRequest({ port: endpoint.port, target: '/no-such-bucket/a' });
    expect([missingBucket.status, missingBucket.body.toString()]).toEqual([
      404,
      expect.stringContaining('<Code>NoSuchBucket</Code>'),
    ]);
    expect(missingBucket.body.toString()).toContain('<BucketName>no-such-bucket</BucketName>');
  });
});
