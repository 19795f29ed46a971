import type { QueryParameter, SignableRequest } from '../signable-request.js';
import type { SignV1Options } from './v1-header.js';
import { signatureV1, stringToSignV1 } from './v1-string-to-sign.js';

export interface PresignV1Options extends SignV1Options {
  /** How long the URL is good for, in seconds from `at`. */
  readonly expiresInSeconds: number;
}

/**
 * Signs a request with OSS V1 in its query. `request.headers` are the fields that will be sent with the URL: content-type,
 * content-md5 and every `x-oss-*` among them are part of the signature.
 *
 * @returns the query parameters to add, `Signature` last.
 */
export function presignV1(request: SignableRequest, options: PresignV1Options): QueryParameter[] {
  const { credentials, at, expiresInSeconds } = options;
  const expires = String(Math.floor(at.getTime() / 1000) + expiresInSeconds);
  const token: QueryParameter[] =
    credentials.securityToken === undefined ? [] : [['security-token', credentials.securityToken]];
  const query = [...request.query, ...token];
  return [
    ['OSSAccessKeyId', credentials.accessKeyId],
    ['Expires', expires],
    ...token,
    ['Signature', signatureV1(credentials.accessKeySecret, stringToSignV1({ ...request, query }, expires))],
  ];
}
