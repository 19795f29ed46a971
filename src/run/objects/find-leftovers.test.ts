import { expect, test } from 'vitest';
import { resolveTarget } from '../../driver/target/resolve-target.js';
import { answeredWith, failedWith, inventResponse } from '../../testing/builders/exchanges.js';
import type { Sender, TargetRequest } from '../sender/sender.js';
import { findLeftovers, findUploads, findVersions } from './find-leftovers.js';

const target = resolveTarget({ endpoint: 'http://127.0.0.1:9000', bucket: 'b-1', region: 'cn-hangzhou' }, {});

/** A page of a listing, url-encoded as asked for. */
function page(keys: readonly string[], next?: string): string {
  const contents = keys.map((key) => `<Contents><Key>${encodeURIComponent(key)}</Key></Contents>`).join('');
  const end = `<IsTruncated>${next !== undefined}</IsTruncated>`;
  const token = next === undefined ? '' : `<NextContinuationToken>${encodeURIComponent(next)}</NextContinuationToken>`;
  return `<?xml version="1.0"?><ListBucketResult>${contents}${end}${token}</ListBucketResult>`;
}

/** Answers a listing with one body a request, and keeps what was asked. */
function lister(pages: readonly string[]): { send: Sender; asked: TargetRequest[] } {
  const asked: TargetRequest[] = [];
  const send: Sender = async (request) => {
    const text = pages[asked.length] ?? '';
    asked.push(request);
    const sink = request.sink?.([]);
    sink?.write(Buffer.from(text));
    return answeredWith(inventResponse({ status: 200, text }));
  };
  return { send, asked };
}

test('a listing is followed to its last page, and keys that no run writes are passed over', async () => {
  const first = page(['p/0123456789ab/bytes-1', 'p/readme', 'p/0123456789ab/bytes-1/x'], 'a token+/=');
  const { send, asked } = lister([first, page(['p/ba9876543210/bytes-22', 'q/ba9876543210/bytes-22'])]);
  expect((await findLeftovers(target, send, 'p/')).map(({ key }) => key)).toEqual([
    'p/0123456789ab/bytes-1',
    'p/ba9876543210/bytes-22',
  ]);
  const common = [
    ['list-type', '2'],
    ['encoding-type', 'url'],
    ['max-keys', '1000'],
    ['prefix', 'p/'],
  ];
  expect(asked.map(({ method, key, query }) => ({ method, key, query }))).toEqual([
    { method: 'GET', key: null, query: common },
    { method: 'GET', key: null, query: [...common, ['continuation-token', 'a token+/=']] },
  ]);
});

test('an empty listing has no leftovers', async () => {
  const { send } = lister([page([])]);
  expect(await findLeftovers(target, send, 'p/')).toEqual([]);
});

test.each([
  ['AccessDenied', 'endpoint-refused', 'cannot be listed by this user'],
  ['NoSuchBucket', 'bucket-missing', 'bucket b-1 does not exist'],
])('a listing that is refused with %s says what is missing', async (code, errorCode, message) => {
  const text = `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
  const send: Sender = async () => answeredWith(inventResponse({ status: 403, text }));
  await expect(findLeftovers(target, send, 'p/')).rejects.toMatchObject({
    code: errorCode,
    message: expect.stringContaining(message),
  });
});

test('a listing that is not answered is no empty one', async () => {
  const send: Sender = async () => failedWith({ phase: 'connect', code: 'refused', message: 'connect ECONNREFUSED' });
  await expect(findLeftovers(target, send, 'p/')).rejects.toMatchObject({ code: 'endpoint-unreachable' });
});

test('hidden versions, delete markers and open uploads of own keys are found, over all pages', async () => {
  const entry = (name: string, key: string, id: string): string =>
    `<${name}><Key>${encodeURIComponent(key)}</Key>${id}<LastModified>2026-01-02T00:00:00.000Z</LastModified></${name}>`;
  const own = 'p/0123456789ab/bytes-1';
  const modified = Date.UTC(2026, 0, 2);
  const pages = [
    `<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>${encodeURIComponent(own)}</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker>${entry('Version', own, '<VersionId>v1</VersionId>')}${entry('Version', 'p/readme', '<VersionId>v9</VersionId>')}</ListVersionsResult>`,
    `<ListVersionsResult><IsTruncated>false</IsTruncated>${entry('DeleteMarker', own, '<VersionId>v2</VersionId>')}</ListVersionsResult>`,
  ];
  const { send, asked } = lister(pages);
  expect(await findVersions(send, 'p/')).toEqual([
    { key: own, id: 'v1', modified },
    { key: own, id: 'v2', modified },
  ]);
  expect(asked[1]?.query?.slice(-2)).toEqual([
    ['key-marker', own],
    ['version-id-marker', 'v1'],
  ]);
  const upload = `<Upload><Key>p%2F0123456789ab%2Fnamed%2Fx</Key><UploadId>u1</UploadId><Initiated>2026-01-02T00:00:00.000Z</Initiated></Upload>`;
  const uploads = `<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${upload}</ListMultipartUploadsResult>`;
  expect(await findUploads(lister([uploads]).send, 'p/')).toEqual([
    { key: 'p/0123456789ab/named/x', id: 'u1', modified },
  ]);
});

test('a target that lists objects where versions were asked for has no hidden ones', async () => {
  const { send } = lister([page(['p/0123456789ab/bytes-1'])]);
  expect(await findVersions(send, 'p/')).toEqual([]);
});

test('a listing whose pages do not go on is not followed for ever', async () => {
  const same = page(['p/0123456789ab/bytes-1'], 'token');
  expect(await findLeftovers(target, lister([same, same, same, same]).send, 'p/')).toHaveLength(2);
});
