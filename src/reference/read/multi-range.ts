import { trimBlanks } from '../../spec/model/trim-blanks.js';
import { fieldLines, type StorageRequest } from '../server/storage-request.js';
import type { UnsettledChoices } from '../server/unsettled.js';
import { refuse } from '../wire/oss-error.js';
import type { StoredSlice } from './multipart-body.js';
import { parseRange } from './range-grammar.js';
import { rangeMode } from './range-mode.js';
import { satisfiableIn, selectRange } from './select-range.js';

/** Document of the error code 0016-00000110: more ranges than this are refused. */
const mostRanges = 50;

/**
 * The slices to send for a request with `x-oss-multi-range-behavior: multi-range` and more than one range: none where any
 * of them does not lie inside the object, for then the whole object is sent. `null` for every other request, one with a
 * single range included, unless this endpoint sends parts unasked under the standard behaviour. Source: document of GetObject, https://www.alibabacloud.com/help/doc-detail/31980.html
 *
 * @throws OssError `MultiRangeFailed` for more than 50 ranges
 */
export function multiRange(
  request: Pick<StorageRequest, 'headers' | 'query'>,
  { range, size }: { readonly range: string | null; readonly size: number },
  choices: UnsettledChoices,
): readonly StoredSlice[] | null {
  if (range === null) return null;
  if (!asksForSeveral(request, choices)) return partsUnasked(request, { range, size }, choices);
  const elements = range.slice(range.indexOf('=') + 1).split(',');
  if (elements.length === 1) return null;
  if (parseRange(range, choices).head.kind === 'other-unit') return [];
  if (elements.length > mostRanges) throw refuse('MultiRangeFailed', { status: choices.multiRangeFailedStatus });
  const selections = elements.map((element) =>
    selectRange({ range: `bytes=${trimBlanks(element)}`, mode: 'default', size }, choices),
  );
  const slices = selections.filter((selection) => selection.kind === 'slice');
  if (slices.length < elements.length) return [];
  return choices.multiRangeOrder === 'merged' ? merged(slices) : slices;
}

/** A list under the standard behaviour, where this endpoint answers one as RFC 9110 section 15.3.7.2 does. */
function partsUnasked(
  request: Pick<StorageRequest, 'headers' | 'query'>,
  { range, size }: { readonly range: string; readonly size: number },
  choices: UnsettledChoices,
): readonly StoredSlice[] | null {
  if (choices.standardList !== 'parts' || rangeMode(request, choices) === 'default') return null;
  const { named, slices } = satisfiableIn(range, size, choices) ?? { named: 0, slices: [] };
  return named < 2 || slices.length === 0 ? null : slices;
}

function asksForSeveral(request: Pick<StorageRequest, 'headers' | 'query'>, choices: UnsettledChoices): boolean {
  if (fieldLines(request.headers, 'x-oss-multi-range-behavior')[0] !== 'multi-range') return false;
  return rangeMode(request, choices) === 'default' || choices.multiRangeUnderStandard === 'multi-range';
}

/** In the order of the object, and as one where they overlap. */
function merged(slices: readonly StoredSlice[]): StoredSlice[] {
  const result: StoredSlice[] = [];
  for (const { first, last } of [...slices].sort((a, b) => a.first - b.first)) {
    const before = result.at(-1);
    if (before === undefined || first > before.last) result.push({ first, last });
    else result[result.length - 1] = { first: before.first, last: Math.max(before.last, last) };
  }
  return result;
}
