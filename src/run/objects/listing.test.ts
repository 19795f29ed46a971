import { describe, expect, test } from 'vitest';
import { answeredWith, failedWith, inventResponse } from '../../testing/builders/exchanges.js';
import { readOwnKey } from '../sender/own-key.js';
import type { Sender, TargetRequest } from '../sender/sender.js';
import { type ListedKind, readListing } from './listing.js';

const own = 'p/0123456789ab/bytes-1';
const foreign = 'p/readme';

const contents = (keys: readonly string[]): string =>
  keys
    .map((key) => `<Contents><Key>${key}</Key><LastModified>2026-01-02T00:00:00.000Z</LastModified></Contents>`)
    .join('');

/** A listing of objects, not encoded. */
const objects = (inner: string, head = '<Name>b</Name><Prefix>p/</Prefix>'): string =>
  `<?xml version="1.0"?><ListBucketResult xmlns="http://s3">${head}${inner}</ListBucketResult>`;

const more = (token: string): string =>
  `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`;

/** Reads pages of which the last one comes again and again. */
async function read(pages: (index: number) => string, kind: ListedKind = 'objects') {
  const sent: TargetRequest[] = [];
  const send: Sender = async (request) => {
    const text = pages(sent.length);
    sent.push(request);
    request.sink?.([]).write(Buffer.from(text));
    return answeredWith(inventResponse({ status: 200, text }));
  };
  const listing = await readListing(send, kind, { bucket: 'b', from: 'p/', own: (text) => readOwnKey(text, 'p/') });
  return { listing, sent };
}

const keysOf = async (text: string): Promise<unknown> => {
  const { listing } = await read(() => text);
  return listing.kind === 'listed' ? listing.entries.map(({ key }) => key) : listing;
};

test('a listing is followed to its last page, and what no run writes is passed over and told', async () => {
  const first = objects(contents([own, foreign, `${own}/x`]) + more('a token+/='));
  const { listing, sent } = await read((index) =>
    index === 0 ? first : objects(contents(['p/ba9876543210/bytes-22', 'q/x'])),
  );
  expect(listing).toEqual({
    kind: 'listed',
    entries: [own, 'p/ba9876543210/bytes-22'].map((key) => ({ key, id: '', modified: Date.UTC(2026, 0, 2) })),
    passedOver: { foreign: { count: 2, some: [foreign, `${own}/x`] }, unreadable: 1 },
    isPartial: false,
  });
  const common = [
    ['list-type', '2'],
    ['encoding-type', 'url'],
    ['max-keys', '1000'],
    ['prefix', 'p/'],
  ];
  expect(sent.map(({ query }) => query)).toEqual([common, [...common, ['continuation-token', 'a token+/=']]]);
});

test.each([
  ['text', 'hello'],
  ['nothing', ''],
  ['JSON', '{"Contents":[]}'],
  ['HTML', '<!DOCTYPE html><html><body>Sign in</body></html>'],
  ['an unclosed element', objects(contents([own])).slice(0, -3)],
  ['a document that is cut off in an entry', objects(contents([own])).slice(0, 90)],
  ['crossed elements', objects('<Contents><Key>x</Contents></Key>')],
  ['two documents', objects('') + objects('')],
  ['text behind the root', `${objects('')}x`],
  ['another root', '<ListAllMyBucketsResult><Name>b</Name><Prefix>p/</Prefix></ListAllMyBucketsResult>'],
  ['an error', '<Error><Code>AccessDenied</Code></Error>'],
  ['a document type', `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(100)}">]>${objects('&b;')}`],
  ['another bucket', objects('', '<Name>other</Name><Prefix>p/</Prefix>')],
  ['another prefix', objects('', '<Name>b</Name><Prefix>q/</Prefix>')],
  ['neither bucket nor prefix', objects('', '')],
  ['two buckets', objects('', '<Name>b</Name><Name>b</Name><Prefix>p/</Prefix>')],
  ['an unknown encoding', objects('<EncodingType>base64</EncodingType>')],
  ['a page that may have ended', objects('<IsTruncated>perhaps</IsTruncated>')],
  ['more, from nowhere', objects('<IsTruncated>true</IsTruncated>')],
  ['a token and no end', objects('<NextContinuationToken>t</NextContinuationToken>')],
  ['a token that cannot be decoded', objects(`<EncodingType>url</EncodingType>${more('%zz')}`)],
  ['nesting without end', objects('<a>'.repeat(100_000))],
  ['closed nesting', objects('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
  ['elements without end', objects('<a/>'.repeat(200_000))],
  ['more than a page can have', objects(contents([own]) + ' '.repeat(9_000_000))],
])('%s is no listing', async (_, text) => {
  expect((await read(() => text)).listing.kind).toBe('unreadable');
});

test.each([
  ['a token that comes again', (index: number) => objects(contents([own]) + more(`t${index % 3}`))],
  ['fresh tokens for ever', (index: number) => objects(contents([foreign]) + more(`t${index}`))],
  ['empty pages for ever', (index: number) => objects(more(`t${index}`))],
  ['large pages for ever', (index: number) => objects(contents([foreign]) + ' '.repeat(4_000_000) + more(`t${index}`))],
])('%s end', { timeout: 20_000 }, async (_, pages) => {
  const { listing, sent } = await read(pages);
  expect([listing.kind, sent.length <= 1000]).toEqual(['unreadable', true]);
});

test('own keys without end are taken up to a bound', { timeout: 20_000 }, async () => {
  const { listing } = await read((index) =>
    objects(contents([`p/0123456789ab/bytes-${index}`]).repeat(1) + more(`t${index}`)),
  );
  expect(listing.kind).toBe('unreadable');
  const full = await read((index) =>
    objects(
      contents(Array.from({ length: 1000 }, (_, at) => `p/0123456789ab/bytes-${index * 1000 + at}`)) +
        more(`t${index}`),
    ),
  );
  expect(full.listing).toMatchObject({ kind: 'listed', isPartial: true });
});

describe('single entries that cannot be read are skipped', () => {
  const encoded = (inner: string): string => objects(`<EncodingType>url</EncodingType>${inner}${contents([own])}`);
  test.each([
    ['%zz', '<Contents><Key>p/%zz</Key></Contents>'],
    ['bytes that are no UTF-8', '<Contents><Key>p/%ff</Key></Contents>'],
    ['no key', '<Contents><Size>1</Size></Contents>'],
    ['an empty key', '<Contents><Key/></Contents>'],
    ['two keys', `<Contents><Key>${own}</Key><Key>${own}2</Key></Contents>`],
    ['a nested key', `<Contents><Key><Key>${own}2</Key></Key></Contents>`],
    ['an unknown entity', `<Contents><Key>${own}&nbsp;2</Key></Contents>`],
    ['a key above the prefix', '<Contents><Key>q/0123456789ab/bytes-2</Key></Contents>'],
  ])('%s', async (_, entry) => {
    const { listing } = await read(() => encoded(entry));
    expect(listing).toMatchObject({ entries: [{ key: own }], passedOver: { unreadable: 1, foreign: { count: 0 } } });
  });

  test.each([
    '__proto__',
    'constructor',
    'p/__proto__',
    'p/1e5',
    'p/0123456789ab/bytes-1e5',
    'p/0123456789ab/named/../x',
  ])('the key %s', async (key) => {
    expect(await keysOf(encoded(`<Contents><Key>${key}</Key></Contents>`))).toEqual([own]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('an element %s', async (name) => {
    expect(await keysOf(encoded(`<${name}><Key>${own}2</Key></${name}>`))).toEqual([own]);
  });
});

test('names are decoded only if the answer says that they are encoded, and references always', async () => {
  const named = 'p/0123456789ab/named/';
  const page = (keys: readonly string[], encoding = ''): string => objects(encoding + contents(keys));
  const url = '<EncodingType>url</EncodingType>';
  expect([
    await keysOf(page([`${named}one%2Ftwo`, `${named}a&amp;b`, `${named}&#x61;&#98;`, `${named}<![CDATA[a&b]]>`])),
    await keysOf(page([`${named}one%252Ftwo`, `${named}a%26amp%3Bb`, `${named}one%2Btwo`, `${named}one+two`], url)),
    await keysOf(page([`${named}a%20b`, `${named}one+two`], url)),
    await keysOf(page([`${named}&#46;&#x2e;/x`, `${named}a&#0;b`, `${named}%2e%2e/x`], url)),
  ]).toEqual([
    [`${named}one%2Ftwo`, `${named}a&b`, `${named}ab`],
    [`${named}one%2Ftwo`, `${named}a&amp;b`, `${named}one+two`, `${named}one two`],
    [`${named}a b`, `${named}one+two`],
    [],
  ]);
});

test('versions, delete markers and uploads have their ids, and an empty one is skipped', async () => {
  const entry = (name: string, id: string): string =>
    `<${name}><Key>${own}</Key>${id}<LastModified>x</LastModified></${name}>`;
  const versions = `<ListVersionsResult><Name>b</Name><Prefix>p/</Prefix>${entry('Version', '<VersionId>a&amp;b</VersionId>')}${entry('DeleteMarker', '<VersionId>null</VersionId>')}${entry('Version', '<VersionId></VersionId>')}${entry('Version', '')}</ListVersionsResult>`;
  const uploads = `<ListMultipartUploadsResult><Bucket>b</Bucket>${entry('Upload', '<UploadId/>')}${entry('Upload', '<UploadId>u1</UploadId>')}</ListMultipartUploadsResult>`;
  const ids = async (text: string, kind: ListedKind) => {
    const { listing } = await read(() => text, kind);
    return listing.kind === 'listed' && [...listing.entries.map(({ id }) => id), listing.passedOver.unreadable];
  };
  expect([await ids(versions, 'versions'), await ids(uploads, 'uploads')]).toEqual([
    ['a&b', 'null', 2],
    ['u1', 1],
  ]);
});

test('a target that lists objects where versions were requested has no hidden ones', async () => {
  expect((await read(() => objects(contents([own])), 'versions')).listing).toEqual({ kind: 'unsupported' });
});

test('a listing that is refused, or not answered, is no empty one', async () => {
  const options = { bucket: 'b', from: 'p/', own: () => null };
  const text = '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>';
  const refused: Sender = async () => answeredWith(inventResponse({ status: 403, text }));
  const unanswered: Sender = async () => failedWith({ phase: 'connect', code: 'refused', message: 'no' });
  expect([
    (await readListing(refused, 'objects', options)).kind,
    (await readListing(refused, 'versions', options)).kind,
    (await readListing(unanswered, 'objects', options)).kind,
  ]).toEqual(['refused', 'refused', 'refused']);
});

test('the largest legal page is read', async () => {
  const key = `p/${'%E6%96%87'.repeat(340)}`;
  const owner = '<Owner><ID>1234567890123456</ID><DisplayName>1234567890123456</DisplayName></Owner>';
  const entry = `<Contents><Key>${key}</Key><LastModified>2026-01-02T00:00:00.000Z</LastModified><ETag>"0123456789ABCDEF0123456789ABCDEF"</ETag><Type>Normal</Type><Size>1</Size><StorageClass>Standard</StorageClass>${owner}</Contents>`;
  const page = objects(`<EncodingType>url</EncodingType>${entry.repeat(1000)}`);
  const { listing } = await read(() => page);
  expect([Math.round(page.length / 1e5), listing]).toMatchObject([
    33,
    { kind: 'listed', passedOver: { foreign: { count: 1 } } },
  ]);
});
