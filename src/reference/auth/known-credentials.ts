import type { Credentials } from '../../driver/auth/credentials.js';
import { refuse } from '../wire/oss-error.js';

/**
 * Finds the credentials that an access key names, and holds the security token against them. A temporary key without
 * its token is as unknown as any other; a token that is not the key's is invalid (document of the HTTP status code 403,
 * https://www.alibabacloud.com/help/en/oss/how-to-troubleshoot-403-status-code-when-you-access-oss).
 *
 * @throws OssError `InvalidAccessKeyId`, `InvalidSecurityToken`
 */
export function knownCredentials(
  credentials: readonly Credentials[],
  accessKeyId: string,
  securityToken: string | undefined,
): Credentials {
  const known = credentials.find((candidate) => candidate.accessKeyId === accessKeyId);
  if (known === undefined || (known.securityToken !== undefined && securityToken === undefined)) {
    throw refuse('InvalidAccessKeyId', { details: [['OSSAccessKeyId', accessKeyId]] });
  }
  if (known.securityToken !== securityToken) throw refuse('InvalidSecurityToken');
  return known;
}
