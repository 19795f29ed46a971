import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type RawReply, rawRequest } from '../../testing/wire/raw-request.js';
import { createReferenceEndpoint } from '../server/server.js';
import type { UnsettledChoices } from '../server/unsettled.js';

const text = 'a'.repeat(1024);
const gzip: HeaderField = ['Accept-Encoding', 'gzip'];

/** What comes for a text that was put there. */
async function read(
  { type = 'text/plain', body = text }: { readonly type?: string; readonly body?: string },
  headers: readonly HeaderField[],
  unsettled: Partial<UnsettledChoices> = {},
): Promise<RawReply> {
  const place = { bucket: 'conformance', region: 'cn-hangzhou', credentials: [], acl: 'public-read-write' } as const;
  const { port, close } = await createReferenceEndpoint({ ...place, unsettled });
  const target = '/conformance/a.txt';
  try {
    await rawRequest({ port, method: 'PUT', target, body, headers: [['Content-Type', type]] });
    return await rawRequest({ port, target, headers });
  } finally {
    await close();
  }
}

test('a text of 1 KiB comes compressed where that is asked for: chunked, without a length and without a tag', async () => {
  const got = await read({}, [gzip]);
  const { 'content-encoding': encoding, 'transfer-encoding': transfer, 'content-length': length, etag } = got.headers;
  expect([encoding, transfer, length, etag, gunzipSync(got.body).toString()]).toEqual([
    'gzip',
    'chunked',
    undefined,
    undefined,
    text,
  ]);
});

test.each([
  ['another type', 'application/octet-stream', text, gzip],
  ['fewer bytes', 'text/plain', 'a'.repeat(1023), gzip],
  ['another coding', 'text/plain', text, ['Accept-Encoding', 'identity']],
  ['gzip refused', 'text/plain', text, ['Accept-Encoding', 'gzip;q=0']],
] as const)('it does not with %s', async (_, type, body, field) => {
  const got = await read({ type, body }, [field]);
  expect([got.headers['content-encoding'], got.body.toString()]).toEqual([undefined, body]);
});

test.each([
  ['range', [206, undefined]],
  ['compressed', [200, 'gzip']],
] as const)('with a Range it is as chosen, where no source decides: %s', async (gzipWithRange, expected) => {
  const got = await read({}, [gzip, ['Range', 'bytes=0-1']], { gzipWithRange });
  expect([got.status, got.headers['content-encoding']]).toEqual(expected);
});
