/** Where the bytes of a body come from, told by the bytes themselves. Positions are inclusive and in bytes. */
export type BodyPlace =
  | { readonly kind: 'empty' }
  | { readonly kind: 'whole' }
  | { readonly kind: 'slice'; readonly first: number; readonly last: number }
  | { readonly kind: 'other-object'; readonly object: string; readonly first: number; readonly last: number }
  | { readonly kind: 'unknown'; readonly difference: Difference };

/** The first position at which a body stops being what it looked like. */
export interface Difference {
  /** Offset within the body, in bytes. */
  readonly bodyOffset: number;
  /** Position in the object that this body offset stands for, where the bytes before it (or the request) tell; else null. */
  readonly objectOffset: number | null;
  /** At most 16 bytes from `bodyOffset`, as hex. */
  readonly expectedHex: string;
  readonly actualHex: string;
}
