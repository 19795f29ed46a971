import type { Again, LawTarget, SentDraw } from '../../property/law.js';
import { familyRuns } from '../../property/run-counts.js';
import type { Counterexample, DrawSettings, DrawsRun } from '../../property/run-draws.js';
import { runExhaustive } from '../../property/run-exhaustive.js';
import { runFamily } from '../../property/run-family.js';
import type { ReproContext } from '../../report/build/check-report.js';
import { drawReport, type PropertyRun } from '../../report/build/property-report.js';
import { type ReportedStep, stepsReport } from '../../report/build/steps-report.js';
import type { CounterexampleReport } from '../../report/document/document.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import { type Controls, removedMeanwhile } from '../objects/controls.js';
import type { ScratchKeys } from '../objects/scratch-keys.js';
import type { StoredObjects } from '../objects/stored-objects.js';
import type { Plan, PlannedProperty } from '../plan/plan.js';
import type { Sender } from '../sender/sender.js';
import { openFreshKey } from './fresh-key.js';
import type { PropertyAsker } from './property-asker.js';

export interface PropertyContext {
  readonly plan: Plan;
  readonly propertyAsker: PropertyAsker;
  readonly send: Sender;
  readonly objects: StoredObjects;
  readonly controls: Controls;
  readonly keys: ScratchKeys;
  readonly repro: ReproContext;
  readonly signal: AbortSignal;
}

/**
 * Draws one property once.
 *
 * @throws any error of the sender
 */
export async function runProperty(
  planned: PlannedProperty,
  context: PropertyContext,
  settings: DrawSettings,
): Promise<PropertyRun> {
  const { plan, propertyAsker, repro } = context;
  const { subject, behaviour } = planned;
  const sizes = plan.propertyObjects.map(({ size }) => size);
  const notes = new Set<string>();
  switch (subject.kind) {
    case 'family': {
      const judge = (draw: Parameters<PropertyAsker['draw']>[0]) => propertyAsker.draw(draw, planned);
      const runs = familyRuns(settings.runs, planned.level);
      const run = await runFamily(subject.family, behaviour, { ...settings, runs, sizes, judge });
      return finished(run, (found) => drawReport(planned, found, repro), notes);
    }
    case 'law': {
      const target = lawTarget(context, behaviour, (text) => notes.add(text));
      const run = await subject.law.run(behaviour, target, settings);
      return finished(run, (found) => lawReport(found, repro), notes);
    }
    case 'exhaustive': {
      const judge = (draw: Parameters<PropertyAsker['draw']>[0]) => propertyAsker.draw(draw, planned);
      const run = await runExhaustive(subject.most, { ...settings, judge });
      return finished(run, (found) => drawReport(planned, found, repro), notes);
    }
  }
}

/**
 * Sends a counterexample of a law again, and nothing else.
 *
 * @throws any error of the sender; RangeError where the property is no law, or its law sends otherwise
 */
export async function repeatProperty(
  { subject, behaviour }: PlannedProperty,
  context: PropertyContext,
  again: Again,
): Promise<PropertyRun> {
  if (subject.kind !== 'law') throw new RangeError(`a ${subject.kind} does not repeat ${again.kind}`);
  const judged = await subject.law.repeat(
    again,
    behaviour,
    lawTarget(context, behaviour, () => {}),
  );
  const { verdict } = judged;
  return {
    verdict: verdict.kind === 'not-applicable' ? 'inconclusive' : verdict.kind,
    runs: 1,
    seed: context.plan.seed,
    cause: verdict.kind === 'inconclusive' ? verdict.cause : null,
    counterexample: verdict.kind === 'violates' ? lawReport({ judged, path: '', shrinks: 0 }, context.repro) : null,
    notes: [],
  };
}

type LawStepReport = ReportedStep | null;

const lawTarget = (
  { plan, propertyAsker, send, keys, signal, objects, controls }: PropertyContext,
  behaviour: Behaviour,
  note: (text: string) => void,
): LawTarget<LawStepReport> => ({
  sizes: plan.propertyObjects.map(({ size }) => size),
  sendStep: propertyAsker.step,
  openKey: () => openFreshKey(send, keys, behaviour, signal, () => isRemoved(plan, objects, controls)),
  note,
});

function lawReport(
  { judged, path, shrinks }: Omit<Counterexample<unknown, SentDraw<LawStepReport>>, 'draw'>,
  repro: ReproContext,
): CounterexampleReport | null {
  const { steps, again } = judged.detail;
  const aspects = judged.verdict.kind === 'violates' ? judged.verdict.aspects : [];
  return stepsReport(
    steps.filter((step) => step !== null),
    aspects,
    { path, shrinks, again },
    repro,
  );
}

function finished<Draw, Detail>(
  { counterexample, verdict, runs, seed, cause }: DrawsRun<Draw, Detail>,
  report: (counterexample: Counterexample<Draw, Detail>) => CounterexampleReport | null,
  notes: ReadonlySet<string>,
): PropertyRun {
  return { verdict, runs, seed, cause, counterexample: counterexample && report(counterexample), notes: [...notes] };
}

/** Whether another process removed what the run stored: then its smallest object is gone, which nothing here removes. */
async function isRemoved({ objects: [first] }: Plan, objects: StoredObjects, controls: Controls): Promise<boolean> {
  const storing = first && (await objects.store(first));
  return storing?.kind === 'stored' && (await controls.again(storing.object, 'default')) === removedMeanwhile;
}
