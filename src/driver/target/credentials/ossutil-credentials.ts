import { homedir } from 'node:os';
import { join } from 'node:path';
import { readInputFile } from '../../../spec/read/input-file.js';
import { SuiteError } from '../../../suite-error.js';
import type { Credentials } from '../../auth/credentials.js';
import { type Environment, setting } from '../environment.js';

/** In bytes: a thousand profiles. */
const largestConfiguration = 256 * 1024;

/**
 * The key pair in the configuration of ossutil: `~/.ossutilconfig`, or the file that `OSSUTIL_CONFIG_FILE` names. Version 1
 * keeps it under `[Credentials]`, version 2 under `[default]` and one section a profile, which `OSSUTIL_PROFILE` chooses.
 * Source: https://www.alibabacloud.com/help/en/oss/developer-reference/configure-ossutil2
 *
 * @returns null where there is no such file
 * @throws SuiteError `credentials-missing` where the file or the profile holds no key pair
 */
export async function ossutilCredentials(env: Environment): Promise<Credentials | null> {
  const file = setting(env.OSSUTIL_CONFIG_FILE) ?? join(setting(env.HOME) ?? homedir(), '.ossutilconfig');
  const text = await readInputFile(file, largestConfiguration).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw missing(`${file} cannot be read: ${error.code ?? error.message}`, 'make it readable for this user');
  });
  if (text === null) return null;
  const { parse } = await import('ini');
  const sections = parse(text);
  const section = setting(env.OSSUTIL_PROFILE);
  const names = section === undefined ? ['default', 'Credentials'] : [`profile ${section}`, section];
  const name = names.find((candidate) => isSection(sections[candidate]));
  if (name === undefined)
    throw missing(`${file} has no section ${names.join(' or ')}`, 'create it with ossutil config');
  const values = lowerCased(sections[name]);
  const { accesskeyid, accesskeysecret, ststoken, securitytoken, mode = 'AK' } = values;
  if (!accesskeyid || !accesskeysecret) {
    throw missing(
      `section ${name} of ${file} contains no key pair (mode ${mode})`,
      'use the matching source: --credentials ram-role, oidc or process',
    );
  }
  const token = setting(ststoken ?? securitytoken);
  return {
    accessKeyId: accesskeyid.trim(),
    accessKeySecret: accesskeysecret.trim(),
    ...(token === undefined ? {} : { securityToken: token }),
  };
}

const isSection = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Both versions write `accessKeyID`, older files other letters. */
const lowerCased = (section: Readonly<Record<string, unknown>>): Partial<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(section).flatMap(([key, value]) => (typeof value === 'string' ? [[key.toLowerCase(), value]] : [])),
  );

const missing = (message: string, hint: string): SuiteError =>
  new SuiteError('credentials-missing', `no keys from ossutil: ${message}`, { hint });
