import type { Verdict } from '../judge/verdict.js';

/** Complete lengths of what is written, in bytes: the smallest, and two that a slice of another fits into. */
export const writtenSizes = [1, 10, 1000] as const;

/** Something that is done to one key. */
export type KeyOperation =
  | { readonly kind: 'put'; readonly size: number }
  | { readonly kind: 'delete' }
  | { readonly kind: 'read'; readonly range: string | null }
  | { readonly kind: 'head' };

/** What lies under the key when an operation begins, by the model: an object of `size` bytes, or nothing. */
export interface ModelledObject {
  size: number | null;
}

/** What came back to one operation, judged by what must lie there. */
export interface Done<Detail> {
  readonly verdict: Verdict;
  readonly detail: Detail;
}

/** A key of its own for one draw. */
export interface FreshKey<Detail> {
  /** Does it and judges the answer; `held` is what lies there before. */
  act(operation: KeyOperation, held: Readonly<ModelledObject>): Promise<Done<Detail>>;
  /** Removes what the draw left. */
  release(): Promise<void>;
}
