import type { QueryParameter, SignableRequest } from '../signable-request.js';
import { additionalHeadersV4 } from './v4-additional-headers.js';
import { signatureParameterV4 } from './v4-canonical-request.js';
import type { SignV4Options } from './v4-header.js';
import { signatureV4 } from './v4-signature.js';
import { algorithmV4, scopeTextV4, stringToSignV4, timestampV4 } from './v4-string-to-sign.js';

export interface PresignV4Options extends SignV4Options {
  /**
   * How long the URL is good for, in seconds. The documents allow 1 to 604800 (seven days); not enforced here, so that a
   * URL which the service must refuse can be made too.
   */
  readonly expiresInSeconds: number;
}

/**
 * Signs a request with OSS V4 in its query. `request.headers` are the fields that will be sent with the URL: content-type,
 * content-md5 and every `x-oss-*` among them are part of the signature, so the mode header must be known at signing time.
 *
 * @returns the query parameters to add, `x-oss-signature` last.
 */
export function presignV4(request: SignableRequest, options: PresignV4Options): QueryParameter[] {
  const { credentials, region, product = 'oss' } = options;
  const timestamp = timestampV4(options.at);
  const scope = { date: timestamp.slice(0, 8), region, product };
  const additionalHeaders = additionalHeadersV4(request.headers, options.additionalHeaders ?? []);
  const added: QueryParameter[] = [
    ['x-oss-signature-version', algorithmV4],
    ['x-oss-credential', `${credentials.accessKeyId}/${scopeTextV4(scope)}`],
    ['x-oss-date', timestamp],
    ['x-oss-expires', String(options.expiresInSeconds)],
  ];
  if (additionalHeaders.length > 0) added.push(['x-oss-additional-headers', additionalHeaders.join(';')]);
  if (credentials.securityToken !== undefined) added.push(['x-oss-security-token', credentials.securityToken]);

  const query = [...request.query, ...added];
  const stringToSign = stringToSignV4({ ...request, query }, { scope, timestamp, additionalHeaders });
  return [...added, [signatureParameterV4, signatureV4(credentials.accessKeySecret, scope, stringToSign)]];
}
