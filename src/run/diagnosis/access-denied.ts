import { isAcceleration, regionOfHost } from '../../driver/target/address/region.js';
import type { Target } from '../../driver/target/target.js';
import type { ErrorDocument } from '../../judge/error-document.js';
import { protocolOf } from '../../spec/model/auth-scheme.js';
import type { ErrorCode } from '../../suite-error.js';

/** What a method needs of the caller's permissions (vendor's RAM actions, which S3 names alike). */
const permissions: Readonly<Record<string, string>> = {
  PUT: 'PutObject',
  GET: 'GetObject',
  DELETE: 'DeleteObject',
};

/**
 * The service says AccessDenied for many a reason, and tells them apart by its message alone. Those that are known:
 * https://www.alibabacloud.com/help/en/oss/how-to-troubleshoot-403-status-code-when-you-access-oss and
 * https://www.alibabacloud.com/help/en/oss/support/0003-00000001
 */
export function accessDenied(target: Target, method: string, document: ErrorDocument): Diagnosis {
  const { endpoint, bucket, auth } = target;
  const where = endpoint.origin;
  const words = document.message ?? '';
  if (document.endpoint !== undefined || /specified endpoint/i.test(words)) return elsewhere(target, document);
  if (/\brequester.pay/i.test(words)) {
    return rejected(
      `bucket ${bucket} is a requester-pays bucket (AccessDenied)`,
      'accept the cost with --request-payer',
    );
  }
  if (/does not belong to you/i.test(words)) {
    return rejected(
      `bucket ${bucket} belongs to another account (AccessDenied: ${words})`,
      `use keys of the owner, or ask the owner to allow this user in a bucket policy: ${policyLine(target, method)}`,
    );
  }
  if (/block\s*public\s*access|public\s*access\s*(?:is\s*)?block/i.test(words)) {
    return rejected(
      `bucket ${bucket} requires a signature, because Block Public Access is on (AccessDenied)`,
      'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or turn Block Public Access off for this bucket',
    );
  }
  // An acceleration endpoint needs acceleration to be switched on for the bucket (the page on domain names in region.ts).
  if (isAcceleration(endpoint.hostname)) {
    return rejected(
      `${where} refuses bucket ${bucket} (AccessDenied), as it refuses every bucket without transfer acceleration`,
      `turn on transfer acceleration for the bucket, or use the endpoint of its region; if it is on, the user needs: ${policyLine(target, method)}`,
    );
  }
  if (/\bpolicy\b/i.test(words)) {
    return rejected(
      `a policy denies this user ${method} of objects of bucket ${bucket} (AccessDenied: ${words})`,
      `look for a Deny in the policies of bucket, user and role, or for a missing line: ${policyLine(target, method)}`,
    );
  }
  if (auth === 'anonymous') {
    // "Even if a bucket or object ACL is set to public-read", requests are denied where Block Public Access is on (0003-00000001).
    return rejected(
      `${where} does not allow anyone to ${method} objects of bucket ${bucket} without credentials (AccessDenied)`,
      `${anonymousWay(method)}; if the bucket is meant to be public, check its ACL and Block Public Access, which overrides it`,
    );
  }
  return rejected(
    `${where} does not allow this user to ${method} objects of bucket ${bucket} (AccessDenied)`,
    `add this line to a policy of the user: ${policyLine(target, method)}; a run writes, reads and removes (${actions(target).join(', ')})`,
  );
}

/** A public object can be tested without keys. */
const anonymousWay = (method: string): string =>
  [
    'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET',
    ...(method === 'GET' ? [] : ['or name a public object: --object KEY']),
  ].join(', ');

/** The bucket is served by another endpoint, which the answer may name. */
export function elsewhere({ endpoint, bucket }: Target, document: ErrorDocument): Diagnosis {
  const named = document.endpoint;
  const region = named === undefined ? null : regionOfHost(named);
  return rejected(
    `bucket ${bucket} is in another region than ${endpoint.origin} serves (${document.code})`,
    named === undefined
      ? 'use the endpoint and the region of the bucket: --endpoint https://oss-REGION.aliyuncs.com --region REGION'
      : `use --endpoint ${endpoint.protocol}//${named}${region === null ? '' : ` --region ${region}`}`,
  );
}

/** All that a run does, as a policy names it. */
const actions = ({ auth }: Target): string[] =>
  Object.values(permissions).map((action) => `${protocolOf(auth)}:${action}`);

/** The statement of a policy that allows a method on the objects of the bucket. */
function policyLine({ bucket, auth }: Target, method: string): string {
  const protocol = protocolOf(auth);
  const resource = protocol === 's3' ? `arn:aws:s3:::${bucket}/*` : `acs:oss:*:*:${bucket}/*`;
  return `{"Effect":"Allow","Action":"${protocol}:${permissions[method] ?? '*'}","Resource":"${resource}"}`;
}

/** The obstacle, and what to do about it, in one sentence each. */
export interface Diagnosis {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

export const rejected = (message: string, hint: string): Diagnosis => ({ code: 'endpoint-refused', message, hint });
