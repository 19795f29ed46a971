import type { ContentObject } from '../content/content-object.js';
import { withProfile } from '../driver/target/open-target.js';
import type { Target } from '../driver/target/target.js';
import type { TargetFlags } from '../driver/target/target-flags.js';
import type { KnownDeviations } from '../gate/deviations/known-deviations.js';
import type { Case, Table } from '../spec/model/table.js';
import { behaviours } from '../spec/model/vocabulary.js';
import { SuiteError } from '../suite-error.js';
import type { OpenClient } from './client/open-client.js';
import type { OpenTarget } from './embedded/embedded-target.js';
import { targetOf } from './embedded/target-or-embedded.js';
import type { StoredObject } from './objects/stored-objects.js';
import { defaultSettings, largestSeed } from './plan/defaults.js';
import type { PlanOptions } from './plan/make-plan.js';
import type { Plan, PropertyCatalogue } from './plan/plan.js';
import { folderName } from './sender/own-key.js';
import type { SuiteSettings } from './suite-settings.js';

/** A plan with its target at hand and nothing left open; nothing was sent but what reads an existing object. */
export interface PreparedRun extends OpenTarget {
  readonly plan: Plan;
  /** Below this the run makes a folder of its own with a random name. */
  readonly prefix: string;
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Time for connecting, and for the first byte of an answer, in ms. */
  readonly timeoutMs: number;
  readonly createBucket: boolean;
  /** How long properties go on drawing, in ms; 0: once. */
  readonly budgetMs: number;
  /** The one object that is read, where it is there already. */
  readonly existingObject: StoredObject | undefined;
}

/** What is selected from the table. */
export interface PlannedSuite {
  readonly plan: Plan;
  readonly table: Table;
  readonly strict: boolean;
  /** The list of known deviations, where there is one. */
  readonly known: KnownDeviations | undefined;
}

/** A selection from the table, ready to be run. */
export interface PreparedSuite extends PreparedRun, PlannedSuite {
  /** They are closed with the target. */
  readonly clients: readonly OpenClient[];
  readonly strictClient: boolean;
}

export interface PreparationOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Takes what clients print, line by line and redacted; dropped unless said. */
  readonly print?: ((line: string) => void) | undefined;
}

/**
 * Prepares a run of what settings select from the table, for every caller: a target, which is the embedded endpoint where
 * settings and environment describe none, an existing object, a plan and clients.
 *
 * @throws SuiteError as {@link planSuite}; `config-invalid` or `credentials-missing` for a target, `object-unreadable` for an
 *   existing object, `client-missing` or `client-invalid` for a client, `usage` for settings that exclude one another
 */
export async function prepareSuite(
  settings: SuiteSettings,
  { env, print }: PreparationOptions,
): Promise<PreparedSuite> {
  const known = await withProfile(settings);
  refuseContradiction(known);
  const { clients: names = [], strictClient = false } = settings;
  const run = await prepareRun(known, {
    openTarget: (flags) => targetOf(flags, env),
    plan: planSuite,
  });
  if (names.length === 0) return { ...run, clients: [], strictClient };
  try {
    const { openClients } = await import('./client/open-client.js');
    const clients = await openClients(names, run.target, { print });
    const close = async (): Promise<void> => {
      await Promise.all([...clients, run].map((opened) => opened.close()));
    };
    return { ...run, clients, strictClient, close };
  } catch (error) {
    await run.close();
    throw error;
  }
}

/** How a run gets its target and its plan. */
export interface RunSource<Planned extends { readonly plan: Plan }> {
  /** @param settings with their profile, which was read */
  openTarget(settings: SuiteSettings): Promise<OpenTarget>;
  /**
   * @param settings with their profile, which was read
   * @param object the one object, where it is there already and nothing may be written
   */
  plan(settings: SuiteSettings, object: ContentObject | undefined): Planned | Promise<Planned>;
}

/**
 * Prepares a run of any plan on any target. The target is opened while the plan is made, since the embedded endpoint starts
 * on a thread of its own; it is closed where the preparation fails.
 *
 * @throws SuiteError `config-invalid` for a target profile, `usage` for a prefix without a name, and those of its source
 */
export async function prepareRun<Planned extends { readonly plan: Plan }>(
  settings: SuiteSettings,
  source: RunSource<Planned>,
): Promise<PreparedRun & Planned> {
  const known = await withProfile(settings);
  const { profile } = known;
  const timeoutMs = known.timeoutMs ?? profile?.timeout ?? defaultSettings.timeoutMs;
  const prefix = folderName(known.prefix ?? profile?.prefix ?? defaultSettings.prefix);
  const key = known.object ?? profile?.object;
  const opening = source.openTarget(known);
  opening.catch(() => {}); // Awaited once the plan is made; until then its error is no unhandled one.
  try {
    const existingObject = key === undefined ? undefined : await readObject(key, timeoutMs, (await opening).target);
    const planned = await source.plan(known, existingObject?.content);
    const opened = await opening;
    const usual = opened.embedded ? defaultSettings.embeddedConcurrency : defaultSettings.concurrency;
    return {
      ...planned,
      ...opened,
      ...{ existingObject, timeoutMs, prefix },
      concurrency: known.concurrency ?? profile?.concurrency ?? usual,
      createBucket: known.createBucket ?? false,
      budgetMs: known.budgetMs ?? 0,
    };
  } catch (error) {
    await opening.then(
      ({ close }) => close(),
      () => {},
    );
    throw error;
  }
}

async function readObject(key: string, timeoutMs: number, target: Target): Promise<StoredObject> {
  const [{ openSender }, { readExistingObject }] = await Promise.all([
    import('./sender/open-sender.js'),
    import('./objects/existing-object.js'),
  ]);
  const { send, close } = openSender(target, { concurrency: 1, timeoutMs });
  try {
    return await readExistingObject(target, send, key);
  } finally {
    await close();
  }
}

/**
 * Reads the table and plans what settings select from it.
 *
 * @param object the one object, where it is there already and nothing may be written
 * @throws SuiteError `spec-invalid`, `spec-unreadable`, `unknown-id`, `empty-selection`, `config-invalid` for a target profile
 *   or a list of known deviations, `usage` for an existing object that was not read
 */
export async function planSuite(settings: SuiteSettings, object?: ContentObject): Promise<PlannedSuite> {
  const { profile, ...flags } = await withProfile(settings);
  if (object === undefined) refuseUnread(flags, profile);
  const [{ readTable }, { makePlan, needsProperties }] = await Promise.all([
    import('../spec/read/read-table.js'),
    import('./plan/make-plan.js'),
  ]);
  const table = await readTable({ extraFiles: settings.specs ?? [] });
  const planOptions: PlanOptions = {
    behaviours: settings.behaviours ?? behaviours,
    cases: settings.cases ?? [],
    level: settings.level ?? 'observed',
    runs: settings.runs ?? (object ? runsOn(object) : defaultSettings.runs),
    exhaustive: settings.exhaustive,
    existing: object,
    givenRows: object && (await rowsAbout(object, table)),
    large: settings.large,
    seed: settings.seed ?? Math.floor(Math.random() * largestSeed),
  };
  const plan = makePlan(table, planOptions, needsProperties(planOptions) ? await loadProperties() : null);
  return {
    plan,
    table,
    strict: settings.strict ?? false,
    known: settings.deviations === undefined ? undefined : await openKnown(settings.deviations, table),
  };
}

/** A plan of its own objects would write to a target where only one object is to be read. */
function refuseUnread({ object }: TargetFlags, profile: TargetFlags['profile']): void {
  const key = object ?? profile?.object;
  if (key === undefined) return;
  const what = profile?.object === undefined ? 'the target' : profile.file;
  throw new SuiteError('usage', `${what} is read-only (object: ${key})`, {
    hint: `test that object: oss-range run ${profile === undefined ? `--object ${key}` : `--target ${profile.file}`}`,
  });
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

/** Loaded only where the one object is there already. */
async function rowsAbout(object: ContentObject, { cases }: Table): Promise<readonly Case[]> {
  const { rowsForObject } = await import('./plan/rows-for-existing-object.js');
  return rowsForObject(cases, object);
}

/** In bytes: the approximate maximum that the draws of a run read from an existing object. */
const mostDrawn = 256 * 1024 * 1024;

/** Draws a property: every third one of some thirty properties under two behaviours may bring the whole object. */
function runsOn({ size }: ContentObject): number {
  return Math.min(defaultSettings.runs, Math.max(1, Math.floor(mostDrawn / (20 * Math.max(size, 1)))));
}

/** What would write beside an object that is only to be read, and a decision about clients without one. */
function refuseContradiction(settings: SuiteSettings): void {
  const { object = settings.profile?.object, createBucket, exhaustive, large, strictClient, clients = [] } = settings;
  if (strictClient && clients.length === 0) {
    throw new SuiteError('usage', '--strict-client needs --client', { hint: 'name one, as in --client ali-oss' });
  }
  if (object === undefined) return;
  const hint = 'remove one of these options';
  if (createBucket)
    throw new SuiteError('usage', '--create-bucket cannot be combined with --object, which writes nothing', { hint });
  if (large) throw new SuiteError('usage', '--large cannot be combined with --object, which writes nothing', { hint });
  if (exhaustive !== undefined) {
    throw new SuiteError('usage', '--exhaustive cannot be combined with --object: it needs its own objects', { hint });
  }
}
