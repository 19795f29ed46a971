import { type EndpointResponse, emptyAnswer, xmlAnswer } from '../server/answer.js';
import type { MemoryBudget } from '../server/memory-budget.js';
import type { StorageRequest } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';
import { receiveXml } from '../wire/receive-xml.js';
import { xmlDocument } from '../wire/xml.js';
import type { Bucket, Store } from './store.js';

/**
 * PutBucketVersioning, `Enabled` only: a bucket that keeps versions goes on keeping them here (AlibabaCloudDocs/oss,
 * `PutBucketVersioning.md`).
 *
 * @throws OssError `MalformedXML`, `NotImplemented` for `Suspended`
 */
export async function putVersioning(
  request: Pick<StorageRequest, 'headers' | 'body'>,
  { buckets, budget }: { readonly buckets: Store['buckets']; readonly budget: MemoryBudget },
  bucket: Bucket,
): Promise<EndpointResponse> {
  const document = await receiveXml(request, budget);
  const [, status] = /<Status>\s*(Enabled|Suspended)\s*<\/Status>/.exec(document) ?? [];
  if (status === undefined) throw refuse('MalformedXML');
  if (status === 'Suspended') throw refuse('NotImplemented', { details: [['Status', status]] });
  buckets.set(bucket.name, { ...bucket, versioning: true });
  return emptyAnswer();
}

/** GetBucketVersioning. */
export function getVersioning({ versioning }: Bucket): EndpointResponse {
  return xmlAnswer(200, xmlDocument(['VersioningConfiguration', versioning ? [['Status', 'Enabled']] : []]));
}
