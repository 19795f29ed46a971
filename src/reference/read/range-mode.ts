import { type HeaderField, modeHeaderName } from '../../spec/model/vocabulary.js';
import { fieldLines, queryValue, type StorageRequest } from '../server/storage-request.js';
import type { UnsettledChoices } from '../server/unsettled.js';
import type { RangeMode } from './select-range.js';

/** The behaviour that a request asks for with `x-oss-range-behavior`. Only the value `standard` is documented. */
export function rangeMode(
  { headers, query }: Pick<StorageRequest, 'headers' | 'query'>,
  choices: UnsettledChoices,
): RangeMode {
  const inQuery = choices.modeInQuery === 'honoured' ? queryValue(query, modeHeaderName) : undefined;
  const value = modeLine(headers, choices) ?? inQuery;
  return value !== undefined && asksForStandard(value, choices) ? 'standard' : 'default';
}

function modeLine(headers: readonly HeaderField[], choices: UnsettledChoices): string | undefined {
  const lines = fieldLines(headers, modeHeaderName);
  if (lines.length === 0) return undefined;
  switch (choices.repeatedMode) {
    case 'first':
      return lines[0];
    case 'last':
      return lines.at(-1);
    case 'joined':
      return lines.join(',');
  }
}

function asksForStandard(value: string, choices: UnsettledChoices): boolean {
  switch (choices.modeValue) {
    case 'exact':
      return value === 'standard';
    case 'any-case':
      return value.toLowerCase() === 'standard';
    case 'any-value':
      return true;
  }
}

/** The one Range value that counts; `null` where there is none. */
export function rangeLine(headers: readonly HeaderField[], choices: UnsettledChoices): string | null {
  const lines = fieldLines(headers, 'range');
  if (lines.length <= 1) return lines[0] ?? null;
  switch (choices.repeatedRange) {
    case 'first':
      return lines[0] ?? null;
    case 'last':
      return lines.at(-1) ?? null;
    case 'joined':
      return lines.join(', ');
    case 'whole':
      return null;
  }
}
