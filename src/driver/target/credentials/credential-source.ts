import { SuiteError } from '../../../suite-error.js';

/**
 * Where keys come from. `env`: OSS_ACCESS_KEY_ID and its like. `ossutil`: its configuration file. `profile`: a profile of
 * the Alibaba Cloud CLI. `ram-role`: the role of the ECS instance. `oidc`: a role with a token from a file.
 * `process`: what a command prints. `chain`: the first of those that has any, but for the command.
 */
export const credentialSources = ['env', 'ossutil', 'profile', 'ram-role', 'oidc', 'process', 'chain'] as const;
export type CredentialSource = (typeof credentialSources)[number];

/** What is wrong with a source; the value itself is not repeated, for it may be a key. */
export const unknownSource = `credentials must be one of ${credentialSources.join(', ')}, the source of keys; options and profiles never contain keys`;

/** @throws SuiteError `config-invalid` */
export function parseCredentialSource(text: string): CredentialSource {
  const found = credentialSources.find((source) => source === text);
  if (found !== undefined) return found;
  throw new SuiteError('config-invalid', '--credentials is not a source of keys', { hint: unknownSource });
}
