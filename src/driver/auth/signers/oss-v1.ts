import { urlLifetimeSeconds } from '../presignable.js';
import { inHeader, inUrl, type OpenSigner } from '../signer.js';
import { signV1Header } from '../v1/v1-header.js';
import { presignV1 } from '../v1/v1-presign.js';

/** The legacy signature of OSS. */
export const ossV1: OpenSigner = ({ credentials, clock }) => ({
  header: (request) => inHeader(signV1Header(request, { credentials, at: clock() })),
  url: (request) => inUrl(presignV1(request, { credentials, at: clock(), expiresInSeconds: urlLifetimeSeconds })),
});
