import { type Answer, emptyAnswer, xmlAnswer } from './answer.js';
import type { MemoryBudget } from './memory-budget.js';
import { refuse } from './oss-error.js';
import { receiveXml } from './receive-xml.js';
import type { StorageRequest } from './storage-request.js';
import type { Bucket, Store } from './store.js';
import { xmlDocument } from './xml.js';

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
): Promise<Answer> {
  const document = await receiveXml(request, budget);
  const [, status] = /<Status>\s*(Enabled|Suspended)\s*<\/Status>/.exec(document) ?? [];
  if (status === undefined) throw refuse('MalformedXML');
  if (status === 'Suspended') throw refuse('NotImplemented', { details: [['Status', status]] });
  buckets.set(bucket.name, { ...bucket, versioning: true });
  return emptyAnswer();
}

/** GetBucketVersioning. */
export function getVersioning({ versioning }: Bucket): Answer {
  return xmlAnswer(200, xmlDocument(['VersioningConfiguration', versioning ? [['Status', 'Enabled']] : []]));
}
