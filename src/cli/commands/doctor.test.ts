import { describe, expect, test } from 'vitest';
import { featureLabel, requestFeatureNames } from '../../spec/model/request-feature.js';
import { neededCapabilities, objectKindSamples } from '../../spec/object-kinds/object-kinds.js';
import { tinyErrorAnswer } from '../../testing/store/tiny-answer.js';
import { type TinyDeviation, withTinyStore } from '../../testing/store/tiny-store.js';
import { flagsFor } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';

/** Finding by finding, with the origin and the random folder taken out. */
async function examined(
  deviation: TinyDeviation,
  ...flags: string[]
): Promise<[exitCode: number | null, lines: string[]]> {
  return withTinyStore(deviation, async ({ origin }) => {
    const { exitCode, stdout } = await runCli(['doctor', ...flagsFor(origin), ...flags]);
    const lines = stdout
      .trimEnd()
      .replaceAll(origin, 'ORIGIN')
      .replace(/[0-9a-f]{12}/g, 'FOLDER')
      .split('\n');
    return [exitCode, lines.map((line) => line.replace(/machine is \d+ s (ahead|behind)/, 'machine is N s ahead'))];
  });
}

describe.concurrent('the doctor', () => {
  test('finds nothing to fix at a store that works', async () => {
    expect(await examined({})).toEqual([
      0,
      [
        'ok      target           ORIGIN, bucket conformance, path addressing, anonymous',
        'ok      name             127.0.0.1 is an address',
        'ok      write            PUT was answered 200',
        'ok      clock            this machine is N s ahead',
        'ok      read             GET returns the bytes that were written',
        'ok      range            bytes=4-7 was answered 206 with 4 bytes',
        'ok      range, standard  bytes=4-7 was answered 206 with 4 bytes',
        'note    validators       ETag present, Last-Modified present, x-oss-hash-crc64ecma absent, Accept-Ranges present',
        'ok      remove           DELETE removed the object',
        'note    append           not supported: POST ?append was answered 404 NoSuchKey',
        'note    multipart        not supported: POST ?uploads was answered 404 NoSuchKey',
        'note    copy             not supported: the target accepts PUT with x-oss-copy-source but does not confirm a copy',
        'note    symlink          not supported: the target accepts PUT ?symlink but does not confirm a link',
        'note    versions         not supported: the bucket has no versioning',
        'note    part-copy        not supported: POST ?uploads was answered 404 NoSuchKey',
        'note    conditions       wrong: GET with If-None-Match was answered 200; a run judges it',
        'ok      multi-range      supported',
        'note    v4               not checked: it signs its request, but there is no access key',
        'note    v1               not checked: it signs its request, but there is no access key',
        'note    presign, v4      not checked: it signs its request, but there is no access key',
        'note    presign, v1      not checked: it signs its request, but there is no access key',
        'note    private-objects  not supported: GET without credentials was answered 200',
        'note    virtual-host     not supported: GET with the bucket in Host was answered 404',
      ],
    ]);
  });

  test('finds what kinds of objects a store can make, and in which ways it can be asked', async () => {
    const { exitCode, stdout } = await runCli(['doctor']);
    const makings = [...objectKindSamples().map(({ made }) => neededCapabilities(made)[0]!), 'part-copy'];
    const names = [...makings, ...requestFeatureNames.map(featureLabel), 'virtual-host'];
    const expected = names.map((name) => `ok      ${name.padEnd(22)}  supported`);
    expect([exitCode, stdout.trimEnd().split('\n').slice(-names.length)]).toEqual([0, expected]);
    // What costs something or stays behind comes with what to do about it.
    expect(stdout.split('\n').slice(8, 10)).toEqual([
      'note    versioning              versioning is on: deleted objects remain, and are billed, until their versions are removed',
      '        fix                     allow the user to remove versions, as a run does (oss:GetObjectVersion, oss:DeleteObjectVersion, oss:ListObjectVersions), or use a bucket without versioning',
    ]);
  });

  test('says what to fix where the embedded endpoint is not meant and nothing listens', async () => {
    const { exitCode, stdout } = await runCli(['doctor', ...flagsFor('http://127.0.0.1:9')]);
    expect([exitCode, stdout.split('\n').slice(2)]).toEqual([
      2,
      [
        'failed  bucket  http://127.0.0.1:9 cannot be reached: connection refused while connecting (connect ECONNREFUSED 127.0.0.1:9)',
        '        fix     start the server, or correct --endpoint; then check again: oss-range doctor',
        '',
      ],
    ]);
  });

  test.each<[name: string, deviation: TinyDeviation, findings: string[]]>([
    [
      'bytes that come back changed',
      { answer: (usual, { method }) => (method === 'GET' ? { ...usual(), body: Buffer.alloc(16) } : usual()) },
      [
        'failed  read             GET returns other bytes than those written',
        '        fix              look for a proxy, transformation or encryption on the path',
      ],
    ],
    [
      'an object that may not be read',
      {
        answer: (usual, { method }) => (method === 'GET' ? tinyErrorAnswer(403, 'AccessDenied', 'No.') : usual()),
      },
      [
        'failed  bucket  ORIGIN does not allow anyone to GET objects of bucket conformance without credentials (AccessDenied)',
        '        fix     set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET; if the bucket is meant to be public, check its ACL and Block Public Access, which overrides it',
        'ok      remove  DELETE removed the object',
      ],
    ],
    [
      'an object that may not be removed',
      {
        answer: (usual, { method }) => (method === 'DELETE' ? tinyErrorAnswer(403, 'AccessDenied', 'No.') : usual()),
      },
      [
        'failed  remove           DELETE did not remove oss-range-conformance/FOLDER/bytes-16: ORIGIN does not allow anyone to DELETE objects of bucket conformance without credentials (AccessDenied)',
        '        fix              set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or name a public object: --object KEY; if the bucket is meant to be public, check its ACL and Block Public Access, which overrides it, then run oss-range clean',
      ],
    ],
    [
      'a clock that is off',
      {
        answer: (usual) => ({ ...usual(), headers: { ...usual().headers, Date: 'Fri, 18 Oct 2019 08:00:00 GMT' } }),
      },
      [
        'failed  clock            this machine is N s ahead',
        '        fix              set the clock, for instance with NTP',
      ],
    ],
  ])('finds %s', async (_, deviation, findings) => {
    const [exitCode, lines] = await examined(deviation);
    const first = lines.findIndex((line) => line.startsWith('failed'));
    expect([exitCode, lines.slice(first, first + findings.length)]).toEqual([2, findings]);
  });

  test('finds a name that does not resolve', async () => {
    const { exitCode, stdout } = await runCli(['doctor', '--endpoint', 'http://store.invalid', '--bucket', 'b-1']);
    expect([exitCode, stdout.split('\n').slice(1)]).toEqual([
      2,
      [
        'failed  name    the name b-1.store.invalid does not resolve',
        '        fix     correct --endpoint, or use --addressing path if the bucket has no host name',
        '',
      ],
    ]);
  });
});
