import type { Target } from '../../driver/target/target.js';
import type { Exchange } from '../../exchange/exchange.js';
import { readErrorDocument } from '../../judge/error-document.js';
import { count } from '../../report/text/quantity.js';
import { diagnose } from '../../run/diagnosis/diagnose.js';
import { type ListedEntry, type ListedKind, type Listing, readListing } from '../../run/objects/listing.js';
import { removeKey, removeVersion, sendAbort } from '../../run/objects/remove-object.js';
import { type OwnKey, readOwnKey } from '../../run/sender/own-key.js';
import type { Sender } from '../../run/sender/sender.js';
import { SuiteError } from '../../suite-error.js';
import type { RemovalSelection } from './left-alone.js';

/** One thing to be removed. */
export interface Doomed {
  readonly name: string;
  readonly remove: (send: Sender) => Promise<boolean>;
  /** Whether a request shows that it is there, or that it is not; null where the answer tells neither. */
  readonly isThere: (send: Sender) => Promise<boolean | null>;
}

/** What runs wrote, as the target lists it. */
export interface Survey {
  /** Null where the objects were listed. */
  readonly refusal: Refusal | null;
  readonly objects: readonly ListedEntry[];
  readonly versions: readonly ListedEntry[];
  readonly uploads: readonly ListedEntry[];
  /** Of what was not seen, or not all of it, why. */
  readonly unseen: readonly string[];
  /** What is left alone. */
  readonly notices: readonly string[];
}

interface Refusal {
  readonly error: SuiteError;
  /** Whether the target answered with something that is no listing, instead of a refusal. */
  readonly isUnreadable: boolean;
}

/** @throws SuiteError where the target cannot be used */
export async function surveyBucket(target: Target, send: Sender, prefix: string, timeoutMs: number): Promise<Survey> {
  const own = (text: string): OwnKey | null => readOwnKey(text, prefix);
  const read = (kind: ListedKind): Promise<Listing> =>
    readListing(send, kind, { bucket: target.bucket, from: prefix, own, timeoutMs });
  const [objects, versions, uploads] = await Promise.all([read('objects'), read('versions'), read('uploads')]);
  const refusal = refusalOf(target, objects);
  const entries = (listing: Listing): readonly ListedEntry[] => (listing.kind === 'listed' ? listing.entries : []);
  return {
    refusal,
    objects: entries(objects),
    versions: entries(versions),
    uploads: entries(uploads),
    unseen: [
      ...partly('objects', objects),
      ...(refusal ? [] : [...unseen('versions', versions), ...unseen('uploads', uploads)]),
    ],
    notices: noticesOf(prefix, objects.kind === 'listed' ? [objects, uploads] : [versions, uploads]),
  };
}

function refusalOf(target: Target, listing: Listing): Refusal | null {
  const { bucket } = target;
  if (listing.kind === 'unreadable') {
    const error = new SuiteError('endpoint-refused', `bucket ${bucket} cannot be listed: ${listing.why}`, {
      hint: 'check for a proxy or a wrong endpoint; the journals are kept',
    });
    return { error, isUnreadable: true };
  }
  if (listing.kind !== 'refused') return null;
  const { exchange } = listing;
  const error = notListed(target, exchange);
  if (error.code !== 'endpoint-refused') throw error;
  return { error, isUnreadable: false };
}

function notListed(target: Target, exchange: Exchange): SuiteError {
  if (exchange.result.kind === 'failure' || codeOf(exchange) !== 'AccessDenied') return diagnose(target, { exchange });
  return new SuiteError('endpoint-refused', `bucket ${target.bucket} cannot be listed by this user (AccessDenied)`, {
    hint: 'grant the user oss:ListObjects, which clean needs and run does not',
  });
}

function codeOf({ result }: Exchange): string {
  if (result.kind === 'failure') return result.failure.message;
  return readErrorDocument(result.response.body.prefix)?.code ?? `${result.response.status}`;
}

/** What it takes to list them beside `oss:ListObjects`. */
const permissions = { versions: 'oss:ListObjectVersions', uploads: 'oss:ListMultipartUploads' } as const;

function unseen(kind: 'versions' | 'uploads', listing: Listing): string[] {
  switch (listing.kind) {
    case 'unreadable':
      return [`${kind} were not checked: the listing cannot be read: ${listing.why}`];
    case 'refused':
      return [
        `${kind} were not checked: the listing failed (${codeOf(listing.exchange)}); it needs ${permissions[kind]}`,
      ];
    default:
      return partly(kind, listing);
  }
}

const partly = (kind: ListedKind, listing: Listing): string[] =>
  listing.kind === 'listed' && listing.isPartial ? [`there are more ${kind}: run clean again`] : [];

function noticesOf(prefix: string, listings: readonly Listing[]): string[] {
  const passedOver = listings.flatMap((listing) => (listing.kind === 'listed' ? [listing.passedOver] : []));
  const foreign = passedOver.reduce((sum, each) => sum + each.foreign.count, 0);
  const some = [...new Set(passedOver.flatMap((each) => each.foreign.some))]
    .slice(0, 3)
    .map((key) => JSON.stringify(key));
  const bad = passedOver.reduce((sum, each) => sum + each.unreadable, 0);
  return [
    ...(foreign === 0
      ? []
      : [
          `left alone ${count(foreign, 'key')} below ${prefix} that no run writes: ${some.map((key) => (key.length > 100 ? `${key.slice(0, 100)}…` : key)).join(', ')}${foreign > some.length ? ', …' : ''}`,
        ]),
    ...(bad === 0 ? [] : [`skipped ${count(bad, 'item')} of the listing: unreadable, or outside the prefix`]),
  ];
}

const object = (key: OwnKey): Doomed => ({
  name: key,
  remove: (send) => removeKey(send, key),
  isThere: async (send) => presence(await send({ method: 'HEAD', key })),
});
const version = ({ key, id }: Pick<ListedEntry, 'key' | 'id'>): Doomed => ({
  name: `${key} (version ${id})`,
  remove: (send) => removeVersion(send, key, id),
  isThere: async (send) => presence(await send({ method: 'HEAD', key, query: [['versionId', id]] })),
});
const upload = ({ key, id }: Pick<ListedEntry, 'key' | 'id'>): Doomed => ({
  name: `${key} (upload ${id})`,
  remove: (send) => sendAbort(send, key, id),
  isThere: async (send) => presence(await send({ method: 'GET', key, query: [['uploadId', id]] })),
});

/** A refusal tells nothing: without the permission to list, OSS answers 403 where nothing lies. */
function presence({ result }: Exchange): boolean | null {
  if (result.kind === 'failure') return null;
  const { status } = result.response;
  return status === 404 ? false : status < 300 ? true : null;
}

/** What a listing shows that may go. */
export function listedDoomed({ objects, versions, uploads }: Survey, { mayGo }: RemovalSelection): Doomed[] {
  const may = (entries: readonly ListedEntry[]): ListedEntry[] => entries.filter(({ key }) => mayGo(key));
  const keys = may(objects).map(({ key }) => key);
  const current = new Set(keys);
  return [
    ...keys.map(object),
    // Of a key that is listed every version goes with it.
    ...may(versions)
      .filter(({ key }) => !current.has(key))
      .map(version),
    ...may(uploads).map(upload),
  ];
}

/** What journals of runs that are over name, and no listing shows. */
export function notedDoomed({ objects, versions, uploads }: Survey, { journals }: RemovalSelection): Doomed[] {
  const listed = new Set([...objects, ...versions].map(({ key }) => key));
  const ids = new Set(uploads.map(({ id }) => id));
  const keys = new Set(journals.flatMap((journal) => journal.keys).filter((key) => !listed.has(key)));
  const begun = journals.flatMap((journal) => journal.uploads).filter(({ id }) => !ids.has(id));
  return [...[...keys].map(object), ...begun.map(upload)];
}
