import { describe, expect, test } from 'vitest';
import { SuiteError } from '../../suite-error.js';
import { namedEndpoint } from './named-endpoint.js';
import { parseProfile } from './profile/read-profile.js';
import type { TargetFlags } from './target-flags.js';

/** The endpoint, or the refusal in one line. */
function named(flags: TargetFlags, env: Record<string, string> = {}, orEmbedded = true): string | null {
  try {
    return namedEndpoint(flags, env, orEmbedded);
  } catch (error) {
    if (!(error instanceof SuiteError) || error.code !== 'config-invalid') throw error;
    return `${error.message} | ${error.hint}`;
  }
}

const profile = (text: string) => parseProfile({ file: 'mine.yaml', text });
const url = 'http://127.0.0.1:9000';

/** Every flag that describes a target, as its option is written. */
const describing: readonly [option: string, flags: TargetFlags][] = [
  ['--target', { target: 'mine.yaml' }],
  ['--bucket', { bucket: 'b' }],
  ['--region', { region: 'cn-hangzhou' }],
  ['--addressing', { addressing: 'path' }],
  ['--auth', { auth: 'anonymous' }],
  ['--name', { name: 'mine' }],
  ['--capability', { capabilities: { append: false } }],
  ['--credentials', { credentials: 'env' }],
  ['--ca', { ca: 'ca.pem' }],
  ['--insecure', { insecure: true }],
  ['--proxy', { proxy: 'http://127.0.0.1:1' }],
  ['--request-payer', { requestPayer: true }],
  ['--prefix', { prefix: 'mine/' }],
  ['--object', { object: 'key' }],
  ['--create-bucket', { createBucket: true }],
];

describe('the embedded endpoint is meant', () => {
  test.each<[string, TargetFlags, Record<string, string>]>([
    ['where nothing describes a target', {}, {}],
    ['where a switch is off', { insecure: false, requestPayer: false, createBucket: false }, {}],
    ['where there are only keys, which a shell may hold for other programs', {}, { OSS_ACCESS_KEY_ID: 'id' }],
    ['where it is asked for by name', { embedded: true }, {}],
    ['where it is asked for by name, whatever the environment says', { embedded: true }, { OSS_ENDPOINT: url }],
    ['where it is asked for by name and the variable is empty', { embedded: true }, { OSS_ENDPOINT: '' }],
  ])('%s', (_, flags, env) => expect(named(flags, env)).toBeNull());
});

describe('never the embedded endpoint, but an error', () => {
  test.each(describing)('where %s is given without an endpoint', (option, flags) => {
    expect(named(flags)).toBe(
      `no endpoint is given, but ${option} describes a target | set --endpoint or OSS_ENDPOINT; --embedded tests the embedded endpoint, without ${option}`,
    );
    expect(named({ ...flags, endpoint: url })).toBe(url);
    expect(named(flags, { OSS_ENDPOINT: url })).toBe(url);
  });

  test.each(describing)('where %s is given beside --embedded', (option, flags) => {
    expect(named({ ...flags, embedded: true })).toBe(
      `--embedded tests the embedded endpoint, but ${option} another target | leave out --embedded, or leave out ${option}`,
    );
  });

  test.each([undefined, '', ' '])('where a setting is there and its value is %j', (nothing) => {
    expect(named({ bucket: nothing })).toContain('no endpoint is given, but --bucket describes a target | ');
    const refusal = '--endpoint needs a value | write it as ';
    expect(named({ endpoint: nothing })).toContain(refusal);
    // Another endpoint than the one that was meant is no better.
    expect(named({ endpoint: nothing }, { OSS_ENDPOINT: url })).toContain(refusal);
  });

  test.each(['', ' ', '\t'])('where OSS_ENDPOINT is %j, whatever else is given', (nothing) => {
    const env = { OSS_ENDPOINT: nothing };
    const refusal =
      'OSS_ENDPOINT is set but empty | set it to the URL of the target, or unset it; --embedded tests the embedded endpoint';
    expect([named({}, env), named({ bucket: 'b' }, { ...env, OSS_REGION: 'r' })]).toEqual([refusal, refusal]);
    expect(named({ endpoint: url }, env)).toBe(url);
    expect(named({ profile: profile(`endpoint: ${url}`) }, env)).toBe(url);
  });

  test.each(['OSS_BUCKET', 'OSS_REGION'])('where %s is set, though it be empty', (name) => {
    const refusal = `no endpoint is given, but ${name} describes a target | set --endpoint or OSS_ENDPOINT; --embedded tests the embedded endpoint`;
    expect([named({}, { [name]: 'x' }), named({}, { [name]: '' })]).toEqual([refusal, refusal]);
  });

  test('where the profile names none', () => {
    expect(named({ target: 'mine.yaml', profile: profile('bucket: my-bucket') })).toBe(
      'no endpoint is given, and mine.yaml has none | add endpoint: URL to the profile, or set --endpoint or OSS_ENDPOINT',
    );
  });

  test('where it is ruled out', () => {
    expect(named({ embedded: false })).toBe(
      'no endpoint is given, and the embedded endpoint is disabled | set --endpoint or OSS_ENDPOINT',
    );
  });
});

test('a command without the embedded endpoint does not offer it', () => {
  expect(named({ bucket: 'b', region: 'r' }, {}, false)).toBe(
    'no endpoint is given, but --bucket and --region describe a target | set --endpoint or OSS_ENDPOINT',
  );
  expect(named({}, { OSS_ENDPOINT: '' }, false)).toBe(
    'OSS_ENDPOINT is set but empty | set it to the URL of the target, or unset it',
  );
});
