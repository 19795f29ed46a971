import { SuiteError } from '../../suite-error.js';
import { type Environment, setting } from './environment.js';
import type { TargetFlags } from './target-flags.js';

/**
 * The options that describe a target. Any of them selects a target, and not the embedded endpoint: a run that
 * tested the latter because the endpoint was forgotten, or because a variable of CI is empty, would pass for ever.
 *
 * What only says how requests are sent (`--timeout`, `--concurrency`), and keys in the environment, which a shell may hold
 * for other programs, are not among them.
 */
const targetOptions = {
  target: '--target',
  endpoint: '--endpoint',
  bucket: '--bucket',
  region: '--region',
  addressing: '--addressing',
  auth: '--auth',
  name: '--name',
  capabilities: '--capability',
  credentials: '--credentials',
  ca: '--ca',
  insecure: '--insecure',
  proxy: '--proxy',
  requestPayer: '--request-payer',
  prefix: '--prefix',
  object: '--object',
  createBucket: '--create-bucket',
} as const satisfies Readonly<Record<Exclude<keyof TargetFlags, 'profile' | 'embedded'>, string>>;

/** Variables that describe a target as options do, apart from `OSS_ENDPOINT`. */
const targetVariables = ['OSS_BUCKET', 'OSS_REGION'] as const;

const optionNames = Object.keys(targetOptions) as (keyof typeof targetOptions)[];

/** In the words of the command line. A key without a value counts: `{ endpoint: process.env.STORE }` means a target, too. */
const givenOptions = (flags: TargetFlags): string[] =>
  optionNames.filter((name) => Object.hasOwn(flags, name) && flags[name] !== false).map((name) => targetOptions[name]);

/**
 * The endpoint that flags, environment or profile name, or `null` where nothing describes a target and the embedded
 * endpoint is meant.
 *
 * @param orEmbedded whether the caller could use the embedded endpoint, for hints
 * @throws SuiteError `config-invalid` where something describes a target that has no endpoint, where the endpoint is given
 *   and empty, and where `embedded` is set beside a description of another target
 */
export function namedEndpoint(flags: TargetFlags, env: Environment, orEmbedded: boolean): string | null {
  const value = givenOptions(flags);
  if (flags.embedded) {
    if (value.length === 0) return null;
    throw new SuiteError(
      'config-invalid',
      `--embedded tests the embedded endpoint, but ${listed(value)} another target`,
      {
        hint: `leave out --embedded, or leave out ${listed(value)}`,
      },
    );
  }
  const useEmbedded = orEmbedded ? '; --embedded tests the embedded endpoint' : '';
  const fromFlag = setting(flags.endpoint);
  if (fromFlag === undefined && Object.hasOwn(flags, 'endpoint')) {
    throw new SuiteError('config-invalid', '--endpoint needs a value', {
      hint: `write it as --endpoint https://oss-cn-hangzhou.aliyuncs.com${useEmbedded}`,
    });
  }
  const endpoint = fromFlag ?? setting(env.OSS_ENDPOINT) ?? setting(flags.profile?.endpoint);
  if (endpoint !== undefined) return endpoint;
  if (env.OSS_ENDPOINT !== undefined) {
    throw new SuiteError('config-invalid', 'OSS_ENDPOINT is set but empty', {
      hint: `set it to the URL of the target, or unset it${useEmbedded}`,
    });
  }
  if (flags.profile !== undefined) {
    throw new SuiteError('config-invalid', `no endpoint is given, and ${flags.profile.file} has none`, {
      hint: 'add endpoint: URL to the profile, or set --endpoint or OSS_ENDPOINT',
    });
  }
  const described = [...value, ...targetVariables.filter((name) => env[name] !== undefined)];
  if (described.length > 0) {
    const verb = described.length > 1 ? 'describe' : 'describes';
    const without = orEmbedded && value.length > 0 ? `, without ${listed(value)}` : '';
    throw new SuiteError('config-invalid', `no endpoint is given, but ${listed(described)} ${verb} a target`, {
      hint: `set --endpoint or OSS_ENDPOINT${useEmbedded}${without}`,
    });
  }
  if (flags.embedded === undefined) return null;
  throw new SuiteError('config-invalid', 'no endpoint is given, and the embedded endpoint is disabled', {
    hint: 'set --endpoint or OSS_ENDPOINT',
  });
}

const listed = (names: readonly string[]): string =>
  names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
