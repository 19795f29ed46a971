/** Which part of a listing is wanted. */
export interface PageRequest {
  readonly prefix: string;
  /** Keys that share what comes before it, after the prefix, are grouped; empty: no grouping. */
  readonly delimiter: string;
  /** Entries up to and including this one are skipped; empty: none is. */
  readonly after: string;
  /** Keys and groups together. */
  readonly maxKeys: number;
}

export interface Page {
  readonly keys: readonly string[];
  /** Groups, each ending in the delimiter. */
  readonly commonPrefixes: readonly string[];
  /** The last entry of the page where more follow, else `null`. */
  readonly next: string | null;
}

/**
 * One page of a listing, in the order of the UTF-8 bytes of the keys (AlibabaCloudDocs/oss,
 * `GetBucket (ListObjects).md`).
 */
export function listPage(keys: Iterable<string>, request: PageRequest): Page {
  const listed: string[] = [];
  const groups = new Set<string>();
  let last = '';
  for (const key of candidates(keys, request)) {
    const group = groupOf(key, request);
    // A page that ended with a group goes on behind the whole of it.
    if (group !== null && (groups.has(group) || group === request.after)) continue;
    if (listed.length + groups.size === request.maxKeys)
      return { keys: listed, commonPrefixes: [...groups], next: last };
    if (group === null) listed.push(key);
    else groups.add(group);
    last = group ?? key;
  }
  return { keys: listed, commonPrefixes: [...groups], next: null };
}

function candidates(keys: Iterable<string>, { prefix, after }: PageRequest): string[] {
  const start = Buffer.from(after);
  return [...keys]
    .filter((key) => key.startsWith(prefix))
    .map((key) => [key, Buffer.from(key)] as const)
    .filter(([, bytes]) => bytes.compare(start) > 0)
    .sort(([, a], [, b]) => a.compare(b))
    .map(([key]) => key);
}

function groupOf(key: string, { prefix, delimiter }: PageRequest): string | null {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? null : key.slice(0, at + delimiter.length);
}
