import type { ClientQuestion } from '../../judge/client/client-question.js';
import type { PreparedCheck } from '../../judge/prepared-check.js';
import type { Case } from '../../spec/model/table.js';
import { modeFields } from '../../spec/model/vocabulary.js';
import { clientObstacle } from '../../spec/object-kinds/object-kinds.js';
import { missingKey } from '../objects/object-key.js';
import type { StoredObject } from '../objects/stored-objects.js';

/** Why no client is asked what a row asks; null where they are. A client reads an object by its key, and no more. */
export function unaskable({ method, range, query, auth, missing, copyRange, object }: Case): string | null {
  if (method !== 'GET') return `it tests ${method}`;
  if (copyRange !== undefined) return 'it tests UploadPartCopy';
  if (range.length > 1) return 'it sends several Range lines';
  if (query !== undefined) return 'it sends query parameters';
  if (auth !== undefined) return 'it defines its own signature';
  if (missing === 'bucket') return 'a client uses a single bucket';
  return clientObstacle(object.made) ?? null;
}

/** What a client is to ask, or why it cannot be said to it. */
export function clientQuestion({ object, request }: PreparedCheck<StoredObject>): ClientQuestion | string {
  const { range = [], headers = [], missing, behaviour = 'default' } = request;
  const fields = [...modeFields(behaviour), ...headers];
  const names = new Set(fields.map(([name]) => name.toLowerCase()));
  if (names.size < fields.length) return 'it repeats a header field';
  const key = missing === 'key' ? missingKey(object.key) : object.key;
  return { key, range: range[0] ?? null, headers: Object.fromEntries(fields) };
}
