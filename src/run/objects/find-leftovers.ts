import type { Target } from '../../driver/target/target.js';
import type { Exchange } from '../../exchange/exchange.js';
import { readErrorDocument } from '../../judge/error-document.js';
import { loadPackage } from '../../load-package.js';
import { SuiteError } from '../../suite-error.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { type OwnKey, readOwnKey } from '../sender/own-key.js';
import type { Sender, TargetRequest } from '../sender/sender.js';

/** The largest page that the vendor's list operations give. */
const pageSize = '1000';

const { XMLParser } = loadPackage('fast-xml-parser');
const lists = new Set(['Contents', 'Version', 'DeleteMarker', 'Upload']);
const parser = new XMLParser({ parseTagValue: false, processEntities: false, isArray: (name) => lists.has(name) });

/** An object that a run wrote. */
export interface LeftObject {
  readonly key: OwnKey;
  /** When it was written, as the target tells: epoch time in ms, NaN where it does not tell. */
  readonly modified: number;
}

/** Something else that a run wrote: a version or a delete marker has an id, and so has an upload in parts. */
export interface Leftover extends LeftObject {
  readonly id: string;
}

type Entry = Readonly<Record<string, unknown>>;

/** One of the vendor's list operations. */
interface Listing {
  readonly root: string;
  readonly query: NonNullable<TargetRequest['query']>;
  /** The parameter that takes the size of a page. */
  readonly size: string;
  /** Elements of the root that are entries. */
  readonly entries: readonly string[];
  /** Where the next page starts: an element of this page, and the parameter that takes it. */
  readonly markers: readonly (readonly [element: string, parameter: string])[];
}

const objects: Listing = {
  root: 'ListBucketResult',
  query: [['list-type', '2']],
  size: 'max-keys',
  entries: ['Contents'],
  markers: [['NextContinuationToken', 'continuation-token']],
};
const versions: Listing = {
  root: 'ListVersionsResult',
  query: [['versions', null]],
  size: 'max-keys',
  entries: ['Version', 'DeleteMarker'],
  markers: [
    ['NextKeyMarker', 'key-marker'],
    ['NextVersionIdMarker', 'version-id-marker'],
  ],
};
const uploads: Listing = {
  root: 'ListMultipartUploadsResult',
  query: [['uploads', null]],
  size: 'max-uploads',
  entries: ['Upload'],
  markers: [
    ['NextKeyMarker', 'key-marker'],
    ['NextUploadIdMarker', 'upload-id-marker'],
  ],
};

/**
 * The objects that runs wrote below a prefix. A key below it that no run of this suite would write is not among them.
 *
 * @throws SuiteError where the bucket cannot be listed
 */
export async function findLeftovers(target: Target, send: Sender, prefix: string): Promise<LeftObject[]> {
  const found = await list(send, objects, prefix);
  if (found.kind === 'refused') {
    const { exchange } = found;
    if (exchange.result.kind === 'failure') throw diagnose(target, { exchange });
    throw notListed(target, exchange, readErrorDocument(exchange.result.response.body.prefix)?.code);
  }
  return found.entries.flatMap((entry) => leftObject(entry, prefix));
}

/** Versions and delete markers that runs wrote; none where the target does not list them. */
export async function findVersions(send: Sender, prefix: string): Promise<Leftover[]> {
  return leftovers(send, versions, 'VersionId', prefix);
}

/** Uploads in parts that runs began and neither completed nor gave up; none where the target does not list them. */
export async function findUploads(send: Sender, prefix: string): Promise<Leftover[]> {
  return leftovers(send, uploads, 'UploadId', prefix);
}

async function leftovers(send: Sender, listing: Listing, id: string, prefix: string): Promise<Leftover[]> {
  const found = await list(send, listing, prefix);
  if (found.kind === 'refused') return [];
  return found.entries.flatMap((entry) =>
    leftObject(entry, prefix).map((left) => ({ ...left, id: String(entry[id]) })),
  );
}

const keyOf = ({ Key }: Entry): string => decodeURIComponent(String(Key));

function leftObject(entry: Entry, prefix: string): LeftObject[] {
  const key = readOwnKey(keyOf(entry), prefix);
  return key === null ? [] : [{ key, modified: Date.parse(String(entry.LastModified ?? entry.Initiated)) }];
}

type Listed =
  | { readonly kind: 'listed'; readonly entries: readonly Entry[] }
  | { readonly kind: 'refused'; readonly exchange: Exchange };

/** Follows a listing to its last page. */
async function list(send: Sender, { root, query, size, entries, markers }: Listing, prefix: string): Promise<Listed> {
  const found: Entry[] = [];
  let next: (readonly [string, string])[] | null = [];
  while (next !== null) {
    const from: readonly (readonly [string, string])[] = next;
    const body: Uint8Array[] = [];
    const exchange = await send({
      method: 'GET',
      key: null,
      query: [...query, ['encoding-type', 'url'], [size, pageSize], ['prefix', prefix], ...from],
      sink: () => collector(body),
    });
    if (exchange.result.kind === 'failure' || exchange.result.response.status !== 200) {
      return { kind: 'refused', exchange };
    }
    // A target that knows no such listing may answer with another one, whose entries are something else.
    const page = (parser.parse(Buffer.concat(body).toString('utf8'))[root] ?? {}) as Entry;
    found.push(...entries.flatMap((name) => (page[name] ?? []) as Entry[]));
    next = page.IsTruncated === 'true' ? nextPage(page, markers) : null;
    // A page that starts where the one before it did would come for ever.
    if (next !== null && JSON.stringify(next) === JSON.stringify(from)) next = null;
  }
  return { kind: 'listed', entries: found };
}

const nextPage = (page: Entry, markers: Listing['markers']): [string, string][] =>
  markers.map(([element, parameter]) => [parameter, decodeURIComponent(String(page[element] ?? ''))]);

function notListed(target: Target, exchange: Exchange, code: string | undefined): SuiteError {
  if (code !== 'AccessDenied') return diagnose(target, { exchange });
  return new SuiteError('endpoint-refused', `bucket ${target.bucket} cannot be listed by this user (AccessDenied)`, {
    hint: 'grant the user oss:ListObjects, which clean needs and run does not',
  });
}

/** A sink that keeps a body; listings are at most some hundred KiB a page. */
function collector(into: Uint8Array[]) {
  into.length = 0;
  return {
    write: (chunk: Uint8Array): void => {
      into.push(Uint8Array.from(chunk));
    },
    end: () => ({ kind: 'empty' as const }),
  };
}
