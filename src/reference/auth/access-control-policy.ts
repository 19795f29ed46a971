import { ownerElement, ownerId } from '../list/owner.js';
import type { AccessControl } from '../objects/store.js';
import { type XmlElement, xmlDocument } from '../wire/xml.js';

/** The document of GetBucketAcl and GetObjectACL (AlibabaCloudDocs/oss, `GetBucketAcl.md` and `GetObjectACL.md`). */
export function accessControlPolicy(acl: AccessControl | 'default'): string {
  return policy([['Grant', acl]]);
}

/**
 * The same for a client of S3, which reads grants: all to the owner, and the public access
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html, and the list of canned ACLs there).
 */
export function accessControlPolicyS3(acl: AccessControl): string {
  const owner: XmlElement[] = [
    ['ID', ownerId],
    ['DisplayName', ownerId],
  ];
  return policy([
    grant('CanonicalUser', owner, 'FULL_CONTROL'),
    ...anonymous[acl].map((permission) => grant('Group', [['URI', allUsers]], permission)),
  ]);
}

const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';

const anonymous: Readonly<Record<AccessControl, readonly string[]>> = {
  private: [],
  'public-read': ['READ'],
  'public-read-write': ['READ', 'WRITE'],
};

function grant(type: string, grantee: readonly XmlElement[], permission: string): XmlElement {
  const attributes = { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', 'xsi:type': type };
  return [
    'Grant',
    [
      ['Grantee', grantee, attributes],
      ['Permission', permission],
    ],
  ];
}

function policy(grants: readonly XmlElement[]): string {
  return xmlDocument(['AccessControlPolicy', [ownerElement, ['AccessControlList', grants]]]);
}
