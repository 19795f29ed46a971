import { performance } from 'node:perf_hooks';
import type { Target } from '../driver/target/target.js';
import type { KeepLine, Unanswered } from '../exchange/recording/recording.js';
import { answeredOutcome, checkLine, propertyLine } from '../exchange/recording/write-lines.js';
import type { Again } from '../property/ranges/again.js';
import { checkReport, type ReproContext, unaskedReport } from '../report/build/check-report.js';
import { propertyReport, reportedProperty, unrunProperty } from '../report/build/property-report.js';
import type { CheckReport, PropertyReport } from '../report/document/document.js';
import { SuiteError } from '../suite-error.js';
import { verdictOn } from './capability/obstacle.js';
import { askPartCopy } from './check/ask-part-copy.js';
import { askQuestion } from './check/ask-question.js';
import { prepareCheck } from './check/prepare-check.js';
import { createRequestFeatures } from './check/request-features.js';
import { createControls } from './objects/controls.js';
import type { ScratchKeys } from './objects/scratch-keys.js';
import type { StoredObjects } from './objects/stored-objects.js';
import type { Plan, PlannedCheck, PlannedProperty } from './plan/plan.js';
import { createPropertyAsker } from './property/property-asker.js';
import { repeatProperty, runProperty } from './property/run-property.js';
import { runForBudget } from './property/run-within-budget.js';
import type { BodyTimeout } from './sender/body-timeout.js';
import { createOwnTime } from './sender/own-time.js';
import type { Sender } from './sender/sender.js';

/** Puts the questions of a plan to one target. Checks and properties may run in any order, and at the same time. */
export interface Session {
  check(check: PlannedCheck): Promise<CheckReport>;
  property(property: PlannedProperty): Promise<PropertyReport>;
  /** Asks a counterexample again that takes several requests. */
  again(property: PlannedProperty, again: Again): Promise<PropertyReport>;
}

export interface SessionOptions {
  readonly plan: Plan;
  readonly ask: Sender;
  /** Asks everything on one connection. */
  readonly askInLine: Sender;
  readonly objects: StoredObjects;
  readonly keys: ScratchKeys;
  readonly repro: ReproContext;
  readonly target: Target;
  /** Once it is aborted nothing more is asked, and what is left becomes `not-run`. */
  readonly signal: AbortSignal;
  /** Is told of bodies that stay unfinished. */
  readonly patience?: BodyTimeout;
  /** How long properties go on drawing, in ms from now; 0: once. */
  readonly budgetMs?: number | undefined;
  /** Is given every judged exchange, and what was not asked. */
  readonly keep?: KeepLine | undefined;
}

/** What stopped the run: somebody, or the target, which is of no use any more. */
const interruption = ({ reason }: AbortSignal): Unanswered => ({
  kind: 'not-run',
  reason: reason instanceof SuiteError ? reason.message : 'the run was interrupted',
});

export function createSession(options: SessionOptions): Session {
  const { plan, ask, objects, repro, target, signal, keep, budgetMs = 0 } = options;
  const controls = createControls(ask, options.patience);
  const ways = createRequestFeatures({ ask, controls, objects, declared: target.capabilities });
  /** Everything is planned at once, so that most of the time a property waits for its turn: that is not its own. */
  const timed = () => {
    const own = createOwnTime();
    const its = { ...options, ask: own.over(ask), askInLine: own.over(options.askInLine) };
    return { own, context: { ...its, asker: createPropertyAsker({ ...its, controls }) } };
  };
  const deadline = performance.now() + budgetMs;

  async function check(planned: PlannedCheck): Promise<CheckReport> {
    try {
      return await askCheck(planned);
    } catch (error) {
      return unasked(planned, unfinished(error));
    }
  }

  async function unasked(planned: PlannedCheck, why: Unanswered): Promise<CheckReport> {
    await keep?.(checkLine(planned, { kind: 'unanswered', why }));
    return unaskedReport(planned, why, repro);
  }

  async function askCheck(planned: PlannedCheck): Promise<CheckReport> {
    signal.throwIfAborted();
    const prepared = await prepareCheck(planned, objects, target);
    if ('kind' in prepared) return unasked(planned, prepared);
    const { row } = planned;
    const unknown = await ways.obstacleTo(row, prepared.object);
    if (unknown !== null) return unasked(planned, verdictOn(unknown));
    const answered =
      row.copyRange === undefined
        ? await askQuestion(prepared, ask, controls, plan.objects, signal)
        : await askPartCopy(prepared, { id: row.id, objects, controls, signal, declared: target.capabilities });
    if ('kind' in answered) return unasked(planned, verdictOn(answered));
    await keep?.(checkLine(planned, answeredOutcome(prepared.object.facts, answered)));
    return checkReport(planned, answered, repro);
  }

  async function property(planned: PlannedProperty): Promise<PropertyReport> {
    const first = { seed: plan.seed, runs: plan.runs };
    const reported = reportedProperty(planned);
    const unrun = async (why: Unanswered): Promise<PropertyReport> => {
      await keep?.(propertyLine(planned.place, reported, { unfinished: why, seed: plan.seed }));
      return unrunProperty(reported, why, first, repro);
    };
    const { own, context } = timed();
    try {
      const { run, settings } = await runForBudget(first, {
        // What asks everything has nothing new to ask.
        deadline: planned.subject.kind === 'exhaustive' ? performance.now() : deadline,
        aborted: () => signal.aborted,
        once: (its) => runProperty(planned, context, its),
      });
      const cutOff = signal.aborted && run.verdict !== 'violates';
      if (cutOff) return await unrun(interruption(signal));
      const durationMs = own.ms();
      const compares = planned.subject.kind === 'law' || planned.subject.kind === 'freshness';
      await keep?.(propertyLine(planned.place, reported, { run, settings, compares, durationMs }));
      return propertyReport(reported, run, durationMs, settings, repro);
    } catch (error) {
      return unrun(unfinished(error));
    }
  }

  async function again(planned: PlannedProperty, what: Again): Promise<PropertyReport> {
    const settings = { seed: plan.seed, runs: 1 };
    const reported = reportedProperty(planned);
    const { own, context } = timed();
    try {
      const run = await repeatProperty(planned, context, what);
      return propertyReport(reported, run, own.ms(), settings, repro);
    } catch (error) {
      return unrunProperty(reported, unfinished(error), settings, repro);
    }
  }

  /** What an abort cuts off is not run; any other error is a defect of this program, and never a verdict on the target. */
  function unfinished(error: unknown): Unanswered {
    if (signal.aborted) return interruption(signal);
    return {
      kind: 'inconclusive',
      cause: { kind: 'harness', message: error instanceof Error ? error.message : String(error) },
    };
  }

  return { check, property, again };
}
