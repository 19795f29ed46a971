import { createAuthenticator } from '../auth/authenticator.js';
import type { Authenticator } from '../auth/signer.js';
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
    locate: ({ bucket, key }) =>
      addressOf(bucket === target.bucket ? target : { ...target, bucket: bucket ?? '' }, key),
    ...(clock ? { clock } : {}),
  });
}
