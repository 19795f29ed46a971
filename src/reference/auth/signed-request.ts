import type { SignableRequest } from '../../driver/auth/signable-request.js';

/** A request as far as a signature may cover it. */
export interface SignedRequest extends SignableRequest {
  /** Percent-encoded, exactly as sent: AWS signs this where OSS signs bucket and key. */
  readonly path: string;
}
