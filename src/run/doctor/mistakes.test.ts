import { describe, expect, test } from 'vitest';
import { parseProxy } from '../../driver/target/connection/proxy.js';
import { resolveTarget } from '../../driver/target/resolve-target.js';
import type { Target } from '../../driver/target/target.js';
import { createReferenceEndpoint } from '../../reference/server/server.js';
import { type Mangling, withMangledEndpoint } from '../../testing/store/mangled-endpoint.js';
import { withProxy } from '../../testing/wire/with-proxy.js';
import { openSender } from '../sender/open-sender.js';
import { examine } from './doctor.js';
import type { DoctorFinding } from './finding.js';

const keys = { OSS_ACCESS_KEY_ID: 'id-of-a-test', OSS_ACCESS_KEY_SECRET: 'secret-of-a-test' };

async function look(target: Target): Promise<DoctorFinding[]> {
  const send = openSender(target, { concurrency: 1, timeoutMs: 4_000, prefix: 'doctor/' });
  try {
    return await examine(target, send.send, { prefix: 'doctor/' });
  } finally {
    await send.close();
  }
}

/** What is found at the embedded endpoint where it is made to answer in another way. */
function lookAtMangled(mangling: Mangling, flags: object = {}): Promise<DoctorFinding[]> {
  return withMangledEndpoint(mangling, (origin) =>
    look(resolveTarget({ endpoint: origin, bucket: 'conformance', region: 'cn-hangzhou', ...flags }, keys)),
  );
}

/** An error document of the service. */
function answer(status: number, code: string, message = 'm', more = ''): Mangling {
  const text = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`;
  return { before: () => ({ status, body: Buffer.from(text) }) };
}

/** Where a name of the public service seems to lead to the embedded endpoint: through a proxy, so that nothing else is asked. */
function lookAtService(endpoint: string, region: string, mangling: Mangling): Promise<DoctorFinding[]> {
  return withMangledEndpoint(mangling, (origin) =>
    withProxy(Number(new URL(origin).port), ({ port }) => {
      const proxy = parseProxy(`http://127.0.0.1:${port}`, '--proxy');
      return look({ ...resolveTarget({ endpoint, bucket: 'conformance', region }, keys), connection: { proxy } });
    }),
  );
}

const line = (action: string): string =>
  `{"Effect":"Allow","Action":"${action}","Resource":"acs:oss:*:*:conformance/*"}`;

/** The last thing found, which is what stands in the way, with the address taken out. */
const obstacle = (findings: readonly DoctorFinding[]): string[] => {
  const last = findings.findLast(({ kind }) => kind === 'failed');
  return last === undefined || !('fix' in last)
    ? []
    : [last.detail, last.fix ?? ''].map((text) => text.replace(/http:\/\/127\.0\.0\.1:\d+/g, 'ORIGIN'));
};

describe.concurrent('the doctor names a mistake by its error, and what to fix', () => {
  test('another region than that of the endpoint, as the embedded one answers by itself', async () => {
    const credentials = { accessKeyId: keys.OSS_ACCESS_KEY_ID, accessKeySecret: keys.OSS_ACCESS_KEY_SECRET };
    const options = {
      bucket: 'conformance',
      region: 'cn-hangzhou',
      credentials: [credentials],
      acl: 'private',
    } as const;
    const endpoint = await createReferenceEndpoint(options);
    const target = resolveTarget({ endpoint: endpoint.url, bucket: 'conformance', region: 'cn-beijing' }, keys);
    const findings = await look(target).finally(() => endpoint.close());
    expect(obstacle(findings)).toEqual([
      'ORIGIN does not accept signatures for region cn-beijing (InvalidArgument)',
      'set --region to the region of the bucket, for instance --region cn-hangzhou',
    ]);
  });

  test.each<[name: string, endpoint: string, region: string, mangling: Mangling, found: string[]]>([
    [
      'another region, which only the signature shows',
      'http://oss-cn-hangzhou.aliyuncs.com',
      'cn-beijing',
      answer(403, 'SignatureDoesNotMatch'),
      [
        'http://oss-cn-hangzhou.aliyuncs.com rejects the signature (SignatureDoesNotMatch)',
        'use --region cn-hangzhou, which the endpoint names, rather than cn-beijing; if that is right, OSS_ACCESS_KEY_SECRET does not belong to OSS_ACCESS_KEY_ID',
      ],
    ],
    [
      'another region, which the service does not have there',
      'http://oss-cn-hangzhou-internal.aliyuncs.com',
      'cn-beijing',
      answer(400, 'InvalidRegion'),
      [
        'http://oss-cn-hangzhou-internal.aliyuncs.com does not serve region cn-beijing',
        'use --region cn-hangzhou, which the endpoint names',
      ],
    ],
    [
      'transfer acceleration that is not switched on',
      'http://oss-accelerate.aliyuncs.com',
      'cn-hangzhou',
      answer(403, 'AccessDenied'),
      [
        'http://oss-accelerate.aliyuncs.com refuses bucket conformance (AccessDenied), as it refuses every bucket without transfer acceleration',
        `turn on transfer acceleration for the bucket, or use the endpoint of its region; if it is on, the user needs: ${line('oss:PutObject')}`,
      ],
    ],
    [
      'a bucket in another region',
      'http://oss-cn-hangzhou.aliyuncs.com',
      'cn-hangzhou',
      answer(
        403,
        'AccessDenied',
        'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
        '<Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>',
      ),
      [
        'bucket conformance is in another region than http://oss-cn-hangzhou.aliyuncs.com serves (AccessDenied)',
        'use --endpoint http://oss-cn-beijing.aliyuncs.com --region cn-beijing',
      ],
    ],
  ])('%s', async (_, endpoint, region, mangling, found) => {
    expect(obstacle(await lookAtService(endpoint, region, mangling))).toEqual(found);
  });

  test.each<[name: string, mangling: Mangling, found: string[], flags?: object]>([
    [
      'path style where it is forbidden',
      answer(403, 'SecondLevelDomainForbidden'),
      ['ORIGIN refuses path-style requests', 'use --addressing virtual'],
    ],
    [
      'a clock that is off',
      answer(403, 'RequestTimeTooSkewed'),
      [
        'the clock of this machine and that of ORIGIN differ by more than 15 minutes',
        'set the clock, for instance with NTP',
      ],
    ],
    [
      'a bucket of archived objects',
      answer(403, 'InvalidObjectState'),
      [
        'ORIGIN does not return objects of bucket conformance until they are restored (InvalidObjectState): they are archived',
        'use a bucket of storage class Standard; Archive bills every object for at least 60 days and 64 KiB, and charges for reading it',
      ],
    ],
    [
      'a missing permission, with the line of its policy',
      answer(403, 'AccessDenied', 'You have no right to access this object.'),
      [
        'ORIGIN does not allow this user to PUT objects of bucket conformance (AccessDenied)',
        `add this line to a policy of the user: ${line('oss:PutObject')}; a run writes, reads and removes (oss:PutObject, oss:GetObject, oss:DeleteObject)`,
      ],
    ],
    [
      'a missing permission in the words of S3',
      answer(403, 'AccessDenied'),
      [
        'ORIGIN does not allow this user to PUT objects of bucket conformance (AccessDenied)',
        'add this line to a policy of the user: {"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::conformance/*"}; a run writes, reads and removes (s3:PutObject, s3:GetObject, s3:DeleteObject)',
      ],
      { auth: 'aws-v4' },
    ],
    [
      'a policy that denies',
      answer(403, 'AccessDenied', 'Access denied by bucket policy.'),
      [
        'a policy denies this user PUT of objects of bucket conformance (AccessDenied: Access denied by bucket policy.)',
        `look for a Deny in the policies of bucket, user and role, or for a missing line: ${line('oss:PutObject')}`,
      ],
    ],
    [
      'a bucket of another account',
      answer(403, 'AccessDenied', 'The bucket you access does not belong to you.'),
      [
        'bucket conformance belongs to another account (AccessDenied: The bucket you access does not belong to you.)',
        `use keys of the owner, or ask the owner to allow this user in a bucket policy: ${line('oss:PutObject')}`,
      ],
    ],
    [
      'a bucket that does not exist',
      answer(404, 'NoSuchBucket'),
      [
        'bucket conformance does not exist at ORIGIN',
        'choose another with --bucket, or create it with --create-bucket',
      ],
    ],
    [
      'a bucket that nobody may enter without a signature',
      answer(403, 'AccessDenied', 'Denied because of Block Public Access.'),
      [
        'bucket conformance requires a signature, because Block Public Access is on (AccessDenied)',
        'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or turn Block Public Access off for this bucket',
      ],
      { auth: 'anonymous' },
    ],
    [
      'a bucket that is not public after all',
      answer(403, 'AccessDenied'),
      [
        'ORIGIN does not allow anyone to PUT objects of bucket conformance without credentials (AccessDenied)',
        'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or name a public object: --object KEY; if the bucket is meant to be public, check its ACL and Block Public Access, which overrides it',
      ],
      { auth: 'anonymous' },
    ],
  ])('%s', async (_, mangling, found, flags) => {
    expect(obstacle(await lookAtMangled(mangling, flags))).toEqual(found);
  });

  test('a bucket with a retention policy, and what stays behind', async () => {
    const immutable = answer(409, 'FileImmutable').before!;
    const findings = await lookAtMangled(
      { before: (samples) => (samples.method === 'DELETE' ? immutable(samples) : null) },
      { auth: 'anonymous' },
    );
    const told = obstacle(findings).map((text) => text.replace(/doctor\/[0-9a-f]{12}/, 'FOLDER'));
    expect(told).toEqual([
      'DELETE did not remove FOLDER/bytes-16: ORIGIN protects the objects of bucket conformance from changes and removal (FileImmutable): it has a retention policy',
      'use a bucket without one; written objects stay, and are billed, until the policy expires, then run oss-range clean',
    ]);
  });

  test('a CDN in between, a storage class that costs, and versions that stay behind', async () => {
    const findings = await lookAtMangled(
      {
        after: ({ method, fields }) => {
          if (method !== 'GET') return;
          fields['x-oss-storage-class'] = 'IA';
          fields.via = 'cache1.l2cn1[0,0]';
          fields['ali-swift-global-savetime'] = '1700000000';
        },
      },
      { auth: 'anonymous' },
    );
    const noted = findings.filter((finding) => finding.kind === 'note' && finding.fix !== undefined);
    expect(noted).toEqual([
      {
        kind: 'note',
        what: 'in between',
        detail:
          'a cache or CDN in front of the target may answer instead of it (via: cache1.l2cn1[0,0], ali-swift-global-savetime: 1700000000)',
        fix: 'use the endpoint of the bucket itself; to test the CDN, use an object that does not change: --object KEY',
      },
      {
        kind: 'note',
        what: 'storage',
        detail:
          'objects of a run would have storage class IA: IA bills every object for at least 30 days and 64 KiB, and charges for reading it',
        fix: 'use a bucket of storage class Standard',
      },
      {
        kind: 'note',
        what: 'versioning',
        detail: 'versioning is on: deleted objects remain, and are billed, until their versions are removed',
        fix: 'allow the user to remove versions, as a run does (oss:GetObjectVersion, oss:DeleteObjectVersion, oss:ListObjectVersions), or use a bucket without versioning',
      },
    ]);
  });

  test('nothing where nothing is wrong', async () => {
    const findings = await withMangledEndpoint(
      {},
      (origin) => look(resolveTarget({ endpoint: origin, bucket: 'conformance', auth: 'anonymous' }, {})),
      false,
    );
    expect(findings.filter((finding) => 'fix' in finding)).toEqual([]);
  });
});
