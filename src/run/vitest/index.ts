/**
 * The suite as vitest tests, for use inside another project. Peer dependency: vitest 4 or 5. Names, skip reasons,
 * failure messages and sources come from the core; this is only the adapter.
 *
 * ```ts
 * import { defineConformanceSuite } from 'oss-range-conformance/vitest';
 *
 * defineConformanceSuite({ endpoint: 'http://127.0.0.1:9000', bucket: 'conformance', region: 'cn-hangzhou' });
 * ```
 */
import { afterAll, beforeAll, describe, it, type TestContext } from 'vitest';
import { namedEndpoint } from '../../driver/target/named-endpoint.js';
import { withProfile } from '../../driver/target/open-target.js';
import { decidesGate, type ReportEntry } from '../../report/document/entry.js';
import { type EvidenceById, unjudgedReason, unjudgedText, violationText } from '../../report/text/describe.js';
import { SuiteError } from '../../suite-error.js';
import { checkSettings } from '../check-settings.js';
import { targetOf } from '../embedded/target-or-embedded.js';
import { type OpenRun, openRun } from '../open-run.js';
import type { Planned } from '../plan/plan.js';
import { type PlannedSuite, planSuite, prepareRun } from '../prepare-run.js';
import type { SuiteSettings } from '../suite-settings.js';
import { withHint } from './with-hint.js';

export type { SuiteSettings } from '../suite-settings.js';

/** Storing some objects of at most 4 MiB on a slow line, in ms. */
const setUpMs = 120_000;
/** A property asks some hundred questions, one after the other, in ms. */
const testMs = 60_000;

/**
 * Defines one test a check and one a property. What is not said comes from `OSS_ENDPOINT`, `OSS_BUCKET`, `OSS_REGION`
 * and the credentials of the environment. The embedded endpoint is tested if `embedded` is set, or if neither settings nor
 * environment describe a target. A setting of the target without an endpoint is an error, and so is an `endpoint` without a
 * value: `{ endpoint: process.env.STORE }` never tests the embedded endpoint because STORE is not set.
 *
 * A violation that decides fails its test, and so does what could not be judged. One that is only expected is annotated,
 * unless `strict` is set. So is one that `deviations` lists; a listed one that does not occur as listed fails its test.
 */
export function defineConformanceSuite(settings: SuiteSettings = {}): void {
  describe('OSS range conformance', async () => {
    const suite = await planNamed(settings).catch((error: unknown) => {
      throw withHint(error);
    });
    const evidence = Object.fromEntries(suite.table.evidence.sources);
    let open: OpenSuite | undefined;
    beforeAll(async () => {
      open = await openSuite(suite).catch((error: unknown) => {
        throw withHint(error);
      });
    }, setUpMs);
    afterAll(async () => {
      const leftovers = (await open?.close()) ?? [];
      if (leftovers.length > 0) throw new Error(`could not be removed; run oss-range clean: ${leftovers.join(', ')}`);
    }, setUpMs);

    const judge = async (planned: Planned, context: TestContext): Promise<void> => {
      if (!open) throw new Error('the suite was not opened');
      const entry = planned.kind === 'check' ? await open.session.check(planned) : await open.session.property(planned);
      const stale = suite.known?.staleOf(entry, suite.strict) ?? [];
      await finish(accepted(entry, suite), context, evidence, suite.strict, stale);
    };
    if (suite.known && settings.deviations !== undefined) {
      const { faults } = suite.known;
      it(`${settings.deviations} is a correct list of known deviations`, () => {
        if (faults.length > 0) throw new Error(faults.join('\n'));
      });
    }
    for (const [topic, items] of byTopic([...suite.plan.checks, ...suite.plan.properties])) {
      describe.concurrent(topic, () => {
        for (const planned of items) {
          it(`${planned.id} [${planned.behaviour}] ${titleOf(planned)}`, { timeout: testMs }, (context) =>
            judge(planned, context),
          );
        }
      });
    }
  });
}

interface NamedSuite extends PlannedSuite {
  /** With their profile, which was read. */
  readonly settings: SuiteSettings;
}

/** Before any test is defined, so that a suite without an endpoint is an error and not some skipped tests. */
async function planNamed(given: SuiteSettings): Promise<NamedSuite> {
  const settings = await withProfile(checkSettings(given));
  if (settings.clients !== undefined) {
    throw new SuiteError('usage', 'clients are no part of the suite as vitest tests', {
      hint: 'remove clients from the settings, and run oss-range run --client NAME',
    });
  }
  const suite = await planSuite(settings);
  namedEndpoint(settings, process.env, true);
  return { ...suite, settings };
}

/** A run whose checks are scheduled by vitest. */
type OpenSuite = Pick<OpenRun, 'session' | 'close'>;

async function openSuite(suite: NamedSuite): Promise<OpenSuite> {
  const prepared = await prepareRun(suite.settings, {
    openTarget: (flags) => targetOf(flags, process.env),
    plan: () => suite,
  });
  try {
    const { session, close } = await openRun(prepared);
    return {
      session,
      close: async () => {
        const leftovers = await close();
        await prepared.close();
        return leftovers;
      },
    };
  } catch (error) {
    await prepared.close();
    throw error;
  }
}

async function finish(
  entry: ReportEntry,
  context: TestContext,
  evidence: EvidenceById,
  strict: boolean,
  stale: readonly string[],
): Promise<void> {
  if (decidesGate(entry, strict)) throw new Error([violationText(entry, evidence), ...stale].join('\n'));
  if (stale.length > 0) throw new Error(['known deviations that do not occur as listed', ...stale].join('\n'));
  switch (entry.verdict) {
    case 'conforms':
      return;
    case 'not-applicable':
      return context.skip(entry.reason ?? '');
    case 'known':
      await context.annotate(violationText(entry, evidence), 'known deviation');
      return;
    case 'violates':
      await context.annotate(violationText(entry, evidence), 'warning');
      return;
    default:
      throw new Error(`${unjudgedReason(entry)}\n${unjudgedText(entry)}`);
  }
}

/** With the verdict `known` where every violation that decides is listed. */
function accepted(entry: ReportEntry, { known, strict }: PlannedSuite): ReportEntry {
  if (!known) return entry;
  return 'id' in entry ? known.check(entry, strict) : known.property(entry, strict);
}

const titleOf = (planned: Planned): string => (planned.kind === 'check' ? planned.row.title : planned.claim.law);

function byTopic(planned: readonly Planned[]): Map<string, Planned[]> {
  const topics = new Map<string, Planned[]>();
  for (const item of planned) {
    const topic = item.kind === 'check' ? item.row.topic : 'property';
    topics.set(topic, [...(topics.get(topic) ?? []), item]);
  }
  return topics;
}
