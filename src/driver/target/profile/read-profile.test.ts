import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { capabilities } from '../../../spec/model/capability.js';
import { SuiteError } from '../../../suite-error.js';
import { resolveTarget } from '../resolve-target.js';
import { parseProfile, readProfile } from './read-profile.js';

const folder = fileURLToPath(new URL('../../../../fixtures/targets/', import.meta.url));
const keys = { OSS_ACCESS_KEY_ID: 'LTAI-of-a-test', OSS_ACCESS_KEY_SECRET: 'secret-of-a-test' };

/** What the reader says against a profile. */
function refusal(text: string): string {
  try {
    parseProfile({ file: 'mine.yaml', text });
  } catch (error) {
    if (error instanceof SuiteError && error.code === 'config-invalid') return error.message;
    throw error;
  }
  throw new Error('the profile was taken');
}

describe('the profiles that come with the package', async () => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();

  test('are these', () => {
    expect(files).toEqual([
      'oss-accelerate.yaml',
      'oss-internal.yaml',
      'oss-public.yaml',
      'read-only.yaml',
      's3-compatible.yaml',
      'static-server.yaml',
    ]);
  });

  test.each(files)('%s makes a target as soon as there is a bucket', async (file) => {
    const profile = await readProfile(folder + file);
    const target = resolveTarget({ profile, bucket: 'my-bucket' }, keys);
    const { name, endpoint, region, addressing, auth } = target;
    const { object = '' } = profile;
    expect([name, endpoint.origin, region, addressing, auth, object]).toEqual(
      {
        'oss-accelerate.yaml': [
          'Alibaba Cloud OSS, transfer acceleration',
          'https://oss-accelerate.aliyuncs.com',
          'cn-hangzhou',
          'virtual',
          'oss-v4',
          '',
        ],
        'oss-internal.yaml': [
          'Alibaba Cloud OSS, internal endpoint',
          'https://oss-cn-hangzhou-internal.aliyuncs.com',
          'cn-hangzhou',
          'virtual',
          'oss-v4',
          '',
        ],
        'oss-public.yaml': [
          'Alibaba Cloud OSS, public endpoint',
          'https://oss-cn-hangzhou.aliyuncs.com',
          'cn-hangzhou',
          'virtual',
          'oss-v4',
          '',
        ],
        'read-only.yaml': [
          'read-only mirror',
          'https://mirror.example.com',
          '',
          'cname',
          'anonymous',
          'pub/README.txt',
        ],
        's3-compatible.yaml': ['S3-compatible store', 'http://127.0.0.1:9000', 'us-east-1', 'path', 'aws-v4', ''],
        'static-server.yaml': ['static web server', 'http://127.0.0.1:8080', '', 'cname', 'anonymous', 'file.bin'],
      }[file],
    );
  });

  test.each(files)('%s says in a comment how it is used', async (file) => {
    expect(await readFile(folder + file, 'utf8')).toMatch(new RegExp(`^#   .*oss-range run --target ${file}`, 'm'));
  });
});

test('a flag wins over the environment, the environment over the profile, the profile over the default', () => {
  const profile = parseProfile({
    file: 'mine.yaml',
    text: 'endpoint: https://profile.example\nbucket: of-profile\nregion: profile-1\naddressing: cname\nauth: anonymous\n',
  });
  const told = (flags: object, env: object): unknown => {
    const { endpoint, bucket, region, addressing, auth } = resolveTarget({ profile, ...flags }, { ...env });
    return [endpoint.host, bucket, region, addressing, auth];
  };
  const env = { OSS_ENDPOINT: 'env.example', OSS_BUCKET: 'of-env', OSS_REGION: 'env-1', ...keys };
  const flags = {
    endpoint: 'https://flag.example',
    bucket: 'of-flag',
    region: 'flag-1',
    addressing: 'virtual',
    auth: 'oss-v4',
  };
  expect(told({}, {})).toEqual(['profile.example', 'of-profile', 'profile-1', 'cname', 'anonymous']);
  expect(told({}, env)).toEqual(['env.example', 'of-env', 'env-1', 'cname', 'anonymous']);
  expect(told(flags, env)).toEqual(['flag.example', 'of-flag', 'flag-1', 'virtual', 'oss-v4']);
});

test('a store that speaks S3 may have a region of any name; OSS may not', () => {
  const profile = (auth: string) =>
    parseProfile({
      file: 'mine.yaml',
      text: `endpoint: http://127.0.0.1:9\nbucket: my-bucket\nregion: RegionOne\nauth: ${auth}\n`,
    });
  expect(resolveTarget({ profile: profile('aws-v4') }, keys).region).toBe('RegionOne');
  expect(() => resolveTarget({ profile: profile('oss-v4') }, keys)).toThrow(
    'the region "RegionOne" is not a region id',
  );
});

test.each([
  ['endpont: https://e.example', 'mine.yaml:1:1: a target profile has the keys name, endpoint, '],
  ['endpont: https://e.example', 'not "endpont" (did you mean "endpoint"?)'],
  ['- endpoint', 'mine.yaml:1:1: a target profile must be a mapping with the keys '],
  ['', 'mine.yaml:1:1: a target profile must be a mapping with the keys '],
  ['name: a\nendpoint: ftp://e.example', 'mine.yaml:2:11: the scheme ftp of the endpoint is unknown; use https:// or '],
  ['endpoint: https://ak:do-not-print@e.example', 'mine.yaml:1:11: the endpoint at e.example contains a user name '],
  ['bucket: My_Bucket', 'mine.yaml:1:9: the bucket name "My_Bucket" is not valid in OSS; a bucket name has 3 to 63 '],
  ['region: CN Hangzhou', 'mine.yaml:1:9: the region "CN Hangzhou" is not a region id; '],
  [
    'addressing: vitrual',
    'mine.yaml:1:13: addressing must be one of virtual, path, cname, not "vitrual" (did you mean "virtual"?)',
  ],
  ['auth: oss-v5', '(did you mean "oss-v4"?)'],
  ['prefix: /', 'mine.yaml:1:9: prefix must be the name of a folder, not "/"'],
  ['timeout: 4s', 'mine.yaml:1:10: timeout must be a whole number from 50 to 600000, not "4s"'],
  ['concurrency: 0', 'mine.yaml:1:14: concurrency must be a whole number from 1 to 1000, not the number 0'],
  ['ca: 1', 'mine.yaml:1:5: ca must be a text, not the number 1'],
  [
    'proxy: socks5://proxy.example',
    'mine.yaml:1:8: proxy names a proxy of scheme socks5, but only http and https are ',
  ],
  [
    'proxy: http://me:do-not-print@proxy.example',
    'mine.yaml:1:8: proxy contains a user name or password for the proxy; ',
  ],
  [
    'credentials: LTAI-do-not-print',
    'mine.yaml:1:14: credentials must be one of env, ossutil, profile, ram-role, oidc, ',
  ],
  ['object: ""', 'mine.yaml:1:9: object must not be empty'],
  [
    'capabilities:\n  apend: false',
    `mine.yaml:2:3: capabilities has the keys ${capabilities.join(', ')}, not "apend" (did you mean "append"?)`,
  ],
  [
    'capabilities:\n  append: 1',
    'mine.yaml:2:11: append must be true, false, or the reason why the target lacks it, not the number 1',
  ],
  ['capabilities: { append: "…" }', 'append must be true, false, or the reason why the target lacks it, not "…"'],
  ['name: a\nname: b', 'mine.yaml:2:1: duplicate key in a mapping'],
  ['name: [', 'mine.yaml:1:8: '],
])('%j is refused: %s', (text, message) => {
  expect(refusal(text)).toContain(message);
  expect(refusal(text)).not.toContain('do-not-print');
});

test('every mistake is named at once, in its order', () => {
  const lines = refusal('timeout: 1\nauth: none\nbucket: B\n').split('\n');
  expect(lines.map((line) => line.split(': ')[0])).toEqual(['mine.yaml:1:10', 'mine.yaml:2:7', 'mine.yaml:3:9']);
});

test.each([
  'access-key-id',
  'access_key_secret',
  'accessKeySecret',
  'OSS_ACCESS_KEY_ID',
  'secret',
  'security-token',
  'sts_token',
  'password',
  'ak',
  'sk',
  'api-key',
  'Authorization',
])('%s is refused with the reason, and what it holds is not repeated', (key) => {
  const said = refusal(`name: a\n${key}: LTAI-do-not-print\n`);
  expect(said).toBe(
    `mine.yaml:2:1: ${key} must not be in a target profile: profiles are shared and committed, so set keys in the environment only (OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_SESSION_TOKEN); remove it, and renew committed keys`,
  );
});

test('a file that does not exist is refused with where to start from', async () => {
  await expect(readProfile(`${folder}none.yaml`)).rejects.toMatchObject({
    code: 'config-invalid',
    message: expect.stringMatching(/^the target profile .*none\.yaml cannot be read: ENOENT$/),
    hint: 'give a YAML file with --target FILE; fixtures/targets/ of this package has examples',
  });
});
