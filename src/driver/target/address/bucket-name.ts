import { SuiteError } from '../../../suite-error.js';

/**
 * 3 to 63 lower-case letters, digits and hyphens, no hyphen at the ends.
 * Source: https://www.alibabacloud.com/help/en/oss/user-guide/bucket-naming-conventions
 */
const bucketName = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/**
 * The name, if OSS allows it.
 *
 * @throws SuiteError `config-invalid`
 */
export function checkBucketName(name: string): string {
  if (bucketName.test(name)) return name;
  throw new SuiteError('config-invalid', `the bucket name ${JSON.stringify(name)} is not valid in OSS`, {
    hint: 'a bucket name has 3 to 63 lower-case letters, digits and hyphens, and no hyphen at its ends',
  });
}
