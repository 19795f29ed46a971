import type { SignaturePlace } from '../../spec/model/auth-scheme.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { RequestLine } from './aws-v4.js';
import type { Credentials } from './credentials.js';
import type { QueryParameter, SignableRequest } from './signable-request.js';

/** What a request needs on top of its own fields and parameters. */
export interface Proof {
  readonly headers: readonly HeaderField[];
  readonly query: readonly QueryParameter[];
}

/** Proves who sends a request. */
export type Authenticator = (request: SignableRequest) => Proof | Promise<Proof>;

/** Signs in either place. */
export type Signer = Readonly<Record<SignaturePlace, Authenticator>>;

export interface SignerOptions {
  readonly credentials: Credentials;
  /** Region id without `oss-`; used by the V4 signatures; for AWS, as in the scope. */
  readonly region: string;
  /** Where a request goes; the AWS signature covers it as it will be sent. */
  readonly locate: (request: SignableRequest) => RequestLine;
  /** Names of header fields to cover beyond the usual ones, where the signature can. */
  readonly additionalHeaders?: readonly string[];
  /** Called once a request, so that a retry is signed anew. */
  readonly clock: () => Date;
}

export type OpenSigner = (options: SignerOptions) => Signer;

export const inHeader = (headers: readonly HeaderField[]): Proof => ({ headers, query: [] });

export const inUrl = (query: readonly QueryParameter[]): Proof => ({ headers: [], query });
