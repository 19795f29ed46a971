import { trimBlanks } from '../exchange/trim-blanks.js';
import type { Slice } from './multipart-body.js';
import { refuse } from './oss-error.js';
import { parseRange } from './range-grammar.js';
import { rangeMode } from './range-mode.js';
import { selectRange } from './select-range.js';
import { fieldLines, type StorageRequest } from './storage-request.js';
import type { UnsettledChoices } from './unsettled.js';

/** Document of the error code 0016-00000110: more ranges than this are refused. */
const mostRanges = 50;

/**
 * The slices to send for a request with `x-oss-multi-range-behavior: multi-range` and more than one range: none where any
 * of them does not lie inside the object, for then the whole object is sent. `null` for every other request, one with a
 * single range included. Source: document of GetObject, https://www.alibabacloud.com/help/doc-detail/31980.html
 *
 * @throws OssError `MultiRangeFailed` for more than 50 ranges
 */
export function multiRange(
  request: Pick<StorageRequest, 'headers' | 'query'>,
  { range, size }: { readonly range: string | null; readonly size: number },
  choices: UnsettledChoices,
): readonly Slice[] | null {
  if (range === null || !asksForSeveral(request, choices)) return null;
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

function asksForSeveral(request: Pick<StorageRequest, 'headers' | 'query'>, choices: UnsettledChoices): boolean {
  if (fieldLines(request.headers, 'x-oss-multi-range-behavior')[0] !== 'multi-range') return false;
  return rangeMode(request, choices) === 'default' || choices.multiRangeUnderStandard === 'multi-range';
}

/** In the order of the object, and as one where they overlap. */
function merged(slices: readonly Slice[]): Slice[] {
  const result: Slice[] = [];
  for (const { first, last } of [...slices].sort((a, b) => a.first - b.first)) {
    const before = result.at(-1);
    if (before === undefined || first > before.last) result.push({ first, last });
    else result[result.length - 1] = { first: before.first, last: Math.max(before.last, last) };
  }
  return result;
}
