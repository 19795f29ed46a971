import type { LawPlan } from '../law.js';
import type { KeyOperation } from '../laws/freshness.js';

/** What a counterexample that takes several requests asked, so that it can be asked again without drawing anything. */
export type Again =
  | { readonly kind: 'plan'; readonly plan: LawPlan }
  | { readonly kind: 'operations'; readonly operations: readonly KeyOperation[] };
