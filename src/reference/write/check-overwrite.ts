import { oneOfValues } from '../objects/object-settings.js';
import type { Bucket } from '../objects/store.js';
import type { StorageRequest } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';

/**
 * Whether an object may take the place of another one. A bucket that keeps versions loses nothing, so the field does
 * nothing there (AlibabaCloudDocs/oss, `PutObject.md`, `x-oss-forbid-overwrite`).
 *
 * @param ec - the finer code of the operation, where it is known
 * @throws OssError `FileAlreadyExists`, `InvalidArgument` for a value that is none
 */
export function checkOverwrite(
  { headers }: Pick<StorageRequest, 'headers'>,
  bucket: Bucket,
  key: string,
  ec?: string,
): void {
  const forbidden = oneOfValues(headers, 'x-oss-forbid-overwrite', ['true', 'false']) === 'true';
  if (forbidden && !bucket.versioning && bucket.objects.has(key)) {
    throw refuse('FileAlreadyExists', { details: [['Key', key]], ...(ec === undefined ? {} : { ec }) });
  }
}
