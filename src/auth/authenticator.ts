import type { HeaderField } from '../spec/vocabulary.js';
import { SuiteError } from '../suite-error.js';
import type { AuthScheme } from './auth-scheme.js';
import type { Credentials } from './credentials.js';
import type { SignableRequest } from './signable-request.js';
import { signV1Header } from './v1-header.js';
import { signV4Header } from './v4-header.js';

/** Gives the header fields that a request needs on top of its own. */
export type Authenticator = (request: SignableRequest) => HeaderField[];

export interface AuthenticatorOptions {
  readonly scheme: AuthScheme;
  /** Needed by every scheme but `anonymous`. */
  readonly credentials?: Credentials | null;
  /** Region id without `oss-`; used by `oss-v4` only. */
  readonly region: string;
  /** The wall clock unless said. Asked once a request, so that a retry is signed anew. */
  readonly clock?: () => Date;
}

/**
 * Makes the one function that a driver needs to have its requests accepted.
 *
 * @throws SuiteError `credentials-missing` where the scheme signs and there is nothing to sign with.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { scheme, credentials, region, clock = () => new Date() } = options;
  if (scheme === 'anonymous') return () => [];
  if (credentials === undefined || credentials === null) {
    throw new SuiteError('credentials-missing', `${scheme} needs an access key, and there is none`, {
      hint: 'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or use --auth anonymous',
    });
  }
  return scheme === 'oss-v4'
    ? (request) => signV4Header(request, { credentials, region, at: clock() })
    : (request) => signV1Header(request, { credentials, at: clock() });
}
