import type { BodyPlace } from '../../content/body-place.js';

/** What a client handed to its user. */
export type ClientResult =
  | {
      readonly kind: 'bytes';
      /** The status that the client shows its user; null where it shows none. */
      readonly status: number | null;
      readonly length: number;
      /** Whose bytes they are. */
      readonly place: BodyPlace;
      /** SHA-256 in hex. */
      readonly digest: string;
    }
  | ClientError
  /** Neither bytes nor an error for so long after the last byte on the wire, in ms. */
  | { readonly kind: 'nothing'; readonly waitedMs: number }
  /** The client took down the thread it ran in. */
  | { readonly kind: 'crash'; readonly message: string };

/** What the client threw, redacted, its message in one line. */
export interface ClientError {
  readonly kind: 'error';
  readonly name: string;
  readonly code: string | null;
  readonly status: number | null;
  readonly message: string;
}
