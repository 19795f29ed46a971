import { SuiteError } from '../../../suite-error.js';

/**
 * Region ids begin with a part of the world (`cn-hangzhou`, `us-west-1`, `rg-china-mainland`). The two letters keep
 * `oss-accelerate.aliyuncs.com`, which serves every region, from being read as a region `accelerate`.
 * Source: https://www.alibabacloud.com/help/en/oss/user-guide/regions-and-endpoints
 */
const regionId = '[a-z]{2}-[a-z0-9-]+?';
const endpointHosts = [
  // Public and internal; `s3.` before it speaks the protocol of S3.
  new RegExp(`(?:^|\\.)oss-(${regionId})(?:-internal)?\\.aliyuncs\\.com$`),
  // Dual-stack endpoints put the region first.
  new RegExp(`(?:^|\\.)(${regionId})\\.oss\\.aliyuncs\\.com$`),
];

/**
 * The endpoints of transfer acceleration, which have to be switched on for a bucket and serve every region.
 * Source: https://www.alibabacloud.com/help/en/oss/user-guide/oss-domain-names
 */
const acceleration = /(?:^|\.)oss-accelerate(?:-overseas)?\.aliyuncs\.com$/;

/** Whether requests go by transfer acceleration. */
export const isAcceleration = (hostname: string): boolean => acceleration.test(hostname);

/** Whether a host is an endpoint of the public service, or a bucket domain below one. */
export const isServiceHost = (hostname: string): boolean => isAcceleration(hostname) || regionOfHost(hostname) !== null;

/** The region that an endpoint of the public service names, else `null`. */
export function regionOfHost(hostname: string): string | null {
  for (const host of endpointHosts) {
    const region = host.exec(hostname)?.[1];
    if (region !== undefined) return region;
  }
  return null;
}

/**
 * A region id as signatures have it. `oss-cn-hangzhou`, the id that endpoints and bucket locations carry, is taken for
 * `cn-hangzhou`: both are official names of the same region, and only the latter can be signed with.
 *
 * @throws SuiteError `config-invalid` where a character is not a lower-case letter, a digit or a hyphen (the rule of the Go
 * SDK v2, `oss/validation.go`).
 */
export function parseRegion(text: string): string {
  const region = text.replace(/^oss-/, '');
  if (/^[a-z0-9-]+$/.test(region)) return region;
  throw new SuiteError('config-invalid', `the region ${JSON.stringify(text)} is not a region id`, {
    hint: 'a region id has lower-case letters, digits and hyphens, for instance --region cn-hangzhou',
  });
}

/**
 * The region in the scope of an AWS signature, which is any name that a store gave itself (`us-east-1`, `RegionOne`).
 *
 * @throws SuiteError `config-invalid` where it would not end at its slash in the scope, or not fit into a header field.
 */
export function parseAwsRegion(region: string): string {
  if (/^[\w.-]+$/.test(region)) return region;
  throw new SuiteError('config-invalid', `the region ${JSON.stringify(region)} is not a region`, {
    hint: 'a region has letters, digits, hyphens, dots and underscores, for instance --region us-east-1',
  });
}
