import { createAuthenticator } from '../auth/authenticator.js';
import type { Authenticator, SignerOptions } from '../auth/signer.js';
import { addressOf } from './address/address.js';
import type { Target } from './target.js';

/**
 * The authenticator of a target.
 *
 * @param clock what requests are signed by
 * @throws SuiteError `credentials-missing`
 */
export function targetAuthenticator(target: Target, clock?: () => Date): Authenticator {
  const { auth, credentials, region } = target;
  return createAuthenticator({
    scheme: auth,
    credentials,
    region,
    locate: locateOn(target),
    ...(clock ? { clock } : {}),
  });
}

/** Where a request to a target goes, for a signature that covers it. */
export const locateOn =
  (target: Target): SignerOptions['locate'] =>
  ({ bucket, key }) =>
    addressOf(bucket === target.bucket ? target : { ...target, bucket: bucket ?? '' }, key);
