import { refuse } from '../wire/oss-error.js';
import type { StorageClass } from './object-settings.js';
import { type KeptObject, settingsOf } from './store.js';

const readable: ReadonlySet<StorageClass> = new Set(['Standard', 'IA']);

/**
 * Whether the bytes of an object can be read. Those of an archived one cannot before it is restored, which is an operation
 * that is not here (https://www.alibabacloud.com/help/doc-detail/31980.htm, errors).
 *
 * @throws OssError `InvalidObjectState`
 */
export function checkRestored(object: KeptObject): void {
  if (!readable.has(settingsOf(object).storageClass)) {
    throw refuse('InvalidObjectState', { details: [['ObjectName', object.key]] });
  }
}
