import type { Signing } from '../../spec/model/auth-scheme.js';
import type { QueryField } from '../../spec/model/table.js';
import type { Behaviour, HeaderField } from '../../spec/model/vocabulary.js';

/** How an answer became known. Those of the vendor come first. */
export const transcriptKinds = [
  'vendor-transcript',
  'vendor-sample',
  'vendor-fixture',
  'vendor-test',
  'user-dump',
  'user-test',
  'user-statement',
] as const;
export type TranscriptKind = (typeof transcriptKinds)[number];

/** What answered: the service itself, a CDN in front of it, or a server that the publication does not name. */
export const answeringServers = ['oss', 'cdn', 'unknown'] as const;
export type AnsweringServer = (typeof answeringServers)[number];

/** The operation that was requested; its method follows. `unknown`: the publication shows the answer alone. */
export const operations = [
  'GetObject',
  'HeadObject',
  'GetObjectMeta',
  'UploadPartCopy',
  'PutObject',
  'DeleteBucket',
  'ListBuckets',
  'unknown',
] as const;
export type TranscriptOperation = (typeof operations)[number];

/** What decides an answer before any range does. */
export const circumstances = [
  'anonymous',
  'wrong-signature',
  'signed-for-another-method',
  'not-permitted',
  'forbidden-download',
  'missing-argument',
] as const;
export type Circumstance = (typeof circumstances)[number];

/** What kind of object was read, where that is not one of a single upload. */
export const readObjects = [
  'appended',
  'multipart',
  'symlink',
  'folder',
  'hierarchical-folder',
  'older-version',
  'deleted',
  'delete-marker',
] as const;
export type ReadObject = (typeof readObjects)[number];

/** What a publication leaves out, so that the transcript has a value which stands for all of its kind. */
export const assumable = ['size', 'range', 'query', 'type'] as const;
export type Assumed = (typeof assumable)[number];

/** Classes of statuses, where only a success or a failure is told. */
export const statusClasses = ['2xx', '4xx'] as const;
export type StatusClass = (typeof statusClasses)[number];

export interface TranscriptRequest {
  readonly operation: TranscriptOperation;
  /** The values of the Range field lines; empty: no Range. */
  readonly range: readonly string[];
  readonly behaviour: Behaviour;
  /** Other header fields, with the templates of rows (`{etag}`, `{last-modified+60}`). */
  readonly headers: readonly HeaderField[];
  readonly query: readonly QueryField[];
  /** The value of `x-oss-copy-source-range`. */
  readonly copyRange?: string;
  readonly signing?: Signing;
  readonly circumstance?: Circumstance;
}

export interface TranscriptObject {
  /** Complete length in bytes; null where the publication does not tell it, and nothing depends on it. */
  readonly size: number | null;
  readonly kind?: ReadObject;
  /** The address leads nowhere. */
  readonly missing?: 'key' | 'bucket';
  /** Content-Type that it was stored with. */
  readonly type?: string;
}

/** As much of an answer as was published. What is absent here is unknown. */
export interface PartialAnswer {
  readonly status?: number | StatusClass;
  /** Bytes of body. */
  readonly bodyLength?: number;
  /** The code of the error document, or of the header field that repeats it. */
  readonly code?: string;
  /** Names of the elements of the error document. */
  readonly elements?: readonly string[];
  /** Header fields by name; null: known to be absent. */
  readonly fields: Readonly<Record<string, string | null>>;
  /** False where the publication tells that the answer is not multipart/byteranges. */
  readonly isMultipart?: boolean;
}

/** Where an answer was published: a source of the evidence, a page with an address, or a place without one. */
export type Publication =
  | { readonly kind: 'source'; readonly id: string }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'without-address'; readonly where: string };

/** A published answer of the real service, as far as the publication shows it. */
export interface Transcript {
  readonly id: string;
  readonly kind: TranscriptKind;
  /** Day, month or year of the answer or of its publication; absent where neither is known. */
  readonly date?: string;
  readonly server: AnsweringServer;
  readonly publication: Publication;
  /** False where no public address is known: such an answer supports a claim and is never its only source. */
  readonly citable: boolean;
  readonly request: TranscriptRequest;
  readonly object: TranscriptObject;
  readonly assumed: readonly Assumed[];
  readonly response: PartialAnswer;
  /** Why it proves nothing about the service, in either direction. */
  readonly noProof?: string;
  readonly note?: string;
  /** Its line in the file, 1-based. */
  readonly line: number;
}

/** Whether the service itself is known to have answered, so that the answer can support or contradict a claim. */
export const isProof = ({ noProof }: Transcript): boolean => noProof === undefined;
