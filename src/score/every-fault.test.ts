import { beforeAll, describe, expect, test } from 'vitest';
import { controls } from '../reference/faults/controls.js';
import { faults } from '../reference/faults/faults.js';
import { makePlan } from '../run/plan.js';
import { type PlannedSuite, planSuite } from '../run/suite-settings.js';
import { behaviours } from '../spec/vocabulary.js';
import { publishedFaults } from '../testing/published-faults.js';
import { counts } from './fault-result.js';
import { catchesOf, runFault } from './run-fault.js';

const settings = { cases: ['*/*'], runs: 20, seed: 1, timeoutMs: 1_000 };
/** Nothing hangs at an endpoint that is right: there a time-out would only tell how busy the machine is. */
const patientMs = 15_000;
let everything: PlannedSuite;
let rows: PlannedSuite;

beforeAll(async () => {
  everything = await planSuite(settings);
  rows = suiteOf([], 0);
});

const patient = (suite: PlannedSuite): PlannedSuite => ({ ...suite, timeoutMs: patientMs });

const suiteOf = (cases: readonly string[], runs: number): PlannedSuite => ({
  ...everything,
  plan: makePlan(everything.table, { ...settings, behaviours, level: 'observed', cases, runs }),
});

const caughtBy = new Map(publishedFaults().map((published) => [published.name, published.caughtBy]));

/** Faults whose sentence promises a server error; of any other one it would be a mistake in the fault itself. */
const failing = faults.filter(({ sentence }) => sentence.includes('answered 500')).map(({ name }) => name);

describe.concurrent('every fault is caught, by what the published page names or else by all rows', {
  timeout: 30_000,
}, () => {
  test.for(faults.map(({ name }) => name))('%s', async (name, { expect }) => {
    const named = await runFault(name, suiteOf(caughtBy.get(name) ?? [], settings.runs));
    // What shows only once in a hundred answers needs a hundred questions.
    const run = catchesOf(named.document).some(counts) ? named : await runFault(name, rows);
    expect(catchesOf(run.document).filter(counts)).not.toEqual([]);
    expect(run.serverErrors > 0).toBe(failing.includes(name));
  });
});

describe.concurrent('an endpoint that is right though it differs is not called a violation by any row', {
  timeout: 120_000,
}, () => {
  test.for(controls.map(({ name }) => name))('%s', async (name, { expect }) => {
    const { document, serverErrors } = await runFault(name, patient(rows));
    expect(catchesOf(document)).toEqual([]);
    expect([document.verdict, serverErrors]).toEqual(['conforms', 0]);
  });
});

test('the laws call no control a violation, however many of its differences come together', {
  timeout: 120_000,
}, async () => {
  const laws = patient(suiteOf(['property/*'], 1));
  for (const name of ['as-it-is', 'head-with-ranges', 'fields-in-another-case', 'more-fields']) {
    expect([name, catchesOf((await runFault(name, laws)).document)]).toEqual([name, []]);
  }
});
