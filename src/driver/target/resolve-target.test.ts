import { describe, expect, test } from 'vitest';
import { authSchemes } from '../../spec/model/auth-scheme.js';
import { SuiteError } from '../../suite-error.js';
import { resolveTarget } from './resolve-target.js';
import type { TargetFlags } from './target-flags.js';

const keys = { OSS_ACCESS_KEY_ID: 'ak-do-not-print', OSS_ACCESS_KEY_SECRET: 'sk-do-not-print' };
const oss: TargetFlags = { endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', bucket: 'examplebucket' };
const local: TargetFlags = { endpoint: '127.0.0.1:9000', bucket: 'examplebucket' };

/** Code, message and hint in one string: what a user sees. */
function refusal(flags: TargetFlags, env: Record<string, string> = {}): string {
  try {
    resolveTarget(flags, env);
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    expect(error.message).not.toMatch(/\n/);
    return `${error.code}: ${error.message} | ${error.hint}`;
  }
  throw new Error('no refusal');
}

describe('what a newcomer leaves out is filled in', () => {
  test('the public service with a key: V4, virtual, the region of the endpoint', () => {
    expect(resolveTarget(oss, { ...keys, OSS_SESSION_TOKEN: 'token' })).toEqual({
      name: 'oss-cn-hangzhou.aliyuncs.com',
      endpoint: new URL('https://oss-cn-hangzhou.aliyuncs.com'),
      bucket: 'examplebucket',
      region: 'cn-hangzhou',
      addressing: 'virtual',
      auth: 'oss-v4',
      credentials: { accessKeyId: 'ak-do-not-print', accessKeySecret: 'sk-do-not-print', securityToken: 'token' },
      capabilities: {},
    });
  });

  test('a local endpoint without a key: http, path, anonymous, no region', () => {
    expect(resolveTarget(local, {})).toEqual({
      name: '127.0.0.1:9000',
      endpoint: new URL('http://127.0.0.1:9000'),
      bucket: 'examplebucket',
      region: '',
      addressing: 'path',
      auth: 'anonymous',
      credentials: null,
      capabilities: {},
    });
  });

  test('everything from the environment', () => {
    const env = { ...keys, OSS_ENDPOINT: 'localhost:9000', OSS_BUCKET: 'examplebucket', OSS_REGION: 'us-west-1' };
    expect(resolveTarget({}, env)).toMatchObject({
      endpoint: new URL('http://localhost:9000'),
      region: 'us-west-1',
      addressing: 'path',
      auth: 'oss-v4',
    });
  });

  test('a flag wins over its variable', () => {
    const env = { ...keys, OSS_ENDPOINT: 'https://e.example', OSS_BUCKET: 'env-bucket', OSS_REGION: 'env-1' };
    const flags = { ...oss, region: 'eu-central-1', addressing: 'cname', auth: 'oss-v1' };
    expect(resolveTarget(flags, env)).toMatchObject({
      endpoint: new URL('https://oss-cn-hangzhou.aliyuncs.com'),
      bucket: 'examplebucket',
      region: 'eu-central-1',
      addressing: 'cname',
      auth: 'oss-v1',
    });
  });

  test('an empty variable is as good as none, and outer blanks are not part of a key', () => {
    const empty = { OSS_ACCESS_KEY_ID: '', OSS_ACCESS_KEY_SECRET: ' ', OSS_SESSION_TOKEN: '', OSS_REGION: '' };
    expect(resolveTarget(oss, empty)).toMatchObject({ auth: 'anonymous', region: 'cn-hangzhou' });
    expect(resolveTarget(oss, { OSS_ACCESS_KEY_ID: 'ak\n', OSS_ACCESS_KEY_SECRET: ' sk\n' }).credentials).toEqual({
      accessKeyId: 'ak',
      accessKeySecret: 'sk',
    });
  });

  test('--auth anonymous drops the key, also half a key', () => {
    expect(resolveTarget({ ...oss, auth: 'anonymous' }, keys).credentials).toBeNull();
    expect(resolveTarget({ ...oss, auth: 'anonymous' }, { OSS_ACCESS_KEY_ID: 'ak' }).credentials).toBeNull();
  });

  test('oss-v1 needs no region', () => {
    expect(resolveTarget({ ...local, auth: 'oss-v1' }, keys).region).toBe('');
  });

  test('oss-cn-hangzhou is taken for cn-hangzhou', () => {
    expect(resolveTarget({ ...local, region: 'oss-cn-hangzhou' }, keys).region).toBe('cn-hangzhou');
  });

  const aws = { AWS_ACCESS_KEY_ID: 'aws', AWS_SECRET_ACCESS_KEY: 'aws-secret', AWS_SESSION_TOKEN: 'aws-token' };

  test('aws-v4 takes the keys of the AWS tools where there are no others, and us-east-1', () => {
    const { auth, region, credentials } = resolveTarget({ ...local, auth: 'aws-v4' }, aws);
    expect({ auth, region, credentials }).toEqual({
      auth: 'aws-v4',
      region: 'us-east-1',
      credentials: { accessKeyId: 'aws', accessKeySecret: 'aws-secret', securityToken: 'aws-token' },
    });
    const own = { accessKeyId: 'ak-do-not-print', accessKeySecret: 'sk-do-not-print' };
    expect(resolveTarget({ ...local, auth: 'aws-v4' }, { ...aws, ...keys }).credentials).toEqual(own);
  });

  test('aws-v4 takes any region that a store gave itself, and that of an endpoint of OSS', () => {
    expect(resolveTarget({ ...local, auth: 'aws-v4', region: 'RegionOne' }, aws).region).toBe('RegionOne');
    expect(resolveTarget({ ...oss, auth: 'aws-v4' }, aws).region).toBe('cn-hangzhou');
  });

  test('the keys of the AWS tools are for nothing else', () => {
    expect(resolveTarget(local, aws)).toMatchObject({ auth: 'anonymous', credentials: null });
    expect(refusal({ ...oss, auth: 'oss-v4' }, aws)).toBe(
      'credentials-missing: --auth oss-v4 needs an access key, but none is set | set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or use --auth anonymous',
    );
  });
});

test.for([
  ['oss-cn-hangzhou.aliyuncs.com', 'https://oss-cn-hangzhou.aliyuncs.com', 'virtual'],
  ['storage.example:8080', 'https://storage.example:8080', 'virtual'],
  ['127.0.0.1:443', 'http://127.0.0.1:443', 'path'],
  ['[::1]:9000', 'http://[::1]:9000', 'path'],
  ['localhost', 'http://localhost', 'path'],
  ['HTTPS://LOCALHOST:8443/', 'https://localhost:8443', 'path'],
  ['http://storage.example/', 'http://storage.example', 'virtual'],
] as const)('endpoint %s', ([endpoint, origin, addressing]) => {
  const target = resolveTarget({ endpoint, bucket: 'examplebucket' }, {});
  expect([target.endpoint.origin, target.addressing]).toEqual([origin, addressing]);
});

test.for([
  ['oss-cn-hangzhou.aliyuncs.com', 'cn-hangzhou'],
  ['oss-cn-hangzhou-internal.aliyuncs.com', 'cn-hangzhou'],
  ['oss-us-west-1.aliyuncs.com', 'us-west-1'],
  ['oss-rg-china-mainland.aliyuncs.com', 'rg-china-mainland'],
  ['s3.oss-ap-southeast-1-internal.aliyuncs.com', 'ap-southeast-1'],
  ['cn-hangzhou.oss.aliyuncs.com', 'cn-hangzhou'],
  ['my-bucket.oss-eu-central-1-internal.aliyuncs.com', 'eu-central-1'],
  ['oss-cn-hangzhou.aliyuncs.com:443', 'cn-hangzhou'],
  ['OSS-CN-HANGZHOU.ALIYUNCS.COM', 'cn-hangzhou'],
  ['download.example.com', ''],
  ['oss-accelerate.aliyuncs.com', ''],
  ['oss-accelerate-overseas.aliyuncs.com', ''],
  ['oss-cn-hangzhou.aliyuncs.com.example', ''],
  ['evil-oss-cn-hangzhou.aliyuncs.com', ''],
] as const)('the region of %s is "%s"', ([endpoint, region]) => {
  expect(resolveTarget({ endpoint, bucket: 'examplebucket' }, {}).region).toBe(region);
});

describe('what is wrong is refused with what would be right', () => {
  test('nothing given', () => {
    expect(refusal({})).toMatchInlineSnapshot(
      `"config-invalid: no endpoint is given | use --endpoint, or set OSS_ENDPOINT"`,
    );
    expect(refusal({ endpoint: 'https://e.example' })).toMatchInlineSnapshot(
      `"config-invalid: no bucket is given | use --bucket, or set OSS_BUCKET"`,
    );
  });

  test('an endpoint that is none', () => {
    expect(refusal({ ...oss, endpoint: 'http://' })).toMatchInlineSnapshot(
      `"config-invalid: the endpoint is not a URL | an endpoint is a scheme, a host and a port, for instance https://oss-cn-hangzhou.aliyuncs.com"`,
    );
    expect(refusal({ ...oss, endpoint: 'e.example:99999' })).toMatchInlineSnapshot(
      `"config-invalid: the endpoint is not a URL | an endpoint is a scheme, a host and a port, for instance https://oss-cn-hangzhou.aliyuncs.com"`,
    );
    expect(refusal({ ...oss, endpoint: 's3://e.example' })).toMatchInlineSnapshot(
      `"config-invalid: the scheme s3 of the endpoint is unknown | use https:// or http://"`,
    );
    expect(refusal({ ...oss, endpoint: 'https://e.example/bucket' })).toMatchInlineSnapshot(
      `"config-invalid: the endpoint at e.example has a path or a query | use https://e.example and name the bucket by --bucket"`,
    );
  });

  test('an endpoint that names the bucket', () => {
    expect(refusal({ ...oss, endpoint: 'https://examplebucket.oss-cn-hangzhou.aliyuncs.com' })).toMatchInlineSnapshot(
      `"config-invalid: the endpoint examplebucket.oss-cn-hangzhou.aliyuncs.com already names the bucket | use --endpoint https://oss-cn-hangzhou.aliyuncs.com, or --addressing cname"`,
    );
    const endpoint = 'https://examplebucket.oss-cn-hangzhou.aliyuncs.com';
    expect(resolveTarget({ ...oss, endpoint, addressing: 'cname' }, {}).region).toBe('cn-hangzhou');
    expect(refusal({ ...oss, endpoint: 'examplebucket.oss-accelerate.aliyuncs.com:443' })).toBe(
      'config-invalid: the endpoint examplebucket.oss-accelerate.aliyuncs.com already names the bucket | use --endpoint https://oss-accelerate.aliyuncs.com, or --addressing cname',
    );
    expect(resolveTarget({ ...oss, endpoint: 'https://examplebucket.example' }, {}).addressing).toBe('virtual');
  });

  test.for(['ab', 'Examplebucket', 'test_bucket', '-bucket', 'bucket-', 'a.b.c', 'a'.repeat(64), 'a b', 'a\nb'])(
    'bucket name %j',
    (bucket) => {
      expect(refusal({ ...oss, bucket })).toBe(
        `config-invalid: the bucket name ${JSON.stringify(bucket)} is not valid in OSS | a bucket name has 3 to 63 lower-case letters, digits and hyphens, and no hyphen at its ends`,
      );
    },
  );

  test.for(['abc', 'a-b', '0'.repeat(63)])('bucket name %j is accepted', (bucket) => {
    expect(resolveTarget({ ...oss, bucket }, {}).bucket).toBe(bucket);
  });

  test('a value that is not on the list', () => {
    expect(refusal({ ...oss, addressing: 'vitrual' })).toMatchInlineSnapshot(
      `"config-invalid: --addressing "vitrual" is unknown | --addressing must be one of virtual, path, cname; did you mean virtual?"`,
    );
    expect(refusal({ ...local, auth: 'aws-v4', region: 'us/east' }, keys)).toMatchInlineSnapshot(
      `"config-invalid: the region "us/east" is not a region | a region has letters, digits, hyphens, dots and underscores, for instance --region us-east-1"`,
    );
    expect(refusal({ ...local, auth: 'aws-v4' })).toMatchInlineSnapshot(
      `"credentials-missing: --auth aws-v4 needs an access key, but none is set | set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use --auth anonymous"`,
    );
    expect(refusal({ ...local, auth: 'aws-v4' }, { AWS_ACCESS_KEY_ID: 'aws' })).toMatchInlineSnapshot(
      `"credentials-missing: the access key in the environment is incomplete: missing AWS_SECRET_ACCESS_KEY | set AWS_SECRET_ACCESS_KEY, or unset the others, or use --auth anonymous"`,
    );
    const schemes = `--auth must be one of ${authSchemes.join(', ')}`;
    expect(refusal({ ...oss, auth: 'oss-v2' })).toBe(
      `config-invalid: --auth "oss-v2" is unknown | ${schemes}; did you mean oss-v4?`,
    );
    expect(refusal({ ...oss, auth: 'something else' })).toBe(
      `config-invalid: --auth "something else" is unknown | ${schemes}`,
    );
  });

  test('half a key', () => {
    expect(refusal(oss, { OSS_ACCESS_KEY_ID: keys.OSS_ACCESS_KEY_ID })).toMatchInlineSnapshot(
      `"credentials-missing: the access key in the environment is incomplete: missing OSS_ACCESS_KEY_SECRET | set OSS_ACCESS_KEY_SECRET, or unset the others, or use --auth anonymous"`,
    );
    expect(refusal(oss, { OSS_ACCESS_KEY_SECRET: keys.OSS_ACCESS_KEY_SECRET })).toMatchInlineSnapshot(
      `"credentials-missing: the access key in the environment is incomplete: missing OSS_ACCESS_KEY_ID | set OSS_ACCESS_KEY_ID, or unset the others, or use --auth anonymous"`,
    );
    expect(refusal(oss, { OSS_SESSION_TOKEN: 'token-do-not-print' })).toMatchInlineSnapshot(
      `"credentials-missing: the access key in the environment is incomplete: missing OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET | set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or unset the others, or use --auth anonymous"`,
    );
  });

  test('a signature without a key', () => {
    expect(refusal({ ...oss, auth: 'oss-v4' })).toMatchInlineSnapshot(
      `"credentials-missing: --auth oss-v4 needs an access key, but none is set | set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or use --auth anonymous"`,
    );
    expect(refusal({ ...oss, auth: 'oss-v1' })).toMatchInlineSnapshot(
      `"credentials-missing: --auth oss-v1 needs an access key, but none is set | set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or use --auth anonymous"`,
    );
  });

  test('V4 without a region that could be told', () => {
    expect(refusal(local, keys)).toMatchInlineSnapshot(
      `"config-invalid: oss-v4 signs with a region, but the endpoint 127.0.0.1:9000 names none | set --region to the region of the bucket, for instance --region cn-hangzhou, or set OSS_REGION"`,
    );
    expect(refusal({ ...oss, endpoint: 'https://oss-accelerate.aliyuncs.com' }, keys)).toMatchInlineSnapshot(
      `"config-invalid: oss-v4 signs with a region, but the endpoint oss-accelerate.aliyuncs.com serves every region | set --region to the region of the bucket, for instance --region cn-hangzhou, or set OSS_REGION"`,
    );
    expect(refusal({ ...oss, region: 'CN Hangzhou' }, keys)).toMatchInlineSnapshot(
      `"config-invalid: the region "CN Hangzhou" is not a region id | a region id has lower-case letters, digits and hyphens, for instance --region cn-hangzhou"`,
    );
  });
});

test('no message repeats a secret, wherever it was put', () => {
  const said = [
    refusal({ ...oss, endpoint: 'https://ak:do-not-print@e.example' }),
    refusal({ ...oss, endpoint: 'ak:do-not-print@127.0.0.1:9000' }),
    refusal({ ...oss, endpoint: 'https://ak:do-not-print@e.example:99999' }),
    refusal({ ...oss, endpoint: 'https://b.e.example/key?Signature=do-not-print' }),
    refusal({ ...oss, endpoint: 'https://e.example?security-token=do-not-print' }),
    refusal({ ...oss, endpoint: 'https://e.example#do-not-print' }),
    refusal({ ...local, auth: 'oss-v4' }, keys),
    refusal(oss, { OSS_ACCESS_KEY_ID: 'do-not-print' }),
    refusal(oss, { OSS_ACCESS_KEY_SECRET: 'do-not-print' }),
    refusal(oss, { OSS_SESSION_TOKEN: 'do-not-print' }),
  ];
  expect(said.filter((text) => text.includes('do-not-print'))).toEqual([]);
});
