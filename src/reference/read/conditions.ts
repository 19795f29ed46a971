import type { HeaderField } from '../../spec/model/vocabulary.js';
import { fieldLines, fieldValue } from '../server/storage-request.js';
import { parseHttpDate } from './http-date.js';

/** The validators that a request can be conditional on. */
export interface Validators {
  /** As in the answer, with its quotes. */
  readonly etag: string;
  /** Ms since 1970, a whole second. */
  readonly lastModified: number;
}

export type ConditionResult =
  | { readonly kind: 'holds' }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'failed'; readonly condition: 'If-Match' | 'If-Unmodified-Since' };

/**
 * Evaluates the four conditions that GetObject and HeadObject have, in the order of RFC 9110 section 13.2.2: a tag
 * comes before the date that says the same less precisely. A date that is none counts as absent (document of GetObject,
 * https://www.alibabacloud.com/help/doc-detail/31980.htm).
 */
export function evaluateConditions(headers: readonly HeaderField[], validators: Validators): ConditionResult {
  const ifMatch = tagList(headers, 'if-match');
  if (ifMatch !== null) {
    if (!namesTag(ifMatch, validators.etag)) return { kind: 'failed', condition: 'If-Match' };
  } else {
    const unmodifiedSince = dateOf(headers, 'if-unmodified-since');
    if (unmodifiedSince !== undefined && validators.lastModified > unmodifiedSince) {
      return { kind: 'failed', condition: 'If-Unmodified-Since' };
    }
  }
  const ifNoneMatch = tagList(headers, 'if-none-match');
  if (ifNoneMatch !== null)
    return namesTag(ifNoneMatch, validators.etag) ? { kind: 'not-modified' } : { kind: 'holds' };
  const modifiedSince = dateOf(headers, 'if-modified-since');
  return modifiedSince !== undefined && validators.lastModified <= modifiedSince
    ? { kind: 'not-modified' }
    : { kind: 'holds' };
}

/** Whether an If-Range lets a Range apply: the very tag, or the very date (RFC 9110 section 13.1.5). */
export function ifRangeHolds(headers: readonly HeaderField[], validators: Validators): boolean {
  const value = fieldValue(headers, 'if-range');
  return value === undefined || value === validators.etag || parseHttpDate(value) === validators.lastModified;
}

function tagList(headers: readonly HeaderField[], name: string): string[] | null {
  const lines = fieldLines(headers, name);
  return lines.length === 0 ? null : lines.flatMap((line) => line.split(',')).map((tag) => unquoted(tag.trim()));
}

/** Vendor SDKs send tags with and without quotes, so both are taken. */
function namesTag(tags: readonly string[], etag: string): boolean {
  return tags.some((tag) => tag === '*' || tag === unquoted(etag));
}

function unquoted(tag: string): string {
  return /^"(.*)"$/.exec(tag)?.[1] ?? tag;
}

function dateOf(headers: readonly HeaderField[], name: string): number | undefined {
  const value = fieldValue(headers, name);
  return value === undefined ? undefined : parseHttpDate(value);
}
