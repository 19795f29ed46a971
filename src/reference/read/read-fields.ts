import type { StorageRequest } from '../server/storage-request.js';
import { notImplemented } from '../wire/oss-error.js';

/**
 * Request fields of GetObject and HeadObject that change what is answered, and that this endpoint has no use for. The
 * version: named as a field in the document of GetObjectMeta, beside the parameter `versionId`; keys of the client: S3,
 * which has them for every read.
 */
const unreadable = /^x-oss-(?:version-id|server-side-encryption-customer-.*)$/;

/** @throws OssError `NotImplemented` with the name of the field */
export function refuseUnreadableFields({ method, headers }: Pick<StorageRequest, 'method' | 'headers'>): void {
  const header = headers.find(([name]) => unreadable.test(name.toLowerCase()))?.[0];
  if (header === undefined) return;
  throw notImplemented({ operation: `${method === 'HEAD' ? 'HeadObject' : 'GetObject'} with ${header}`, header });
}
