import type { HeaderField } from '../spec/vocabulary.js';
import { SuiteError } from '../suite-error.js';
import type { AuthScheme } from './auth-scheme.js';
import { createAwsSigner, type RequestLine } from './aws-v4.js';
import type { Credentials } from './credentials.js';
import type { QueryParameter, SignableRequest } from './signable-request.js';
import { signV1Header } from './v1-header.js';
import { signV4Header } from './v4-header.js';

/** What a request needs on top of its own fields and parameters. */
export interface Proof {
  readonly headers: readonly HeaderField[];
  readonly query: readonly QueryParameter[];
}

/** Proves who asks. */
export type Authenticator = (request: SignableRequest) => Proof | Promise<Proof>;

export interface AuthenticatorOptions {
  readonly scheme: AuthScheme;
  /** Needed by every scheme but `anonymous`. */
  readonly credentials?: Credentials | null;
  /** Region id without `oss-`; used by `oss-v4` and, as it stands in the scope, by `aws-v4`. */
  readonly region: string;
  /** Where a request goes; `aws-v4` signs it as it will be sent. */
  readonly locate: (request: SignableRequest) => RequestLine;
  /** The wall clock unless said. Asked once a request, so that a retry is signed anew. */
  readonly clock?: () => Date;
}

const none: Proof = { headers: [], query: [] };

/**
 * Makes the one function that a driver needs to have its requests accepted.
 *
 * @throws SuiteError `credentials-missing` where the scheme signs and there is nothing to sign with.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { scheme, credentials, region, locate, clock = () => new Date() } = options;
  if (scheme === 'anonymous') return () => none;
  if (credentials === undefined || credentials === null) {
    throw new SuiteError('credentials-missing', `${scheme} needs an access key, and there is none`, {
      hint: 'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or use --auth anonymous',
    });
  }
  switch (scheme) {
    case 'oss-v4':
      return (request) => inHeader(signV4Header(request, { credentials, region, at: clock() }));
    case 'oss-v1':
      return (request) => inHeader(signV1Header(request, { credentials, at: clock() }));
    case 'aws-v4': {
      const signer = createAwsSigner({ credentials, region });
      return async (request) => inHeader(await signer.signHeader(request, { ...locate(request), at: clock() }));
    }
  }
}

const inHeader = (headers: readonly HeaderField[]): Proof => ({ headers, query: [] });
