import { describe, expect, test } from 'vitest';
import { resolveTarget } from '../driver/target/resolve-target.js';
import type { ReportDocument } from '../report/document/document.js';
import type { RunEvent } from '../report/document/events.js';
import { deviations } from '../testing/store/tiny-deviations.js';
import { type TinyDeviation, withTinyStore } from '../testing/store/tiny-store.js';
import type { PlannedCheck } from './plan/plan.js';
import { runSuite } from './run-suite.js';
import { planSuite } from './suite-settings.js';

/** A check that no judge can take: its row allows no answer at all. */
const unjudgeable = (check: PlannedCheck): PlannedCheck => ({ ...check, claim: { ...check.claim, outcomes: [] } });

/** A run in which the first check meets a defect of this program. */
async function runWithDefect(
  deviation: TinyDeviation,
): Promise<{ document: ReportDocument; events: RunEvent['kind'][] }> {
  const suite = await planSuite({ cases: ['suffix-zero'], seed: 1 });
  const [first, ...others] = suite.plan.checks;
  const events: RunEvent['kind'][] = [];
  const document = await withTinyStore(deviation, ({ origin }) =>
    runSuite({
      ...suite,
      plan: { ...suite.plan, checks: [unjudgeable(first!), ...others] },
      target: resolveTarget({ endpoint: origin, bucket: 'conformance', region: 'cn-hangzhou' }, {}),
      embedded: false,
      signal: new AbortController().signal,
      evidence: suite.table.evidence,
      emit: ({ kind }) => events.push(kind),
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
  const suite = await planSuite({ cases: ['suffix-zero'] });
  const target = resolveTarget({ endpoint: 'http://127.0.0.1:9', bucket: 'conformance', region: 'cn-hangzhou' }, {});
  const running = runSuite({
    ...suite,
    target: { ...target, auth: 'oss-v4' },
    embedded: false,
    signal: new AbortController().signal,
    evidence: suite.table.evidence,
    emit: () => {},
  });
  await expect(running).rejects.toMatchObject({ code: 'credentials-missing' });
});
