import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { EndpointResponse } from '../server/answer.js';
import { createMemoryBudget } from '../server/memory-budget.js';
import { bucketInfo, deleteBucket, listBuckets, putBucket } from './bucket.js';
import { bucketNamed, emptyBucket, type Store } from './store.js';

const now = Date.UTC(2019, 9, 18, 8);

function emptyStore(): Store {
  return { buckets: new Map(), budget: createMemoryBudget(1000) };
}

function put(store: Store, name: string, acl?: string, document = ''): Promise<EndpointResponse> {
  const headers: HeaderField[] = acl === undefined ? [] : [['x-oss-acl', acl]];
  return putBucket({ headers, body: Readable.from([Buffer.from(document)]) }, store, name, now);
}

test('a bucket is private unless the request says otherwise, and keeps what it was when it is made again', async () => {
  const store = emptyStore();
  const aclOf = (name: string) => bucketNamed(store, name).acl;
  await put(store, 'photos');
  expect(aclOf('photos')).toBe('private');
  await put(store, 'photos', 'public-read');
  const { objects } = bucketNamed(store, 'photos');
  await put(store, 'photos');
  expect([aclOf('photos'), bucketNamed(store, 'photos').objects === objects]).toEqual(['public-read', true]);
  await expect(put(store, 'photos', 'open')).rejects.toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
});

test('there are at most 100 buckets, and making one of them again is no more', async () => {
  const store = emptyStore();
  for (let i = 0; i < 100; i += 1) await put(store, `bucket-${i}`);
  await put(store, 'bucket-5');
  await expect(put(store, 'bucket-100')).rejects.toThrow(expect.objectContaining({ code: 'TooManyBuckets' }));
  expect(store.buckets.size).toBe(100);
});

test('a bucket with objects in it stays', async () => {
  const store = emptyStore();
  await put(store, 'photos');
  const bucket = bucketNamed(store, 'photos');
  bucket.objects.set('a', {
    key: 'a',
    body: Buffer.alloc(0),
    md5: Buffer.alloc(16),
    crc64: '0',
    lastModified: now,
    headers: [],
  });
  expect(() => deleteBucket(store, bucket)).toThrow(
    expect.objectContaining({ code: 'BucketNotEmpty', details: [['BucketName', 'photos']] }),
  );
  bucket.objects.clear();
  expect(deleteBucket(store, bucket).status).toBe(204);
  expect(() => bucketNamed(store, 'photos')).toThrow(expect.objectContaining({ code: 'NoSuchBucket' }));
});

test('buckets are described as the vendor prints them', async () => {
  const bucket = emptyBucket('photos', 'public-read', now);
  expect(String(bucketInfo(bucket, 'cn-hangzhou').body)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <BucketInfo>
      <Bucket>
        <AccessMonitor>Disabled</AccessMonitor>
        <CreationDate>2019-10-18T08:00:00.000Z</CreationDate>
        <ExtranetEndpoint>oss-cn-hangzhou.aliyuncs.com</ExtranetEndpoint>
        <IntranetEndpoint>oss-cn-hangzhou-internal.aliyuncs.com</IntranetEndpoint>
        <Location>oss-cn-hangzhou</Location>
        <StorageClass>Standard</StorageClass>
        <TransferAcceleration>Disabled</TransferAcceleration>
        <CrossRegionReplication>Disabled</CrossRegionReplication>
        <DataRedundancyType>LRS</DataRedundancyType>
        <Name>photos</Name>
        <Owner>
          <ID>1000000000000000</ID>
          <DisplayName>1000000000000000</DisplayName>
        </Owner>
        <AccessControlList>
          <Grant>public-read</Grant>
        </AccessControlList>
        <Comment></Comment>
        <ServerSideEncryptionRule>
          <SSEAlgorithm>None</SSEAlgorithm>
        </ServerSideEncryptionRule>
        <BlockPublicAccess>false</BlockPublicAccess>
      </Bucket>
    </BucketInfo>
    "
  `);
  const store = emptyStore();
  for (const name of ['b-2', 'b-1', 'c-1']) await put(store, name);
  const listed = String(
    listBuckets(
      [
        ['prefix', 'b-'],
        ['marker', 'b-1'],
      ],
      store,
      { region: 'cn-hangzhou', location: 'oss-cn-hangzhou' },
    ).body,
  );
  expect([...listed.matchAll(/<Name>(.*)<\/Name>/g)].map(([, name]) => name)).toEqual(['b-2']);
});

test('a bucket has the class and the redundancy that its document asks for, and hands the class down', async () => {
  const store = emptyStore();
  const document = (name: string, value: string) =>
    `<CreateBucketConfiguration><${name}>${value}</${name}></CreateBucketConfiguration>`;
  await put(store, 'cold', undefined, document('StorageClass', 'IA') + document('DataRedundancyType', 'ZRS'));
  expect(bucketNamed(store, 'cold')).toMatchObject({ storageClass: 'IA', redundancy: 'ZRS' });
  expect(String(bucketInfo(bucketNamed(store, 'cold'), 'cn-hangzhou').body)).toMatch(
    /<StorageClass>IA<\/StorageClass>[\s\S]*<DataRedundancyType>ZRS<\/DataRedundancyType>/,
  );
  for (const odd of [document('StorageClass', 'Warm'), document('DataRedundancyType', 'RAID')])
    await expect(put(store, 'odd', undefined, odd)).rejects.toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }),
    );
  expect(store.buckets.has('odd')).toBe(false);
});
