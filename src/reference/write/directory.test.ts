import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReferenceEndpoint, type ReferenceEndpoint } from '../server/server.js';

let endpoint: ReferenceEndpoint;
beforeAll(async () => {
  endpoint = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [],
    acl: 'public-read-write',
    versioning: true,
  });
});
afterAll(() => endpoint.close());

async function send(method: string, target: string): Promise<readonly [status: number, code: string | undefined]> {
  const answer = await fetch(`${endpoint.url}/conformance/${target}`, { method });
  return [answer.status, /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1]];
}

test('a directory is made once, whatever is made again, and never over an object', async () => {
  expect([await send('POST', 'd?x-oss-dir'), await send('POST', 'd?x-oss-dir')]).toEqual([
    [200, undefined],
    [200, undefined],
  ]);
  await send('PUT', 'object');
  expect(await send('POST', 'object?x-oss-dir')).toEqual([409, 'FileAlreadyExists']);
});

test('a directory is removed when it is empty, and leaves no version', async () => {
  await send('POST', 'full?x-oss-dir');
  await send('PUT', 'full/a');
  expect(await send('POST', 'full?x-oss-delete')).toEqual([409, 'FileAlreadyExists']);
  await send('DELETE', 'full/a');
  expect(await send('POST', 'full?x-oss-delete')).toEqual([200, undefined]);
  expect(await send('GET', 'full')).toEqual([404, 'NoSuchKey']);
  const versions = await (await fetch(`${endpoint.url}/conformance?versions&prefix=full`)).text();
  expect(versions).not.toContain('<Key>full</Key>');
});

test('what is no directory is not removed as one', async () => {
  await send('PUT', 'plain');
  expect([await send('POST', 'plain?x-oss-delete'), await send('POST', 'nothing?x-oss-delete')]).toEqual([
    [404, 'NoSuchKey'],
    [404, 'NoSuchKey'],
  ]);
  expect(await send('GET', 'plain')).toEqual([200, undefined]);
});
