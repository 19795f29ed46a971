import { invalidArgument } from './oss-error.js';
import { fieldValue, queryValue, type StorageRequest } from './storage-request.js';

/** Name of the field, and of the parameter of a presigned URL, that limits the speed of one transfer. */
export const trafficLimitName = 'x-oss-traffic-limit';

/** 100 KB to 100 MB a second (https://www.alibabacloud.com/help/en/oss/user-guide/single-connection-bandwidth-throttling). */
const slowest = 819_200;
const fastest = 838_860_800;

/**
 * The speed that a request asks for at most.
 *
 * @returns bits a second; `undefined` where it names none
 * @throws OssError `InvalidArgument` for one that OSS does not offer
 */
export function trafficLimit({ headers, query }: Pick<StorageRequest, 'headers' | 'query'>): number | undefined {
  const text = fieldValue(headers, trafficLimitName) ?? queryValue(query, trafficLimitName);
  if (text === undefined) return undefined;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < slowest || limit > fastest) throw invalidArgument(trafficLimitName, text);
  return limit;
}
