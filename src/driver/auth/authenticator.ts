import type { HeaderField } from '../../spec/model/vocabulary.js';
import { SuiteError } from '../../suite-error.js';
import { type AuthScheme, type SignatureKind, traitsOf } from './auth-scheme.js';
import { createAwsSigner, type RequestLine } from './aws-v4.js';
import type { Credentials } from './credentials.js';
import { isPresignable, urlLifetimeSeconds } from './presignable.js';
import type { QueryParameter, SignableRequest } from './signable-request.js';
import { signV1Header } from './v1/v1-header.js';
import { presignV1 } from './v1/v1-presign.js';
import { signV4Header } from './v4/v4-header.js';
import { presignV4 } from './v4/v4-presign.js';

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
  /** Region id without `oss-`; used by the V4 signatures; of AWS, as it stands in the scope. */
  readonly region: string;
  /** Where a request goes; the AWS signature covers it as it will be sent. */
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
  const { signature, presigns } = traitsOf(scheme);
  if (signature === null) return () => none;
  if (credentials === undefined || credentials === null) {
    throw new SuiteError('credentials-missing', `${scheme} needs an access key, but there is none`, {
      hint: 'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or use --auth anonymous',
    });
  }
  const signer = signerOf(signature, { credentials, region, locate, clock });
  return presigns
    ? (request) => (isPresignable(request) ? signer.url(request) : signer.header(request))
    : signer.header;
}

/** The two places in which a signature may stand. */
interface Signer {
  readonly header: Authenticator;
  readonly url: Authenticator;
}

type SignerOptions = Required<Omit<AuthenticatorOptions, 'scheme' | 'credentials'>> & {
  readonly credentials: Credentials;
};

const expiresInSeconds = urlLifetimeSeconds;

function signerOf(signature: SignatureKind, { credentials, region, locate, clock }: SignerOptions): Signer {
  switch (signature) {
    case 'oss-v4':
      return {
        header: (request) => inHeader(signV4Header(request, { credentials, region, at: clock() })),
        url: (request) => inUrl(presignV4(request, { credentials, region, at: clock(), expiresInSeconds })),
      };
    case 'oss-v1':
      return {
        header: (request) => inHeader(signV1Header(request, { credentials, at: clock() })),
        url: (request) => inUrl(presignV1(request, { credentials, at: clock(), expiresInSeconds })),
      };
    case 'aws-v4': {
      const signer = createAwsSigner({ credentials, region });
      const signing = (request: SignableRequest) => ({ ...locate(request), at: clock() });
      return {
        header: async (request) => inHeader(await signer.signHeader(request, signing(request))),
        url: async (request) => inUrl(await signer.presign(request, signing(request), expiresInSeconds)),
      };
    }
  }
}

const inHeader = (headers: readonly HeaderField[]): Proof => ({ headers, query: [] });

const inUrl = (query: readonly QueryParameter[]): Proof => ({ headers: [], query });
