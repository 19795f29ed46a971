/** A Content-Range field value, read. */
export type ContentRange =
  | { readonly kind: 'interval'; readonly first: bigint; readonly last: bigint; readonly total: bigint | null }
  | { readonly kind: 'unsatisfied'; readonly total: bigint }
  | { readonly kind: 'malformed' };

/**
 * Reads `bytes a-b/total`, `bytes a-b/*` and `bytes * /total` (RFC 9110 section 14.4). An inverted interval, one that
 * does not fit its total, another unit or a typographical dash is malformed.
 */
export function readContentRange(value: string): ContentRange {
  const interval = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(value);
  if (interval) {
    const [first, last] = [BigInt(interval[1]!), BigInt(interval[2]!)];
    const total = interval[3] === '*' ? null : BigInt(interval[3]!);
    if (first > last || (total !== null && last >= total)) return { kind: 'malformed' };
    return { kind: 'interval', first, last, total };
  }
  const unsatisfied = /^bytes \*\/(\d+)$/.exec(value);
  return unsatisfied ? { kind: 'unsatisfied', total: BigInt(unsatisfied[1]!) } : { kind: 'malformed' };
}
