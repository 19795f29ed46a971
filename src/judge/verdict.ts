import type { Level } from '../spec/model/vocabulary.js';

/** One thing that is compared in a check. */
export const aspects = [
  'status',
  'body-length',
  'body-bytes',
  'content-length',
  'content-range',
  'error-code',
  'validators',
  'header-fields',
  'framing',
] as const;
export type Aspect = (typeof aspects)[number];

/** `headers`: every field that is no aspect of its own; only answers that are compared with each other have it. */
export const comparedAspects = [...aspects, 'headers'] as const;

export const aspectVerdicts = ['conforms', 'violates'] as const;

/** The comparison of one aspect. */
export interface AspectResult {
  readonly aspect: (typeof comparedAspects)[number];
  readonly verdict: (typeof aspectVerdicts)[number];
  /**
   * How hard this very comparison is: the level of the row, or `required` for an invariant, which holds for any
   * behaviour and any alternative of the row.
   */
  readonly level: Level;
  /** In words a reader can compare with `actual`. */
  readonly expected: string;
  readonly actual: string;
  /** Set where the comparison is an invariant: the rule in one sentence. */
  readonly invariant?: string;
}

/** Why something could not be judged. */
export const causeKinds = [
  'transport',
  'timeout',
  'server-error',
  'throttled',
  'quota',
  'auth',
  'clock',
  'setup',
  'control',
  'harness',
] as const;
export type CauseKind = (typeof causeKinds)[number];

export interface Cause {
  readonly kind: CauseKind;
  /** One line. */
  readonly message: string;
}

/** What judging a check can come to. */
export const verdictKinds = [
  ...aspectVerdicts,
  'inconclusive',
  'not-applicable',
] as const satisfies readonly Verdict['kind'][];

/** The verdict of a check. Nothing else exists: a crash, a time-out or a missing prerequisite is `inconclusive`. */
export type Verdict =
  | { readonly kind: 'conforms'; readonly aspects: readonly AspectResult[]; readonly notes: readonly string[] }
  | { readonly kind: 'violates'; readonly aspects: readonly AspectResult[]; readonly notes: readonly string[] }
  | { readonly kind: 'inconclusive'; readonly cause: Cause }
  | { readonly kind: 'not-applicable'; readonly reason: string };
