import { createAwsSigner } from '../aws-v4.js';
import { urlLifetimeSeconds } from '../presignable.js';
import type { SignableRequest } from '../signable-request.js';
import { inHeader, inUrl, type OpenSigner } from '../signer.js';

/** The signature of Amazon S3. */
export const awsV4: OpenSigner = ({ credentials, region, locate, additionalHeaders = [], clock }) => {
  const signer = createAwsSigner({ credentials, region });
  const signing = (request: SignableRequest) => ({ ...locate(request), additionalHeaders, at: clock() });
  return {
    header: async (request) => inHeader(await signer.signHeader(request, signing(request))),
    url: async (request) => inUrl(await signer.presign(request, signing(request), urlLifetimeSeconds)),
  };
};
