import type { Credentials } from '../../driver/auth/credentials.js';
import { urlLifetimeSeconds } from '../../driver/auth/presignable.js';
import type { QueryParameter, SignableRequest } from '../../driver/auth/signable-request.js';
import { signV1Header } from '../../driver/auth/v1/v1-header.js';
import { presignV1 } from '../../driver/auth/v1/v1-presign.js';
import { signV4Header } from '../../driver/auth/v4/v4-header.js';
import { presignV4 } from '../../driver/auth/v4/v4-presign.js';
import type { Target } from '../../driver/target/target.js';
import type { RowAuth } from '../../spec/model/table.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { isUnsigned } from '../../spec/model/vocabulary.js';

/** Header fields and query of a request that proves who asks in a row's own way. */
export interface SignedRow {
  readonly headers: readonly HeaderField[];
  readonly query: readonly QueryParameter[];
}

const expiresInSeconds = urlLifetimeSeconds;

/**
 * Signs a request as a row says: `unsigned` fields are sent without being signed, `unsent` ones are signed and left out.
 *
 * @param request as it would be sent with every field
 */
export function signRow(auth: RowAuth, request: SignableRequest, target: Target, at = new Date()): SignedRow {
  const sent = without(request.headers, auth.unsent);
  if (isUnsigned(auth.by) || target.credentials === null) return { headers: sent, query: request.query };
  const method = auth.method ?? request.method;
  const signed = { ...request, method, headers: without(request.headers, auth.unsigned) };
  const { headers, query } = proofOf(auth, signed, target, signedWith(auth, target.credentials), at);
  return { headers: [...sent, ...headers], query: [...request.query, ...query] };
}

/** Of a wrong secret nothing but its difference counts. */
function signedWith({ secret }: RowAuth, credentials: Credentials): Credentials {
  return secret === 'another'
    ? { ...credentials, accessKeySecret: `${credentials.accessKeySecret}-another` }
    : credentials;
}

function proofOf(
  auth: RowAuth,
  request: SignableRequest,
  target: Target,
  credentials: Credentials,
  at: Date,
): SignedRow {
  const v4 = { credentials, region: target.region, at, additionalHeaders: auth.additional ?? [] };
  const v1 = { credentials, at };
  switch (auth.by) {
    case 'url-v4':
      return { headers: [], query: presignV4(request, { ...v4, expiresInSeconds }) };
    case 'url-v1':
      return { headers: [], query: presignV1(request, { ...v1, expiresInSeconds }) };
    case 'header-v4':
      return { headers: signV4Header(request, v4), query: [] };
    case 'header-v1':
      return { headers: signV1Header(request, v1), query: [] };
    case 'url-and-header-v1':
      return { headers: signV1Header(request, v1), query: presignV1(request, { ...v1, expiresInSeconds }) };
    case 'anonymous':
    case 'without-permission':
      return { headers: [], query: [] };
  }
}

function without(headers: readonly HeaderField[], names: readonly string[] = []): HeaderField[] {
  const dropped = new Set(names.map((name) => name.toLowerCase()));
  return headers.filter(([name]) => !dropped.has(name.toLowerCase()));
}
