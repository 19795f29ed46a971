import type { Situation } from '../decision-table.js';
import type { Respelling } from '../range-grammar.js';

/**
 * A documented way to answer ranges that is not OSS's. Answers are those of the decision table, and a few that only
 * careless servers give: `whole-206` is 206 with the whole object, `prefix` reads a suffix of n as bytes 0 to n, and
 * `from-zero` reads a negative first position as 0.
 */
export type ProfileAnswer = 'whole' | 'slice' | 'refused' | 'whole-206' | 'prefix' | 'from-zero';

/** A situation, or a situation with its detail where a profile tells them apart. */
export type ProfileKey =
  | Situation
  | `malformed/${'unit' | 'no-unit' | 'no-digits'}`
  | `respelled/${Respelling}`
  | 'satisfiable/first-byte'
  | 'satisfiable/suffix';

export interface Profile {
  /** `amazon-s3` */
  readonly id: string;
  /** As in «answers like Amazon S3». */
  readonly name: string;
  readonly sources: readonly { readonly title: string; readonly address: string }[];
  /** The allowed answers in each situation; missing situations are undocumented. The mode header makes no difference. */
  readonly answers: Readonly<Partial<Record<ProfileKey, readonly ProfileAnswer[]>>>;
}
