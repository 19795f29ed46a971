import { urlLifetimeSeconds } from '../presignable.js';
import { inHeader, inUrl, type OpenSigner } from '../signer.js';
import { signV4Header } from '../v4/v4-header.js';
import { presignV4 } from '../v4/v4-presign.js';

/** The current signature of OSS. */
export const ossV4: OpenSigner = ({ credentials, region, additionalHeaders = [], clock }) => ({
  header: (request) => inHeader(signV4Header(request, { credentials, region, additionalHeaders, at: clock() })),
  url: (request) =>
    inUrl(
      presignV4(request, { credentials, region, additionalHeaders, at: clock(), expiresInSeconds: urlLifetimeSeconds }),
    ),
});
