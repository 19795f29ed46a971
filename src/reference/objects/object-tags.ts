import type { QueryParameter } from '../../driver/auth/signable-request.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { fieldValue } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';
import { parseQuery } from '../wire/percent-decode.js';

/** A name and a value, decoded. */
export type ObjectTag = readonly [name: string, value: string];

/** Tags an object, and bytes of a name and of a value (AlibabaCloudDocs/oss, `PutObjectTagging.md`). */
const limits = { tags: 10, name: 128, value: 256 } as const;

/** The same page: letters, digits, blanks and these. */
const allowed = /^[\p{L}\p{N} +\-=._:/]*$/u;

/**
 * The tags of `x-oss-tagging`: `a=1&b=2`, percent-encoded, a value without `=` is empty.
 *
 * @throws OssError `InvalidTag`
 */
export function taggedBy(headers: readonly HeaderField[]): readonly ObjectTag[] {
  const pairs = parseQuery(fieldValue(headers, 'x-oss-tagging') ?? '');
  return checkedTags(pairs.map(([name, value]: QueryParameter) => [name, value ?? '']));
}

/**
 * @returns `tags`, where they are some that an object can have
 * @throws OssError `InvalidTag`
 */
export function checkedTags(tags: readonly ObjectTag[]): readonly ObjectTag[] {
  const isValid = ([name, value]: ObjectTag): boolean =>
    name !== '' &&
    Buffer.byteLength(name) <= limits.name &&
    Buffer.byteLength(value) <= limits.value &&
    allowed.test(name) &&
    allowed.test(value);
  const names = new Set(tags.map(([name]) => name));
  if (tags.length > limits.tags || names.size < tags.length || !tags.every(isValid)) throw refuse('InvalidTag');
  return tags;
}
