import type { TargetFlags } from '../driver/target/target-flags.js';
import type { Behaviour, Level } from '../spec/model/vocabulary.js';

/** What can be said of a run; everything has a default. The flags of `oss-range run` have the same names. */
export interface SuiteSettings extends TargetFlags {
  /** Globs over case ids and `property/NAME`. */
  readonly cases?: readonly string[];
  readonly behaviours?: readonly Behaviour[];
  /** The least level to run. */
  readonly level?: Level;
  /** Whether violations of what is only expected decide. */
  readonly strict?: boolean;
  /** Draws a property; 0: no properties. */
  readonly runs?: number | undefined;
  /** Of the draws; a random one unless said. */
  readonly seed?: number;
  /** Files with more rows. */
  readonly specs?: readonly string[];
  /** Requests in flight at most. */
  readonly concurrency?: number;
  /** Time for connecting, and for the first byte of an answer, in ms. */
  readonly timeoutMs?: number;
  /** Everything is written below this folder of the bucket. */
  readonly prefix?: string;
  readonly createBucket?: boolean;
  /** In bytes: every range on every object up to this size, as one property more. */
  readonly exhaustive?: number;
  /** Whether rows about objects past 4 GiB are run as well; 16 MiB are sent for them. */
  readonly large?: boolean;
  /** How long properties go on drawing, in ms; once unless said. */
  readonly budgetMs?: number;
  /** File with the list of known deviations. */
  readonly deviations?: string | undefined;
  /** Clients through which every check is read again: `ali-oss`, `fetch`, or the path of a client module. */
  readonly clients?: readonly string[] | undefined;
  /** Whether findings about clients decide, too. */
  readonly strictClient?: boolean | undefined;
}
