import { performance } from 'node:perf_hooks';
import type { KeepLine, Unanswered } from '../../exchange/recording/recording.js';
import { propertyLine } from '../../exchange/recording/write-lines.js';
import type { Again } from '../../property/law.js';
import type { ReproContext } from '../../report/build/check-report.js';
import { propertyReport, reportedProperty, unrunProperty } from '../../report/build/property-report.js';
import type { PropertyReport } from '../../report/document/document.js';
import { interruption, unfinished } from '../check/unfinished.js';
import type { Controls } from '../objects/controls.js';
import type { ScratchKeys } from '../objects/scratch-keys.js';
import type { StoredObjects } from '../objects/stored-objects.js';
import type { Plan, PlannedProperty } from '../plan/plan.js';
import { createOwnTime } from '../sender/own-time.js';
import type { Sender } from '../sender/sender.js';
import { createPropertyAsker } from './property-asker.js';
import { repeatProperty, runProperty } from './run-property.js';
import { runForBudget } from './run-within-budget.js';

/** Runs the properties of a plan against one target. They may run in any order, and at the same time. */
export interface PropertySession {
  run(property: PlannedProperty): Promise<PropertyReport>;
  /** Sends a counterexample again that takes several requests. */
  repeat(property: PlannedProperty, again: Again): Promise<PropertyReport>;
}

export interface PropertySessionOptions {
  readonly plan: Plan;
  readonly send: Sender;
  /** Sends everything on one connection. */
  readonly sendInLine: Sender;
  readonly objects: StoredObjects;
  readonly keys: ScratchKeys;
  readonly controls: Controls;
  readonly repro: ReproContext;
  /** Once it is aborted nothing more is sent, and what is left becomes `not-run`. */
  readonly signal: AbortSignal;
  /** When properties stop drawing, in ms of `performance.now()`. The first pass is never cut off by it. */
  readonly deadline: number;
  /** Is given every judged draw, and every property. */
  readonly keep?: KeepLine | undefined;
}

export function createPropertySession(options: PropertySessionOptions): PropertySession {
  const { plan, send, repro, signal, keep, deadline } = options;
  /** Everything is planned at once, so a property mostly waits for its turn. That time is not its own. */
  const timed = () => {
    const own = createOwnTime();
    const context = { ...options, send: own.over(send), sendInLine: own.over(options.sendInLine) };
    return { own, context: { ...context, propertyAsker: createPropertyAsker(context) } };
  };

  async function run(planned: PlannedProperty): Promise<PropertyReport> {
    const first = { seed: plan.seed, runs: plan.runs };
    const { place, subject } = planned;
    const reported = reportedProperty(planned);
    const unrun = async (why: Unanswered): Promise<PropertyReport> => {
      await keep?.(propertyLine(place, reported, { unfinished: why, seed: plan.seed }));
      return unrunProperty(reported, why, first, repro);
    };
    const { own, context } = timed();
    try {
      const { run: drawn, settings } = await runForBudget(first, {
        // An exhaustive property has nothing new to send.
        deadline: subject.kind === 'exhaustive' ? performance.now() : deadline,
        aborted: () => signal.aborted,
        once: (drawSettings) => runProperty(planned, context, drawSettings),
      });
      if (signal.aborted && drawn.verdict !== 'violates') return await unrun(interruption(signal));
      const durationMs = own.ms();
      const compares = subject.kind === 'law';
      await keep?.(propertyLine(place, reported, { run: drawn, settings, compares, durationMs }));
      return propertyReport(reported, drawn, durationMs, settings, repro);
    } catch (error) {
      return unrun(unfinished(error, signal));
    }
  }

  async function repeat(planned: PlannedProperty, again: Again): Promise<PropertyReport> {
    const settings = { seed: plan.seed, runs: 1 };
    const reported = reportedProperty(planned);
    const { own, context } = timed();
    try {
      const repeated = await repeatProperty(planned, context, again);
      return propertyReport(reported, repeated, own.ms(), settings, repro);
    } catch (error) {
      return unrunProperty(reported, unfinished(error, signal), settings, repro);
    }
  }

  return { run, repeat };
}
