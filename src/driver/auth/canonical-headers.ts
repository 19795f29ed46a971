import { trimBlanks } from '../../spec/model/trim-blanks.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';

/** Prefix of the fields that both signature versions always cover. */
export const ossHeaderPrefix = 'x-oss-';

/**
 * Header fields as both signature versions see them: names in lower case, values without outer blanks, repeated lines
 * joined with `,` (documents of the V1 and V4 signature; Go SDK v2 `oss/signer/v1.go` and `v4.go`).
 */
export function canonicalHeaders(headers: readonly HeaderField[]): ReadonlyMap<string, string> {
  const folded = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = folded.get(key);
    const trimmed = trimBlanks(value);
    folded.set(key, before === undefined ? trimmed : `${before},${trimmed}`);
  }
  return folded;
}

/** `name:value` lines of the named fields in byte order, each ended by a line feed. */
export function canonicalHeaderLines(headers: ReadonlyMap<string, string>, names: Iterable<string>): string {
  return [...names]
    .sort()
    .map((name) => `${name}:${headers.get(name)}\n`)
    .join('');
}

/** The fields of `own` that the request does not carry yet. What a caller sets on purpose is left, and is what gets signed. */
export function withoutCarried(own: readonly HeaderField[], headers: ReadonlyMap<string, string>): HeaderField[] {
  return own.filter(([name]) => !headers.has(name.toLowerCase()));
}
