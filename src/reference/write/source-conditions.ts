import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { KeptObject } from '../objects/store.js';
import { evaluateConditions } from '../read/conditions.js';
import { formatHttpDate } from '../read/http-date.js';
import { validatorsOf } from '../read/object-headers.js';
import type { EndpointResponse } from '../server/answer.js';
import type { StorageRequest } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';

const prefix = 'x-oss-copy-source-if-';

/**
 * The conditions that CopyObject and UploadPartCopy set on their source. They are those of a download, and are evaluated
 * as such. Source: AlibabaCloudDocs/oss, `CopyObject.md`, errors 304 and 412.
 *
 * @returns the 304 that is the answer, or `null` where the copy can be made
 * @throws OssError `PreconditionFailed`
 */
export function sourceNotModified({ headers }: StorageRequest, source: KeptObject): EndpointResponse | null {
  const conditions = headers.flatMap(([name, value]): HeaderField[] => {
    const lower = name.toLowerCase();
    return lower.startsWith(prefix) ? [[`if-${lower.slice(prefix.length)}`, httpDate(value)]] : [];
  });
  const result = evaluateConditions(conditions, validatorsOf(source));
  if (result.kind === 'failed') {
    // By the name of a download's condition: messages of the real service in `test/node/object.test.js` of ali-oss.
    throw refuse('PreconditionFailed', { details: [['Condition', result.condition]] });
  }
  return result.kind === 'not-modified' ? { status: 304, headers: [], body: [] } : null;
}

/** The page writes its dates `2019-04-09T07:01:56.000Z`; the vendor's SDKs send the form of HTTP. */
function httpDate(value: string): string {
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? value : formatHttpDate(at);
}
