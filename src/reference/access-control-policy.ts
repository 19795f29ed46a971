import { ownerElement } from './owner.js';
import type { AccessControl } from './store.js';
import { xmlDocument } from './xml.js';

/** The document of GetBucketAcl and GetObjectACL (AlibabaCloudDocs/oss, `GetBucketAcl.md` and `GetObjectACL.md`). */
export function accessControlPolicy(acl: AccessControl | 'default'): string {
  return xmlDocument(['AccessControlPolicy', [ownerElement, ['AccessControlList', [['Grant', acl]]]]]);
}
