import { readTable } from '../spec/read-table.js';
import type { Table } from '../spec/table.js';
import { type Behaviour, behaviours, type Level } from '../spec/vocabulary.js';
import type { TargetFlags } from '../target/resolve-target.js';
import { defaultSettings, largestSeed } from './default-settings.js';
import { folderName } from './own-folder.js';
import { makePlan, type Plan } from './plan.js';

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
  readonly runs?: number;
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
  /** How long properties go on drawing, in ms; once unless said. */
  readonly budgetMs?: number;
}

/** Settings with nothing left open but the target. */
export interface PlannedSuite {
  readonly plan: Plan;
  readonly table: Table;
  readonly strict: boolean;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly prefix: string;
  readonly createBucket: boolean;
  readonly budgetMs: number;
  readonly target: TargetFlags;
}

/**
 * Reads the table and plans the run.
 *
 * @throws SuiteError `spec-invalid`, `spec-unreadable`, `unknown-id`, `empty-selection`, `usage` for a prefix without a name
 */
export async function planSuite(settings: SuiteSettings): Promise<PlannedSuite> {
  const table = await readTable({ extraFiles: settings.specs ?? [] });
  const plan = makePlan(table, {
    behaviours: settings.behaviours ?? behaviours,
    cases: settings.cases ?? [],
    level: settings.level ?? 'observed',
    runs: settings.runs ?? defaultSettings.runs,
    exhaustive: settings.exhaustive,
    seed: settings.seed ?? Math.floor(Math.random() * largestSeed),
  });
  return {
    plan,
    table,
    strict: settings.strict ?? false,
    concurrency: settings.concurrency ?? defaultSettings.concurrency,
    timeoutMs: settings.timeoutMs ?? defaultSettings.timeoutMs,
    prefix: folderName(settings.prefix ?? defaultSettings.prefix),
    createBucket: settings.createBucket ?? false,
    budgetMs: settings.budgetMs ?? 0,
    target: settings,
  };
}
