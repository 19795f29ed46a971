import { type AuthScheme, type SignatureKind, schemeOfRun } from '../../spec/model/auth-scheme.js';
import { SuiteError } from '../../suite-error.js';
import type { Credentials } from './credentials.js';
import { isPresignable } from './presignable.js';
import type { Authenticator, OpenSigner, Proof, Signer, SignerOptions } from './signer.js';

export interface AuthenticatorOptions extends Pick<SignerOptions, 'region' | 'locate'> {
  readonly scheme: AuthScheme;
  /** Needed by every scheme but `anonymous`. */
  readonly credentials?: Credentials | null;
  /** The wall clock unless given. */
  readonly clock?: () => Date;
}

/** Each kind of signature has its signer. A run signs in one way, so the others are not loaded. */
const signers: Readonly<Record<SignatureKind, () => Promise<OpenSigner>>> = {
  'oss-v4': async () => (await import('./signers/oss-v4.js')).ossV4,
  'oss-v1': async () => (await import('./signers/oss-v1.js')).ossV1,
  'aws-v4': async () => (await import('./signers/aws-v4.js')).awsV4,
};

/** The signer of a kind of signature. */
export async function openSigner(kind: SignatureKind, options: SignerOptions): Promise<Signer> {
  const open = await signers[kind]();
  return open(options);
}

const none: Proof = { headers: [], query: [] };

/**
 * Makes the one function that a driver needs to have its requests accepted.
 *
 * @throws SuiteError `credentials-missing` where the scheme signs and there is nothing to sign with.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { scheme, credentials, region, locate, clock = () => new Date() } = options;
  const { signature, places } = schemeOfRun(scheme);
  if (signature === null) return () => none;
  if (credentials === undefined || credentials === null) {
    throw new SuiteError('credentials-missing', `${scheme} needs an access key, but there is none`, {
      hint: 'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or use --auth anonymous',
    });
  }
  let opening: Promise<Signer> | undefined;
  return async (request) => {
    opening ??= openSigner(signature, { credentials, region, locate, clock });
    const signer = await opening;
    return places.includes('url') && isPresignable(request) ? signer.url(request) : signer.header(request);
  };
}
