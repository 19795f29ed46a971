import { fieldLines, queryValue } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';
import { authenticateAwsHeader, authenticateAwsQuery, awsAlgorithm, isAwsPresigned } from './authenticate-aws-v4.js';
import { authenticateV1Header, authenticateV1Query } from './authenticate-v1.js';
import { authenticateV2Header, authenticateV2Query, versionV2 } from './authenticate-v2.js';
import { authenticateV4Header, authenticateV4Query } from './authenticate-v4.js';
import type { AuthenticationContext } from './authentication-context.js';
import type { SignedRequest } from './signed-request.js';

export type Identity = { readonly kind: 'anonymous' } | { readonly kind: 'known'; readonly accessKeyId: string };

/** Whether a request is signed as for S3, and so is to be read and answered in its words. */
export function speaksS3(request: Pick<SignedRequest, 'headers' | 'query'>): boolean {
  const [authorization = ''] = fieldLines(request.headers, 'authorization');
  return authorization.startsWith(`${awsAlgorithm} `) || isAwsPresigned(request);
}

/** Parameters that only a presigned URL has. V2 and V4 tell themselves apart by the first of theirs. */
const v4Parameters = ['x-oss-signature-version', 'x-oss-credential', 'x-oss-signature'];
const v1Parameters = ['OSSAccessKeyId', 'Signature'];

/**
 * Identifies the caller: a V4, V2 or V1 signature, or one for S3, in the header or in the query, or anonymous.
 *
 * @throws OssError `InvalidArgument` for credentials in two places (document of the V1 signature) or of no known form,
 * and any error of the check of the one form
 */
export function authenticate(request: SignedRequest, context: AuthenticationContext): Identity {
  const authorizations = fieldLines(request.headers, 'authorization');
  const inV4Query = request.query.some(([name]) => v4Parameters.includes(name));
  const inV1Query = request.query.some(([name]) => v1Parameters.includes(name));
  const inAwsQuery = isAwsPresigned(request);
  if (authorizations.length + Number(inV4Query) + Number(inV1Query) + Number(inAwsQuery) > 1) {
    throw refuse('InvalidArgument', { message: 'Only one way of authentication can be used in a request.' });
  }
  if (inV4Query) {
    const isV2 = queryValue(request.query, 'x-oss-signature-version') === versionV2;
    return known(isV2 ? authenticateV2Query(request, context) : authenticateV4Query(request, context));
  }
  if (inV1Query) return known(authenticateV1Query(request, context));
  if (inAwsQuery) return known(authenticateAwsQuery(request, context));
  const [authorization] = authorizations;
  if (authorization === undefined) return { kind: 'anonymous' };
  if (authorization.startsWith(`${awsAlgorithm} `))
    return known(authenticateAwsHeader(request, authorization, context));
  if (authorization.startsWith('OSS4-HMAC-SHA256 '))
    return known(authenticateV4Header(request, authorization, context));
  if (authorization.startsWith('OSS2 ')) return known(authenticateV2Header(request, authorization, context));
  if (authorization.startsWith('OSS ')) return known(authenticateV1Header(request, authorization, context));
  throw refuse('InvalidArgument', { message: 'Authorization header is invalid.' });
}

function known(accessKeyId: string): Identity {
  return { kind: 'known', accessKeyId };
}
