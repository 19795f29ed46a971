import { describe, expect, test } from 'vitest';
import type { ReportDocument } from '../report/document/document.js';
import type { RunEvent } from '../report/document/events.js';
import { deviations } from '../testing/store/tiny-deviations.js';
import { type TinyDeviation, withTinyStore } from '../testing/store/tiny-store.js';
import type { PlannedCheck } from './plan/plan.js';
import { prepareSuite } from './prepare-run.js';
import { runSuite } from './run-suite.js';

const settings = { bucket: 'conformance', region: 'cn-hangzhou', cases: ['suffix-zero'], seed: 1 };

/** A check that no judge can take: its row allows no answer at all. */
const unjudgeable = (check: PlannedCheck): PlannedCheck => ({ ...check, claim: { ...check.claim, outcomes: [] } });

/** A run in which the first check meets a defect of this program. */
async function runWithDefect(
  deviation: TinyDeviation,
): Promise<{ document: ReportDocument; events: RunEvent['kind'][] }> {
  const events: RunEvent['kind'][] = [];
  const document = await withTinyStore(deviation, ({ origin }) =>
    prepareSuite({ ...settings, endpoint: origin }, { env: {} }).then((suite) => {
      const [first, ...others] = suite.plan.checks;
      const plan = { ...suite.plan, checks: [unjudgeable(first!), ...others] };
      return runSuite({ ...suite, plan, emit: ({ kind }) => events.push(kind) });
    }),
  );
  return { document, events };
}

describe('a defect of this program while it judges', () => {
  test('ends the run with 4 and is no verdict on the target', async () => {
    const { document, events } = await runWithDefect({});
    const { verdict, exitCode, totals, checks, leftovers } = document;
    expect({ verdict, exitCode, conforms: totals.conforms, cause: checks[0]?.cause?.kind, leftovers }).toEqual({
      verdict: 'inconclusive',
      exitCode: 4,
      conforms: 5,
      cause: 'harness',
      leftovers: [],
    });
    expect(events).toEqual(['run-planned', ...Array(6).fill('check-finished'), 'run-finished']);
  });

  test('does not hide that the target violates', async () => {
    const { document } = await runWithDefect(deviations.errorAsJson);
    expect([document.verdict, document.exitCode, document.totals.violates]).toEqual(['violates', 1, 5]);
  });
});

test('a mistake of the user is thrown, and makes no report', async () => {
  const suite = await prepareSuite({ ...settings, endpoint: 'http://127.0.0.1:9' }, { env: {} });
  const running = runSuite({ ...suite, target: { ...suite.target, auth: 'oss-v4' } });
  await expect(running).rejects.toMatchObject({ code: 'credentials-missing' });
});
