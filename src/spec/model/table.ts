import type { ObjectKind } from '../object-kinds/object-kinds.js';
import type { RowInput } from '../schema/row-schema.js';
import type { Signing } from './auth-scheme.js';
import type { Outcome } from './outcome.js';
import type { Behaviour, HeaderField, Level, Method, MissingThing, signingSecrets } from './vocabulary.js';

/** Where a row stands, so that every report can point at it. `file` is relative to the package or as given by the user. */
export interface RowLocation {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** An object that rows read. Its content is derived from its name and size; see `content/`. */
export interface ObjectSpec {
  /** `bytes-1000` */
  readonly name: string;
  /** Complete length in bytes. */
  readonly size: number;
  /** Its key below the run's own folder; the name unless said. */
  readonly key?: string;
  /** Length of the whole key, the run's own folder included, in bytes: the key is filled up to it. */
  readonly keyBytes?: number;
  /** Content-Type that it is stored with; `application/octet-stream` unless said. */
  readonly type?: string;
  /** How it is made; by one PUT unless said. */
  readonly made?: ObjectKind;
}

/** A signature of a row's own. Names are those of header fields, in any case. */
export interface RowAuth {
  readonly by: Signing;
  /** Fields that are sent without having been signed. */
  readonly unsigned?: readonly string[];
  /** Fields that are signed and then not sent. */
  readonly unsent?: readonly string[];
  /** Fields that V4 covers beyond those that it always does (`AdditionalHeaders`). */
  readonly additional?: readonly string[];
  /** The method that is signed, where another one is sent. */
  readonly method?: Method;
  /** Signed with a secret that is not that of the access key. */
  readonly secret?: (typeof signingSecrets)[number];
}

/** One query parameter, decoded; `null`: the name stands alone. */
export type QueryField = readonly [name: string, value: string | null];

/** What the table claims for one case under one behaviour. */
export interface Claim {
  readonly level: Level;
  /** Ids of `sources` in `specs/evidence.yaml`. */
  readonly evidence: readonly string[];
  /** One outcome, or the alternatives that the evidence leaves open; never empty. */
  readonly outcomes: readonly Outcome[];
  /** Why alternatives are allowed; present whenever there are several. */
  readonly why?: string;
}

/**
 * One request, from the row to the wire. A row is one; the run fills in what only the target knows; the sender addresses it,
 * signs it and hands it to the driver.
 */
export interface Request {
  readonly method: Method;
  /** The values of the Range field lines, one entry a line, exactly as sent; empty: no Range at all. */
  readonly range?: readonly string[];
  /**
   * Other header fields, exactly as sent. Where Range is among them, it and the mode are written here alone, in a spelling
   * and order of their own.
   */
  readonly headers?: readonly HeaderField[];
  readonly query?: readonly QueryField[];
  /** The request names a key or a bucket that does not exist; the object is only that of its control. */
  readonly missing?: MissingThing;
  /** A signature of its own instead of that of the run. */
  readonly auth?: RowAuth;
  /**
   * The value of `x-oss-copy-source-range`: the request is UploadPartCopy from the object, and the body of an outcome is
   * what the part holds when the upload is completed and read back.
   */
  readonly copyRange?: string;
  /** `standard` adds the mode header. */
  readonly behaviour?: Behaviour;
}

/** One row of the table: a request, and what must come back under each behaviour. */
export interface Case extends Omit<Request, 'behaviour'> {
  /** `end-past-eof/from-the-middle`: the topic, then a slug. Never reused. */
  readonly id: string;
  readonly topic: string;
  readonly title: string;
  readonly object: ObjectSpec;
  readonly method: Method;
  readonly range: readonly string[];
  /**
   * Other request header fields, exactly as sent but for `{etag}`, `{last-modified}` and `{last-modified+60}` (seconds),
   * which stand for the validators that the target gave for the object.
   */
  readonly headers: readonly HeaderField[];
  readonly claims: Readonly<Record<Behaviour, Claim>>;
  /** Ids of `facts` in `specs/evidence.yaml` that this row carries. */
  readonly facts: readonly string[];
  readonly location: RowLocation;
  /** `range` and `expect` as written, where they speak of `{size}`: what makes the row one about objects of any size. */
  readonly relative?: RelativeRow;
}

/** The parts of a row that can follow the size of its object, checked against the schema and not resolved. */
export type RelativeRow = Pick<RowInput, 'expect' | 'range'>;

/** How strong a source is; see `specs/evidence.yaml`. */
export const sourceKinds = [
  'vendor-document',
  'transcript',
  'vendor-sdk-test',
  'user-report',
  'rfc',
  'inference',
] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Kinds that are strong enough for a `required` claim. */
export const strongKinds: ReadonlySet<SourceKind> = new Set(['vendor-document', 'transcript', 'vendor-sdk-test']);

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly kind: SourceKind;
  /** Where to read it: a URL, or `repository@commit path lines`. */
  readonly address: string;
  /** Its line in `specs/evidence.yaml`, 1-based; absent if it was not read from a file. */
  readonly line?: number;
}

/** One thing that is known, or known to be unknown, about OSS ranges. */
export interface Fact {
  readonly id: string;
  /** One sentence. */
  readonly says: string;
  /** Ids of sources; empty if there are none. */
  readonly sources: readonly string[];
  /** Why no row can test it, where that is so. */
  readonly untestable?: string;
  /** As for a source. */
  readonly line?: number;
}

export interface Evidence {
  readonly sources: ReadonlyMap<string, Source>;
  readonly facts: ReadonlyMap<string, Fact>;
}

/** The whole table in memory. */
export interface Table {
  readonly cases: readonly Case[];
  /** Topic id to its one-sentence description, in file order. */
  readonly topics: ReadonlyMap<string, string>;
  readonly evidence: Evidence;
}
