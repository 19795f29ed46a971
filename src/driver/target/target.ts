import type { AuthScheme } from '../../spec/model/auth-scheme.js';
import type { Credentials } from '../auth/credentials.js';
import type { Addressing } from './address/addressing.js';
import type { Connection } from './connection/connection.js';
import type { CredentialSource } from './credentials/credentials-by.js';

/** A bucket to test: where it is, how it is addressed and how requests are signed. */
export interface Target {
  /** How reports call it. */
  readonly name: string;
  /** Scheme, host and port; no path, no query, no credentials. */
  readonly endpoint: URL;
  readonly bucket: string;
  /** Region id without `oss-`; empty if it is not set and not needed. */
  readonly region: string;
  readonly addressing: Addressing;
  readonly auth: AuthScheme;
  /** `null` for `anonymous`. */
  readonly credentials: Credentials | null;
  /** Declared capabilities; a missing name is undeclared. */
  readonly capabilities: Readonly<Record<string, boolean | string>>;
  /** Whether requests accept the cost, instead of the owner of the bucket. */
  readonly requestPayer?: true;
  /** File of the profile that it was made from, as it was named. */
  readonly profile?: string;
  /** Where its key pair comes from, where that is not the environment. */
  readonly credentialSource?: CredentialSource;
  /** How connections to it are made, where that is not simply to where its endpoint says. */
  readonly connection?: Connection;
}

/** What no output may show of a target: its key pair, and the password of its proxy. */
export function secretsOfTarget({ credentials, connection }: Target): readonly string[] {
  const { accessKeyId, accessKeySecret, securityToken } = credentials ?? {};
  const keys = [accessKeyId, accessKeySecret, securityToken].filter((secret) => secret !== undefined);
  return [...keys, ...(connection?.proxy?.secrets ?? [])];
}
