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

/** What a listing is made of that has several entries of the same key. */
export interface Keyed {
  readonly key: string;
}

export interface EntryPage<Entry extends Keyed> {
  readonly entries: readonly Entry[];
  readonly commonPrefixes: readonly string[];
  /** A group, or the last entry; `null` on an empty page. */
  readonly last: string | Entry | null;
  readonly isTruncated: boolean;
}

/**
 * One page of a listing, in the order of the UTF-8 bytes of the keys (AlibabaCloudDocs/oss,
 * `GetBucket (ListObjects).md`).
 */
export function listPage(keys: Iterable<string>, request: PageRequest): Page {
  const sorted = [...keys]
    .filter((key) => key.startsWith(request.prefix))
    .map((key) => ({ key, bytes: Buffer.from(key) }))
    .sort((a, b) => a.bytes.compare(b.bytes));
  const start = Buffer.from(request.after);
  const { entries, commonPrefixes, last, isTruncated } = entryPage(
    sorted.filter(({ bytes }) => bytes.compare(start) > 0),
    request,
  );
  const lastName = typeof last === 'string' ? last : (last?.key ?? null);
  return { keys: entries.map(({ key }) => key), commonPrefixes, next: isTruncated ? lastName : null };
}

/**
 * The first page of entries that are in order, and start behind the markers already.
 *
 * @param request.after - the key of the marker: where it is a group, the whole of it is skipped
 */
export function entryPage<Entry extends Keyed>(entries: readonly Entry[], request: PageRequest): EntryPage<Entry> {
  const listed: Entry[] = [];
  const groups = new Set<string>();
  let last: string | Entry | null = null;
  for (const entry of entries) {
    if (!entry.key.startsWith(request.prefix)) continue;
    const group = groupOf(entry.key, request);
    // A page that ended with a group goes on behind the whole of it.
    if (group !== null && (groups.has(group) || group === request.after)) continue;
    if (listed.length + groups.size === request.maxKeys) {
      return { entries: listed, commonPrefixes: [...groups], last, isTruncated: true };
    }
    if (group === null) listed.push(entry);
    else groups.add(group);
    last = group ?? entry;
  }
  return { entries: listed, commonPrefixes: [...groups], last, isTruncated: false };
}

function groupOf(key: string, { prefix, delimiter }: PageRequest): string | null {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? null : key.slice(0, at + delimiter.length);
}
