import type { MemoryBudget } from '../server/memory-budget.js';
import type { StorageRequest } from '../server/storage-request.js';
import { checkDigest } from '../write/put-object.js';
import { refuse } from './oss-error.js';
import { receiveBody } from './receive-body.js';

/** 10,000 parts of an upload, which are the most that OSS has, take less than this with room for blanks, in bytes. */
const longestDocument = 2 * 1024 * 1024;

/**
 * Takes the document that some requests have as their body.
 *
 * @throws OssError `MalformedXML` for one that is longer than any of OSS, `InvalidDigest`, `InsufficientStorage`
 */
export async function receiveXml(
  { headers, body }: Pick<StorageRequest, 'headers' | 'body'>,
  budget: MemoryBudget,
): Promise<string> {
  const { bytes, md5 } = await receiveBody(body, budget);
  budget.give(bytes.length);
  checkDigest(headers, md5);
  if (bytes.length > longestDocument) throw refuse('MalformedXML');
  return Buffer.from(bytes).toString('utf8');
}
