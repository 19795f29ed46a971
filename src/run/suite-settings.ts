import type { TargetFlags } from '../driver/target/target-flags.js';
import type { Behaviour, Level } from '../spec/model/vocabulary.js';

/**
 * The settings of a run. Each has a default, and most have the name of an option of `oss-range run`. A setting of the target
 * wins over `OSS_ENDPOINT`, `OSS_BUCKET` and `OSS_REGION`, and these win over a target profile. Keys come from the
 * environment.
 */
export interface SuiteSettings extends TargetFlags {
  /** Case ids, topics, or globs over ids; properties are `property/NAME`. Default: all. */
  readonly cases?: readonly string[] | undefined;
  /** Default: both. */
  readonly behaviours?: readonly Behaviour[] | undefined;
  /** The minimum evidence level to run. Default: `observed`, which is all. */
  readonly level?: Level | undefined;
  /** Whether violations of level `expected` fail the run, too. Default: false. */
  readonly strict?: boolean | undefined;
  /** Random inputs per property; 0 skips properties. Default: 100, or fewer for a large existing object. */
  readonly runs?: number | undefined;
  /** Random seed. Default: a random one, which the report has. */
  readonly seed?: number | undefined;
  /** Paths of additional row files, in the format of `specs/*.yaml`. */
  readonly specs?: readonly string[] | undefined;
  /** Requests in flight at most. Default: 10, with the embedded endpoint 40. */
  readonly concurrency?: number | undefined;
  /** Time-out for the connection and for the first byte of an answer, in ms. Default: 4000. */
  readonly timeoutMs?: number | undefined;
  /** In bytes: also send every range on every object of up to this size. */
  readonly exhaustive?: number | undefined;
  /** Whether an object over 4 GiB is tested, too; it is built from copies of a part of 16 MiB. Default: false. */
  readonly large?: boolean | undefined;
  /** Keep drawing property inputs for this long, in ms. Default: draw once. */
  readonly budgetMs?: number | undefined;
  /** Path of the list of known deviations, which do not fail the run. */
  readonly deviations?: string | undefined;
  /** Clients through which every check is read again: `ali-oss`, `fetch`, or the path of a client module. */
  readonly clients?: readonly string[] | undefined;
  /** Whether findings about clients fail the run, too. Default: false. */
  readonly strictClient?: boolean | undefined;
}
