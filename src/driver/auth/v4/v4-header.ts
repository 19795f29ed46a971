import type { HeaderField } from '../../../spec/model/vocabulary.js';
import { canonicalHeaders, withoutCarried } from '../canonical-headers.js';
import type { Credentials } from '../credentials.js';
import type { SignableRequest } from '../signable-request.js';
import { additionalHeadersV4 } from './v4-additional-headers.js';
import { unsignedPayload } from './v4-canonical-request.js';
import { signatureV4 } from './v4-signature.js';
import { algorithmV4, scopeTextV4, stringToSignV4, timestampV4 } from './v4-string-to-sign.js';

export interface SignV4Options {
  readonly credentials: Credentials;
  /** Region id without `oss-`; the box id for a cloud box. */
  readonly region: string;
  /** `oss` unless said; `oss-cloudbox` for a cloud box. */
  readonly product?: string;
  /** The moment of signing. */
  readonly at: Date;
  /** Fields to cover beyond those that always are, for instance `range`. Names that the request does not carry are dropped. */
  readonly additionalHeaders?: readonly string[];
}

/**
 * Signs a request with OSS V4 in its header.
 *
 * @returns the fields to add, `Authorization` last. A field that the request carries already is not added again and is
 * signed as it stands; an `x-oss-date` of its own is also the time of the signature.
 */
export function signV4Header(request: SignableRequest, options: SignV4Options): HeaderField[] {
  const { credentials, region, product = 'oss' } = options;
  const carried = canonicalHeaders(request.headers);
  const timestamp = carried.get('x-oss-date') ?? timestampV4(options.at);
  const own: HeaderField[] = [
    ['x-oss-content-sha256', unsignedPayload],
    ['x-oss-date', timestamp],
  ];
  if (credentials.securityToken !== undefined) own.push(['x-oss-security-token', credentials.securityToken]);
  const added = withoutCarried(own, carried);
  const headers = [...request.headers, ...added];

  const scope = { date: timestamp.slice(0, 8), region, product };
  const additionalHeaders = additionalHeadersV4(headers, options.additionalHeaders ?? []);
  const stringToSign = stringToSignV4({ ...request, headers }, { scope, timestamp, additionalHeaders });
  const parts = [
    `Credential=${credentials.accessKeyId}/${scopeTextV4(scope)}`,
    ...(additionalHeaders.length > 0 ? [`AdditionalHeaders=${additionalHeaders.join(';')}`] : []),
    `Signature=${signatureV4(credentials.accessKeySecret, scope, stringToSign)}`,
  ];
  return [...added, ['Authorization', `${algorithmV4} ${parts.join(',')}`]];
}
