import type { MakeSink } from '../../content/body-sink.js';
import type { Exchange } from '../../exchange/exchange.js';
import { SuiteError } from '../../suite-error.js';
import { isUnknownOperation } from '../capability/unsupported.js';
import type { OwnKey } from '../sender/own-key.js';
import type { Sender, TargetRequest } from '../sender/sender.js';
import { childText, type ListingElement, readXml } from './xml-tree.js';

/** Something of the suite's own: an object, or a version, a deletion or an upload in parts with its id. */
export interface ListedEntry {
  readonly key: OwnKey;
  /** Of a version or an upload; empty for an object. */
  readonly id: string;
  /** When it was written, as the target tells: epoch time in ms, NaN where it does not tell. */
  readonly modified: number;
}

/** Entries that are left alone. */
export interface PassedOver {
  /** Keys that no run writes. */
  readonly foreign: {
    /** Of different ones, as far as the listing is in order. */ readonly count: number;
    readonly some: readonly string[];
  };
  /** Entries that cannot be read, or lie elsewhere. */
  readonly unreadable: number;
}

export type Listing =
  | {
      readonly kind: 'listed';
      readonly entries: readonly ListedEntry[];
      readonly passedOver: PassedOver;
      /** Whether there was more of the suite's own than is read at once. */
      readonly isPartial: boolean;
    }
  /** The target says that it knows no such listing, or answers with that of objects. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'refused'; readonly exchange: Exchange }
  /** What came is no listing of that bucket and prefix, or has no end. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** One of the vendor's list operations. */
interface Operation {
  readonly root: string;
  readonly query: NonNullable<TargetRequest['query']>;
  /** The parameter that takes the size of a page. */
  readonly size: string;
  /** The element that repeats the bucket. */
  readonly bucket: string;
  /** Elements of the root that are entries, and what holds their id. */
  readonly entries: readonly string[];
  readonly id: string | null;
  /** Where the next page starts: an element of this page, and the parameter that takes it. */
  readonly markers: readonly (readonly [element: string, parameter: string])[];
}

const operations = {
  objects: {
    root: 'ListBucketResult',
    query: [['list-type', '2']],
    size: 'max-keys',
    bucket: 'Name',
    entries: ['Contents'],
    id: null,
    markers: [['NextContinuationToken', 'continuation-token']],
  },
  versions: {
    root: 'ListVersionsResult',
    query: [['versions', null]],
    size: 'max-keys',
    bucket: 'Name',
    entries: ['Version', 'DeleteMarker'],
    id: 'VersionId',
    markers: [
      ['NextKeyMarker', 'key-marker'],
      ['NextVersionIdMarker', 'version-id-marker'],
    ],
  },
  uploads: {
    root: 'ListMultipartUploadsResult',
    query: [['uploads', null]],
    size: 'max-uploads',
    bucket: 'Bucket',
    entries: ['Upload'],
    id: 'UploadId',
    markers: [
      ['NextKeyMarker', 'key-marker'],
      ['NextUploadIdMarker', 'upload-id-marker'],
    ],
  },
} satisfies Readonly<Record<string, Operation>>;
export type ListedKind = keyof typeof operations;

/** The largest page that the vendor's list operations give. */
const pageSize = 1000;

/** Where a listing ends at the latest. */
const most = {
  /** In bytes. A page of 1,000 keys of 1,023 bytes, each percent-encoded, with owner and version, was measured to have 3.3 MB. */
  pageBytes: 8 * 1024 * 1024,
  /** In bytes, of all pages: more than 100,000 keys of usual length. */
  bytes: 64 * 1024 * 1024,
  pages: 1000,
  /** In a row, without an entry. */
  emptyPages: 50,
  /** Own entries that one command takes up; a run writes about 150. */
  entries: 2000,
} as const;

/** In ms for each ms of the time-out of requests: 12 s unless --timeout says otherwise. */
const timeShare = 3;

export interface ListingOptions {
  readonly bucket: string;
  /** What listed keys begin with. */
  readonly from: string;
  /** Whose entries are taken: the own key that a text is; null for any other. */
  readonly own: (text: string) => OwnKey | null;
  /** Time for connecting and for the first byte of an answer, in ms. */
  readonly timeoutMs?: number;
}

/** Follows a listing to its last page, and takes from it what is the suite's own. */
export async function readListing(
  send: Sender,
  kind: ListedKind,
  { bucket, from, own, timeoutMs = 4000 }: ListingOptions,
): Promise<Listing> {
  const operation: Operation = operations[kind];
  const deadline = AbortSignal.timeout(timeShare * timeoutMs);
  const collected = createCollected(operation, from, own);
  const seen = new Set<string>();
  let next: readonly (readonly [string, string])[] = [];
  let bytes = 0;
  for (let pages = 1; ; pages++) {
    const query: TargetRequest['query'] = [
      ...operation.query,
      ['encoding-type', 'url'],
      [operation.size, `${pageSize}`],
      ['prefix', from],
      ...next,
    ];
    const got = await fetchPage(send, query, deadline);
    if (got.kind === 'failed') return got.why === null ? refusal(got.exchange, kind) : unreadable(got.why);
    bytes += got.body.length;
    const page = readPage(got.body, operation, { bucket, from });
    if (typeof page === 'string')
      return page === 'ListBucketResult' && kind !== 'objects' ? { kind: 'unsupported' } : unreadable(page);
    collected.add(page);
    if (!page.isTruncated) return collected.listing(false);
    if (collected.isFull()) return collected.listing(true);
    next = page.next;
    const place = JSON.stringify(next);
    if (seen.has(place)) return unreadable('its pages repeat');
    seen.add(place);
    if (collected.emptyPages() >= most.emptyPages) return unreadable(`${most.emptyPages} pages in a row are empty`);
    if (pages >= most.pages || bytes >= most.bytes) {
      return unreadable(`it has not ended after ${pages} pages and ${Math.round(bytes / 1e6)} MB`);
    }
  }
}

const unreadable = (why: string): Listing => ({ kind: 'unreadable', why });

function refusal(exchange: Exchange, kind: ListedKind): Listing {
  const { result } = exchange;
  const isUnknown =
    result.kind === 'response' && (isUnknownOperation(result.response) || result.response.status === 404);
  return kind !== 'objects' && isUnknown ? { kind: 'unsupported' } : { kind: 'refused', exchange };
}

type Fetched =
  | { readonly kind: 'page'; readonly body: Buffer }
  | { readonly kind: 'failed'; readonly why: null; readonly exchange: Exchange }
  | { readonly kind: 'failed'; readonly why: string };

async function fetchPage(send: Sender, query: TargetRequest['query'], deadline: AbortSignal): Promise<Fetched> {
  const tooLarge = new AbortController();
  const chunks: Buffer[] = [];
  const sink: MakeSink = () => {
    chunks.length = 0; // Another attempt starts anew.
    let length = 0;
    return {
      write(chunk) {
        length += chunk.length;
        if (length <= most.pageBytes) chunks.push(Buffer.from(chunk));
        else tooLarge.abort();
      },
      end: () => ({ kind: 'empty' }),
    };
  };
  const limits = { tooLarge: tooLarge.signal, deadline };
  try {
    const signal = AbortSignal.any(Object.values(limits));
    const exchange = await send({ method: 'GET', key: null, query: query ?? [], sink, signal });
    const { result } = exchange;
    const why = whyCutOff(limits);
    if (why !== null) return { kind: 'failed', why };
    if (result.kind === 'failure' || result.response.status !== 200) return { kind: 'failed', why: null, exchange };
    if (result.response.framing.truncated !== null) return { kind: 'failed', why: 'the answer was cut off' };
    return { kind: 'page', body: Buffer.concat(chunks) };
  } catch (error) {
    const why = whyCutOff(limits);
    if (why !== null && error instanceof SuiteError) return { kind: 'failed', why };
    throw error;
  }
}

function whyCutOff({
  tooLarge,
  deadline,
}: {
  readonly tooLarge: AbortSignal;
  readonly deadline: AbortSignal;
}): string | null {
  if (tooLarge.aborted) return `a page has more than ${most.pageBytes / 2 ** 20} MiB`;
  return deadline.aborted ? 'it has not ended in time' : null;
}

interface Page {
  readonly entries: readonly ListingElement[];
  readonly decode: Decode;
  readonly isTruncated: boolean;
  readonly next: readonly (readonly [string, string])[];
}

/** Takes the encoding off a text; null where it is not encoded as the page says. */
type Decode = (text: string) => string | null;

/** A page of a listing, or why it is none; the name of the root where it is another one. */
function readPage(
  body: Buffer,
  operation: Operation,
  { bucket, from }: { readonly bucket: string; readonly from: string },
): Page | string {
  const text = body.toString('utf8');
  const root = readXml(text);
  if (root === null) return 'the answer is not a listing';
  if (root.name !== operation.root) {
    return root.name === 'ListBucketResult' ? root.name : 'the answer is not a listing';
  }
  const [encoding, named, prefix] = ['EncodingType', operation.bucket, 'Prefix'].map((name) => childText(root, name));
  if (encoding === null || (encoding !== undefined && encoding !== '' && encoding !== 'url'))
    return 'its encoding is unknown';
  const decode: Decode = encoding === 'url' ? urlDecoder(text) : (raw) => raw;
  const mustRepeat = operation.id === null;
  if (named === null || (named === undefined ? mustRepeat : bucket !== '' && named !== bucket))
    return 'it is of another bucket';
  if (prefix === null || (prefix === undefined ? mustRepeat : decode(prefix) !== from))
    return 'it is of another prefix';
  const truncated = childText(root, 'IsTruncated')?.trim().toLowerCase();
  if (truncated !== undefined && truncated !== 'true' && truncated !== 'false')
    return 'it does not say whether it has ended';
  const next = operation.markers.map(
    ([element, parameter]) => [parameter, decode(childText(root, element) ?? '')] as const,
  );
  const isTruncated = truncated === 'true';
  const first = next[0]?.[1] ?? '';
  if (isTruncated ? first === '' : truncated === undefined && first !== '') return 'it does not say where it goes on';
  if (next.some(([, marker]) => marker === null)) return 'it does not say where it goes on';
  return {
    entries: root.children.filter(({ name }) => operation.entries.includes(name)),
    decode,
    isTruncated,
    next: next.map(([parameter, marker]) => [parameter, marker ?? ''] as const),
  };
}

/**
 * Amazon S3 encodes a blank as `+` and OSS as `%20`; a page with `%20` keeps the plus sign as it is.
 */
function urlDecoder(page: string): Decode {
  const isForm = !page.includes('%20');
  return (text) => {
    try {
      return decodeURIComponent(isForm ? text.replaceAll('+', ' ') : text);
    } catch {
      return null;
    }
  };
}

/** How many keys of others are named. */
const namedKeys = 3;

function createCollected(operation: Operation, from: string, ownKey: ListingOptions['own']) {
  const entries = new Map<string, ListedEntry>();
  const some: string[] = [];
  let foreign = 0;
  let lastForeign: string | null = null;
  let bad = 0;
  let empty = 0;
  const add = (element: ListingElement, decode: Decode): void => {
    const raw = childText(element, 'Key');
    const key = typeof raw === 'string' ? decode(raw) : null;
    const id = operation.id === null ? '' : childText(element, operation.id);
    if (
      key === null ||
      key === '' ||
      !key.startsWith(from) ||
      typeof id !== 'string' ||
      (operation.id !== null && id === '')
    ) {
      bad += 1;
      return;
    }
    const own = ownKey(key);
    if (own === null) {
      if (key !== lastForeign) foreign += 1;
      lastForeign = key;
      if (some.length < namedKeys && !some.includes(key)) some.push(key);
      return;
    }
    const modified = Date.parse(childText(element, 'LastModified') ?? childText(element, 'Initiated') ?? '');
    entries.set(JSON.stringify([own, id]), { key: own, id, modified });
  };
  return {
    add(page: Page): void {
      empty = page.entries.length === 0 ? empty + 1 : 0;
      for (const element of page.entries) add(element, page.decode);
    },
    isFull: () => entries.size >= most.entries,
    emptyPages: () => empty,
    listing: (isPartial: boolean): Listing => ({
      kind: 'listed',
      entries: [...entries.values()],
      passedOver: { foreign: { count: foreign, some }, unreadable: bad },
      isPartial,
    }),
  };
}
