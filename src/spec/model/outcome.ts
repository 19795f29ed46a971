import type { Level } from './vocabulary.js';

/**
 * What an answer carries as its body, in terms of the object it was asked for.
 * `slice` is an inclusive interval of byte positions, as in Content-Range; `parts` are those of a multipart/byteranges
 * body, in the order in which they come.
 */
export type BodyClaim =
  | { readonly kind: 'whole' }
  | { readonly kind: 'slice'; readonly first: number; readonly last: number }
  | { readonly kind: 'parts'; readonly parts: readonly Interval[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'error' };

/**
 * One complete answer that the specification allows. Content-Length, Content-Range and its absence follow from
 * `status` and `body`; a row that knows better overrides them (`null` means: the field is absent).
 */
export interface Outcome {
  readonly status: number;
  /** How hard the status is, where sources carry it less firmly than the rest; `observed`: it is not compared. */
  readonly statusLevel?: Level;
  readonly body: BodyClaim;
  /** `<Code>` of the error document, where the status is an error. */
  readonly errorCode?: string;
  readonly contentRange?: string | null;
  /** Set where a source shows this very header field: then it must be present. Otherwise a present one must be right. */
  readonly contentLength?: number;
  /** Other header fields of the answer by name. */
  readonly fields?: Readonly<Record<string, FieldClaim>>;
}

/** Positions of an object, both included. */
export interface Interval {
  readonly first: number;
  readonly last: number;
}

/**
 * What a header field of the answer says: this very value, in which `{etag}`, `{last-modified}` and `{crc64}` stand for
 * those of the object and `{request-id}` for that of the error document; `null`: it is absent; or a pattern that the whole value matches.
 */
export type FieldClaim = string | null | { readonly matches: string };
