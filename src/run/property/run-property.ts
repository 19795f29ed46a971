import type { LawPlan } from '../../property/law.js';
import { freshness, type KeyOperation, repeatOperations, runFreshness } from '../../property/laws/freshness.js';
import type { Again } from '../../property/ranges/again.js';
import { familyRuns, lawRuns } from '../../property/run-counts.js';
import type { Counterexample, DrawSettings, DrawsRun, JudgedDraw } from '../../property/run-draws.js';
import { runExhaustive } from '../../property/run-exhaustive.js';
import { runFamily } from '../../property/run-family.js';
import { repeatPlan, runLaw } from '../../property/run-law.js';
import type { ReproContext } from '../../report/build/check-report.js';
import { drawReport, type PropertyRun } from '../../report/build/property-report.js';
import { type ReportedStep, stepsReport } from '../../report/build/steps-report.js';
import type { CounterexampleReport } from '../../report/document/document.js';
import type { ScratchKeys } from '../objects/scratch-keys.js';
import type { Plan, PlannedProperty } from '../plan/plan.js';
import type { Sender } from '../sender/sender.js';
import { openFreshKey } from './fresh-key.js';
import type { PropertyAsker } from './property-asker.js';

export interface PropertyContext {
  readonly plan: Plan;
  readonly asker: PropertyAsker;
  readonly ask: Sender;
  readonly keys: ScratchKeys;
  readonly repro: ReproContext;
  readonly signal: AbortSignal;
}

/**
 * Draws one property once.
 *
 * @throws whatever asking throws
 */
export async function runProperty(
  planned: PlannedProperty,
  context: PropertyContext,
  settings: DrawSettings,
): Promise<PropertyRun> {
  const { plan, asker, ask, keys, repro, signal } = context;
  const { subject, behaviour } = planned;
  const sizes = plan.propertyObjects.map(({ size }) => size);
  const fewer = (certain: number): DrawSettings => ({ ...settings, runs: lawRuns(settings.runs, certain) });
  const notes = new Set<string>();
  type Found<Draw> = Counterexample<Draw, readonly (ReportedStep | null)[]>;
  const reportSteps = (found: Found<unknown>, again: Again): CounterexampleReport | null =>
    stepsReport(stepsOf(found.judged), aspectsOf(found), { ...found, again }, repro);
  const reportPlan = (found: Found<LawPlan>) => reportSteps(found, { kind: 'plan', plan: found.draw });
  const reportOperations = (found: Found<unknown>) =>
    reportSteps(found, { kind: 'operations', operations: operationsOf(found.judged) });
  switch (subject.kind) {
    case 'family': {
      const judge = (draw: Parameters<PropertyAsker['draw']>[0]) => asker.draw(draw, planned);
      const runs = familyRuns(settings.runs, planned.level);
      const run = await runFamily(subject.family, behaviour, { ...settings, runs, sizes, judge });
      return finished(run, (found) => drawReport(planned, found, repro), notes);
    }
    case 'law': {
      const { examples } = subject.law.source(sizes, behaviour);
      const run = await runLaw(subject.law, behaviour, {
        ...fewer(examples.length),
        sizes,
        sendStep: asker.step,
        note: (text) => notes.add(text),
      });
      return finished(run, reportPlan, notes);
    }
    case 'freshness': {
      const run = await runFreshness(behaviour, {
        ...fewer(freshness.certain.length),
        openKey: () => openFreshKey(ask, keys, behaviour, signal),
      });
      return finished(run, reportOperations, notes);
    }
    case 'exhaustive': {
      const judge = (draw: Parameters<PropertyAsker['draw']>[0]) => asker.draw(draw, planned);
      const run = await runExhaustive(subject.most, { ...settings, judge });
      return finished(run, (found) => drawReport(planned, found, repro), notes);
    }
  }
}

/**
 * Asks a counterexample again that takes several requests, and nothing else.
 *
 * @throws whatever asking throws; RangeError where the property is of another kind
 */
export async function repeatProperty(
  { subject, behaviour }: PlannedProperty,
  { asker, ask, keys, repro, signal, plan }: PropertyContext,
  again: Again,
): Promise<PropertyRun> {
  const judged = await repeated();
  const { verdict } = judged;
  const aspects = aspectsOf({ judged });
  const counterexample =
    verdict.kind === 'violates' ? stepsReport(stepsOf(judged), aspects, { path: '', shrinks: 0, again }, repro) : null;
  return {
    verdict: verdict.kind === 'not-applicable' ? 'inconclusive' : verdict.kind,
    runs: 1,
    seed: plan.seed,
    cause: verdict.kind === 'inconclusive' ? verdict.cause : null,
    counterexample,
    notes: [],
  };

  function repeated(): Promise<JudgedDraw<readonly (ReportedStep | null)[]>> {
    if (subject.kind === 'law' && again.kind === 'plan') {
      return repeatPlan(subject.law, behaviour, again.plan, asker.step);
    }
    if (subject.kind === 'freshness' && again.kind === 'operations') {
      return repeatOperations(again.operations, () => openFreshKey(ask, keys, behaviour, signal));
    }
    throw new RangeError(`a ${subject.kind} does not repeat ${again.kind}`);
  }
}

const stepsOf = ({ detail }: JudgedDraw<readonly (ReportedStep | null)[]>): ReportedStep[] =>
  detail.filter((step) => step !== null);

/** What was done to a key, told from the requests. */
function operationsOf(judged: JudgedDraw<readonly (ReportedStep | null)[]>): KeyOperation[] {
  return stepsOf(judged).map(({ asked, exchange }): KeyOperation => {
    switch (exchange.request.method) {
      case 'PUT':
        return { kind: 'put', size: asked.object.content.size };
      case 'DELETE':
        return { kind: 'delete' };
      case 'HEAD':
        return { kind: 'head' };
      default:
        return { kind: 'read', range: asked.range[0] ?? null };
    }
  });
}

function finished<Draw, Detail>(
  { counterexample, verdict, runs, seed, cause }: DrawsRun<Draw, Detail>,
  report: (counterexample: Counterexample<Draw, Detail>) => CounterexampleReport | null,
  notes: ReadonlySet<string>,
): PropertyRun {
  return { verdict, runs, seed, cause, counterexample: counterexample && report(counterexample), notes: [...notes] };
}

const aspectsOf = ({ judged: { verdict } }: Pick<Counterexample<unknown, unknown>, 'judged'>) =>
  verdict.kind === 'violates' ? verdict.aspects : [];
