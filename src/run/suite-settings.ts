import type { ContentObject } from '../content/content-object.js';
import { withProfile } from '../driver/target/profile/with-profile.js';
import type { TargetFlags } from '../driver/target/target-flags.js';
import type { KnownDeviations } from '../gate/deviations/known-deviations.js';
import type { Case, Table } from '../spec/model/table.js';
import { type Behaviour, behaviours, type Level } from '../spec/model/vocabulary.js';
import { readTable } from '../spec/read/read-table.js';
import { SuiteError } from '../suite-error.js';
import { defaultSettings, largestSeed } from './plan/defaults.js';
import { makePlan, needsProperties, type PlanOptions } from './plan/make-plan.js';
import type { Plan, PropertyCatalogue } from './plan/plan.js';
import { folderName } from './sender/own-key.js';

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
  /** The list of known deviations, where there is one. */
  readonly known: KnownDeviations | undefined;
}

/**
 * Reads the table and plans the run.
 *
 * @param given the one object, where it is there already and nothing may be written
 * @throws SuiteError `spec-invalid`, `spec-unreadable`, `unknown-id`, `empty-selection`, `usage` for a prefix without a name,
 *   `config-invalid` for a target profile or a list of known deviations
 */
export async function planSuite(settings: SuiteSettings, existing?: ContentObject): Promise<PlannedSuite> {
  const target = await withProfile(settings);
  const { profile } = target;
  if (profile?.object !== undefined && existing === undefined) {
    throw new SuiteError('usage', `${profile.file} is read-only (object: ${profile.object})`, {
      hint: `test that object: oss-range run --target ${profile.file}`,
    });
  }
  const table = await readTable({ extraFiles: settings.specs ?? [] });
  const planOptions: PlanOptions = {
    behaviours: settings.behaviours ?? behaviours,
    cases: settings.cases ?? [],
    level: settings.level ?? 'observed',
    runs: settings.runs ?? (existing ? runsOn(existing) : defaultSettings.runs),
    exhaustive: settings.exhaustive,
    existing,
    givenRows: existing && (await rowsAbout(existing, table)),
    large: settings.large,
    seed: settings.seed ?? Math.floor(Math.random() * largestSeed),
  };
  const plan = makePlan(table, planOptions, needsProperties(planOptions) ? await loadProperties() : null);
  return {
    plan,
    table,
    strict: settings.strict ?? false,
    concurrency: settings.concurrency ?? profile?.concurrency ?? defaultSettings.concurrency,
    timeoutMs: settings.timeoutMs ?? profile?.timeout ?? defaultSettings.timeoutMs,
    prefix: folderName(settings.prefix ?? profile?.prefix ?? defaultSettings.prefix),
    createBucket: settings.createBucket ?? false,
    budgetMs: settings.budgetMs ?? 0,
    target,
    known: settings.deviations === undefined ? undefined : await openKnown(settings.deviations, table),
  };
}

async function loadProperties(): Promise<PropertyCatalogue> {
  const { propertyCatalogue } = await import('./plan/property-catalogue.js');
  return propertyCatalogue;
}

/** Loaded only where there is a list: reading YAML takes a while to load. */
async function openKnown(file: string, table: Table): Promise<KnownDeviations> {
  const { openKnownDeviations } = await import('../gate/deviations/known-deviations.js');
  return openKnownDeviations(file, table);
}

/** In bytes: the approximate maximum that the draws of a run read from an existing object. */
const mostDrawn = 256 * 1024 * 1024;

/** Draws a property: every third one of some thirty properties under two behaviours may bring the whole object. */
function runsOn({ size }: ContentObject): number {
  return Math.min(defaultSettings.runs, Math.max(1, Math.floor(mostDrawn / (20 * Math.max(size, 1)))));
}

/** Loaded only where the one object is there already. */
async function rowsAbout(object: ContentObject, { cases }: Table): Promise<readonly Case[]> {
  const { rowsForObject } = await import('./plan/rows-for-existing-object.js');
  return rowsForObject(cases, object);
}
