import type { StoredSlice } from '../read/multipart-body.js';
import { rangeMode } from '../read/range-mode.js';
import { fieldValue, type StorageRequest } from '../server/storage-request.js';
import type { UnsettledChoices } from '../server/unsettled.js';
import { refuse } from '../wire/oss-error.js';

/** Positions of at most 15 digits are exact as numbers; no object is that long. */
const rangeForm = /^bytes=(\d{0,15})-(\d{0,15})$/;

/** Where a copy starts and ends in its source; `last` can lie behind the end. */
interface CopyBounds {
  readonly first: number;
  readonly last: number;
}

/**
 * The range of `x-oss-copy-source-range`, the three forms of a Range: `first-last`, `first-` to the end of the source
 * (`test_upload_part_copy` in `tests/test_multipart.py` of the vendor's Python SDK), and, by the same rule, `-length`.
 *
 * @param size - complete length of the source, in bytes
 * @returns `null` where the field is absent or is no range
 */
export function copyBounds({ headers }: Pick<StorageRequest, 'headers'>, size: number): CopyBounds | null {
  const [, before, after] = rangeForm.exec(fieldValue(headers, 'x-oss-copy-source-range') ?? '') ?? [];
  if (before === undefined || after === undefined || before + after === '') return null;
  if (before === '') return { first: size - Number(after), last: Number(after) === 0 ? size : size - 1 };
  if (after !== '' && Number(after) < Number(before)) return null;
  // The end of a range that is open lies where its source ends, unless it starts behind it.
  return { first: Number(before), last: after === '' ? Math.max(size - 1, Number(before)) : Number(after) };
}

/**
 * What UploadPartCopy takes of its source: `null` for all of it, which is what a range that does not lie inside the source
 * gets (AlibabaCloudDocs/oss, `UploadPartCopy.md`).
 *
 * @param size - complete length of the source, in bytes
 * @throws OssError `InvalidRange` if the endpoint is set to refuse such a range under the standard behaviour
 */
export function copyRange(request: StorageRequest, size: number, choices: UnsettledChoices): StoredSlice | null {
  if (choices.copySuffix === 'whole' && /^bytes=-/.test(fieldValue(request.headers, 'x-oss-copy-source-range') ?? ''))
    return null;
  const bounds = copyBounds(request, size);
  if (bounds === null) return null;
  const { first, last } = bounds;
  if (first >= 0 && last < size) return { first, last };
  if (rangeMode(request, choices) === 'default' || choices.standardCopyRange === 'whole') return null;
  if (choices.standardCopyRange === 'refuse' || first >= size || size === 0) throw refuse('InvalidRange');
  return { first: Math.max(first, 0), last: size - 1 };
}
