import type { ObjectFacts } from '../../judge/question.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';

/** The header fields of a row with their templates filled in, or what is not known of the object to do so. */
export type ResolvedFields =
  | { readonly kind: 'resolved'; readonly headers: readonly HeaderField[] }
  | { readonly kind: 'unknown'; readonly what: string };

/**
 * Fills `{etag}`, `{last-modified}` and `{last-modified+60}` (seconds) with the validators that the target gave for the
 * object: conditions speak of what the target says, whatever its tags look like and its clock shows.
 */
export function resolveFields(headers: readonly HeaderField[], facts: ObjectFacts): ResolvedFields {
  let missing: string | null = null;
  const fill = (template: string): string => {
    const value = valueFor(template.slice(1, -1), facts);
    if (value === null) missing = template.startsWith('{etag') ? 'ETag' : 'Last-Modified';
    return value ?? template;
  };
  const resolved = headers.map(([name, value]): HeaderField => [name, value.replace(/\{[^}]*\}/g, fill)]);
  return missing === null ? { kind: 'resolved', headers: resolved } : { kind: 'unknown', what: missing };
}

function valueFor(word: string, { etag, lastModified }: ObjectFacts): string | null {
  if (word === 'etag') return etag;
  const [, offset = ''] = /^last-modified([+-]\d+)?$/.exec(word) ?? [];
  if (offset === '') return lastModified;
  const at = Date.parse(lastModified ?? '');
  return Number.isNaN(at) ? null : new Date(at + Number(offset) * 1000).toUTCString();
}
