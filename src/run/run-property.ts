import type { Cause } from '../judge/verdict.js';
import { freshness, runFreshness } from '../property/laws/freshness.js';
import type { Counterexample, DrawSettings, DrawsRun } from '../property/run-draws.js';
import { runExhaustive } from '../property/run-exhaustive.js';
import { runFamily } from '../property/run-family.js';
import { runLaw } from '../property/run-law.js';
import type { CounterexampleReport } from '../report/document.js';
import type { PropertyAsker } from './ask-property.js';
import type { Asker } from './asker.js';
import type { ReproContext } from './check-report.js';
import { lawRuns } from './estimate.js';
import { openFreshKey } from './fresh-key.js';
import { type AskedStep, stepsReport } from './law-report.js';
import type { Plan, PlannedProperty } from './plan.js';
import { drawReport } from './property-report.js';
import type { ScratchKeys } from './scratch-keys.js';

/** What became of a property, ready for its report. */
export interface PropertyRun {
  readonly verdict: DrawsRun<unknown, unknown>['verdict'];
  readonly runs: number;
  readonly seed: number;
  readonly cause: Cause | null;
  readonly counterexample: CounterexampleReport | null;
  /** What was seen and cannot fail, each once. */
  readonly notes: readonly string[];
}

export interface PropertyContext {
  readonly plan: Plan;
  readonly asker: PropertyAsker;
  readonly ask: Asker;
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
  const reportSteps = (found: Counterexample<unknown, readonly (AskedStep | null)[]>): CounterexampleReport | null =>
    stepsReport(
      found.judged.detail.filter((step) => step !== null),
      aspectsOf(found),
      found,
      repro,
    );
  switch (subject.kind) {
    case 'family': {
      const judge = (draw: Parameters<PropertyAsker['draw']>[0]) => asker.draw(draw, planned);
      const run = await runFamily(subject.family, behaviour, { ...settings, sizes, judge });
      return finished(run, (found) => drawReport(planned, found, repro), notes);
    }
    case 'law': {
      const { examples } = subject.law.source(sizes, behaviour);
      const run = await runLaw(subject.law, behaviour, {
        ...fewer(examples.length),
        sizes,
        ask: asker.step,
        note: (text) => notes.add(text),
      });
      return finished(run, reportSteps, notes);
    }
    case 'freshness': {
      const run = await runFreshness(behaviour, {
        ...fewer(freshness.certain.length),
        openKey: () => openFreshKey(ask, keys, behaviour, signal),
      });
      return finished(run, reportSteps, notes);
    }
    case 'exhaustive': {
      const judge = (draw: Parameters<PropertyAsker['draw']>[0]) => asker.draw(draw, planned);
      const run = await runExhaustive(subject.most, { ...settings, judge });
      return finished(run, (found) => drawReport(planned, found, repro), notes);
    }
  }
}

function finished<Draw, Detail>(
  { counterexample, verdict, runs, seed, cause }: DrawsRun<Draw, Detail>,
  report: (counterexample: Counterexample<Draw, Detail>) => CounterexampleReport | null,
  notes: ReadonlySet<string>,
): PropertyRun {
  return { verdict, runs, seed, cause, counterexample: counterexample && report(counterexample), notes: [...notes] };
}

const aspectsOf = ({ judged: { verdict } }: Counterexample<unknown, unknown>) =>
  verdict.kind === 'violates' ? verdict.aspects : [];
