import { beforeAll, describe, expect, test } from 'vitest';
import { controls } from '../../reference/faults/controls.js';
import { type Control, type FaultHooks, hooksOf } from '../../reference/faults/fault.js';
import { faultNamed, faults } from '../../reference/faults/faults.js';
import { behaviours } from '../../spec/model/vocabulary.js';
import { publishedFaults } from '../../testing/readers/published-faults.js';
import { makePlan } from '../plan/make-plan.js';
import { propertyCatalogue } from '../plan/property-catalogue.js';
import { type PlannedSuite, planSuite } from '../prepare-run.js';
import { counts } from './fault-result.js';
import { catchesOf, runFault } from './run-fault.js';

const settings = { cases: ['*/*'], runs: 20, seed: 1 };
/** Nothing hangs at an endpoint that is right: there a time-out would only tell how busy the machine is. */
const patientMs = 15_000;
let everything: PlannedSuite;
let rows: PlannedSuite;

beforeAll(async () => {
  everything = await planSuite(settings);
  rows = suiteOf([], 0);
});

const suiteOf = (cases: readonly string[], runs: number): PlannedSuite => ({
  ...everything,
  plan: makePlan(everything.table, { ...settings, behaviours, level: 'observed', cases, runs }, propertyCatalogue),
});

const caughtBy = new Map(publishedFaults().map((published) => [published.name, published.caughtBy]));

/** Faults whose sentence promises a server error; of any other one it would be a mistake in the fault itself. */
const failing = faults.filter(({ sentence }) => sentence.includes('answered 500')).map(({ name }) => name);

describe.concurrent('every fault is caught, by what the published page names or else by all rows', {
  timeout: 30_000,
}, () => {
  test.for(faults.map((fault) => [fault.name, fault] as const))('%s', async ([name, fault], { expect }) => {
    const named = await runFault(fault, suiteOf((caughtBy.get(name) ?? []).slice(0, 1), settings.runs));
    // What shows only once in a hundred answers needs a hundred questions.
    const run = catchesOf(named.document).some(counts) ? named : await runFault(fault, rows);
    expect(catchesOf(run.document).filter(counts)).not.toEqual([]);
    expect(run.serverErrors > 0).toBe(failing.includes(name));
  });
});

describe.concurrent('an endpoint that is right though it differs in all these is not called a violation', {
  timeout: 120_000,
}, () => {
  test.each(
    together(controls).map((group, place) => [group.map(({ name }) => name).join(', '), group, place] as const),
  )('%s', async (name, group, place) => {
    const control: Control = { name, sentence: '', because: '', hooks: merged(group) };
    const { document, serverErrors } = await runFault(control, rows, patientMs);
    expect(catchesOf(document)).toEqual([]);
    expect([document.verdict, serverErrors]).toEqual(['conforms', 0]);
    // The first group has the differences that laws look at: in refusals, HEAD and fields.
    if (place > 0) return;
    const laws = await runFault(control, suiteOf(['property/*'], 1), patientMs);
    expect(catchesOf(laws.document)).toEqual([]);
  });
});

test('all differences of a group are at work at once, and a fault among them is called one', async () => {
  const groups = together(controls);
  const choicesIn = (hooks: FaultHooks): string[] => Object.keys(hooks.choices ?? {});
  expect(groups.flatMap((group) => choicesIn(merged(group))).sort()).toEqual(
    controls.flatMap((control) => choicesIn(hooksOf(control))).sort(),
  );
  const hooks = merged([...groups[0]!, faultNamed('suffix-is-a-prefix')]);
  const { document } = await runFault(
    { name: 'wrong', sentence: '', because: '', hooks },
    suiteOf(['suffix/last-half'], 0),
    patientMs,
  );
  expect(catchesOf(document).map(({ id, level }) => [id, level])).toEqual([
    ['suffix/last-half', 'required'],
    ['suffix/last-half', 'required'],
  ]);
});

/** Groups of controls of which no two differ in the same: whoever is right in each is right in all at once. */
function together(all: readonly Control[]): Control[][] {
  const groups: Control[][] = [];
  for (const control of all) {
    const group = groups.find((others) => others.every((other) => !isSame(hooksOf(control), hooksOf(other))));
    if (group) group.push(control);
    else groups.push([control]);
  }
  return groups;
}

const isSame = ({ choices, ...hooks }: FaultHooks, other: FaultHooks): boolean =>
  Object.keys(hooks).some((name) => name in other) ||
  Object.keys(choices ?? {}).some((name) => name in (other.choices ?? {}));

const merged = (group: readonly Pick<Control, 'hooks'>[]): FaultHooks => ({
  ...Object.assign({}, ...group.map(hooksOf)),
  choices: Object.assign({}, ...group.map((control) => hooksOf(control).choices)),
});
