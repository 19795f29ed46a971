import { X509Certificate } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { type ConnectionOptions, rootCertificates } from 'node:tls';
import { readInputFile } from '../../../spec/read/input-file.js';
import { SuiteError } from '../../../suite-error.js';
import { addressOf } from '../address/address.js';
import { isLoopback } from '../address/local-host.js';
import { type Environment, setting } from '../environment.js';
import type { Target } from '../target.js';
import type { TargetFlags } from '../target-flags.js';
import type { Connection } from './connection.js';
import { type HttpProxy, parseOpenProxy, parseProxy } from './proxy.js';

/**
 * How connections to a target are made, by flags, profile and environment; `undefined` where nothing is said.
 *
 * @throws SuiteError `config-invalid`
 */
export async function connectionOf(
  target: Pick<Target, 'endpoint' | 'bucket' | 'addressing'>,
  { ca, insecure, proxy, profile }: TargetFlags,
  env: Environment,
): Promise<Connection | undefined> {
  const file = setting(ca) ?? (profile?.ca === undefined ? undefined : resolve(dirname(profile.file), profile.ca));
  const named = namedProxy(setting(proxy), profile);
  const connection: Connection = {
    ...(file === undefined ? {} : { ca: await readAuthorities(file) }),
    ...(insecure ? { insecure } : {}),
    ...(named
      ? { proxy: named, isProxyNamed: true }
      : { proxy: await proxyOfEnvironment(new URL(addressOf(target, null).origin), env) }),
  };
  return Object.values(connection).some(Boolean) ? connection : undefined;
}

function namedProxy(flag: string | undefined, profile: TargetFlags['profile']): HttpProxy | undefined {
  if (flag !== undefined) return parseOpenProxy(flag, '--proxy');
  return profile?.proxy === undefined ? undefined : parseOpenProxy(profile.proxy, `proxy in ${profile.file}`);
}

const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** In bytes. The bundle of Debian, all the authorities that browsers trust, has 0.2 MB. */
const largestBundle = 4 * 1024 * 1024;

/** @throws SuiteError `config-invalid` where there is no certificate in it, or one that cannot be read */
async function readAuthorities(file: string): Promise<NonNullable<Connection['ca']>> {
  // Bundles have comments in all encodings.
  const hint = 'give a file of PEM certificates with --ca FILE';
  const text = await readInputFile(file, largestBundle, { isLossy: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new SuiteError('config-invalid', `${file} cannot be read: ${cause.code ?? cause.message}`, { hint, cause });
  });
  const blocks = text.match(certificate) ?? [];
  if (blocks.length === 0) throw new SuiteError('config-invalid', `${file} contains no PEM certificate`, { hint });
  for (const [index, block] of blocks.entries()) {
    try {
      new X509Certificate(block);
    } catch (cause) {
      throw new SuiteError('config-invalid', `certificate ${index + 1} of ${file} cannot be read`, { hint, cause });
    }
  }
  return { file, pem: blocks.join('\n') };
}

/** Small letters win, as for curl and most others. */
const proxyVariables = ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);

/**
 * The proxy that the environment names for an address; loopback addresses never use it. The package that knows the rules of
 * NO_PROXY looks at the environment of the process itself, so no other one is asked.
 */
async function proxyOfEnvironment(address: URL, env: Environment): Promise<HttpProxy | undefined> {
  if (
    env !== process.env ||
    isLoopback(address.hostname) ||
    !proxyVariables.some((name) => setting(env[name]) !== undefined)
  )
    return undefined;
  const { getProxyForUrl } = await import('proxy-from-env');
  const text = getProxyForUrl(address.href);
  if (text === '') return undefined;
  return parseProxy(text, address.protocol === 'https:' ? 'HTTPS_PROXY or ALL_PROXY' : 'HTTP_PROXY or ALL_PROXY');
}

/** What connections to a target trust. */
export function tlsOf({ connection: { ca, insecure } = {} }: Pick<Target, 'connection'>): ConnectionOptions {
  return {
    ...(ca ? { ca: [...rootCertificates, ca.pem] } : {}),
    ...(insecure ? { rejectUnauthorized: false } : {}),
  };
}
