import { urlLifetimeSeconds } from '../presignable.js';
import { inHeader, inUrl, type OpenSigner } from '../signer.js';
import { signV4Header } from '../v4/v4-header.js';
import { presignV4 } from '../v4/v4-presign.js';

/** The current signature of OSS. */
export const ossV4: OpenSigner = ({ credentials, region, clock }) => ({
  header: (request) => inHeader(signV4Header(request, { credentials, region, at: clock() })),
  url: (request) =>
    inUrl(presignV4(request, { credentials, region, at: clock(), expiresInSeconds: urlLifetimeSeconds })),
});
