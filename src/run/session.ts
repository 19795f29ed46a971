import { performance } from 'node:perf_hooks';
import type { Target } from '../driver/target/target.js';
import type { KeepLine, Unanswered } from '../exchange/recording/recording.js';
import { answeredOutcome, checkLine } from '../exchange/recording/write-lines.js';
import type { Again } from '../property/law.js';
import { checkReport, type ReproContext, unaskedReport } from '../report/build/check-report.js';
import type { CheckReport, PropertyReport } from '../report/document/document.js';
import { verdictOn } from './capability/obstacle.js';
import { askQuestion } from './check/ask-question.js';
import { prepareCheck } from './check/prepare-check.js';
import { createRequestFeatures } from './check/request-features.js';
import { unfinished } from './check/unfinished.js';
import { createControls } from './objects/controls.js';
import type { ScratchKeys } from './objects/scratch-keys.js';
import type { StoredObjects } from './objects/stored-objects.js';
import type { Plan, PlannedCheck, PlannedProperty } from './plan/plan.js';
import type { PropertySession } from './property/property-session.js';
import type { BodyTimeout } from './sender/body-timeout.js';
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
  readonly send: Sender;
  /** Asks everything on one connection. */
  readonly sendInLine: Sender;
  readonly objects: StoredObjects;
  readonly keys: ScratchKeys;
  readonly repro: ReproContext;
  readonly target: Target;
  /** Once it is aborted nothing more is asked, and what is left becomes `not-run`. */
  readonly signal: AbortSignal;
  /** Counts bodies that stay unfinished. */
  readonly bodyTimeout?: BodyTimeout;
  /** How long properties go on drawing, in ms from now; 0: once. */
  readonly budgetMs?: number | undefined;
  /** Is given every judged exchange, and what was not asked. */
  readonly keep?: KeepLine | undefined;
}

export function createSession(options: SessionOptions): Session {
  const { plan, send, objects, repro, target, signal, keep, budgetMs = 0 } = options;
  const controls = createControls(send, options.bodyTimeout);
  const features = createRequestFeatures({ send, controls, objects, declared: target.capabilities });
  const deadline = performance.now() + budgetMs;
  let drawing: Promise<PropertySession> | undefined;
  /** What draws is much to load, and not every run draws. */
  const properties = (): Promise<PropertySession> => {
    drawing ??= import('./property/property-session.js').then(({ createPropertySession }) =>
      createPropertySession({ ...options, controls, deadline }),
    );
    return drawing;
  };

  async function check(planned: PlannedCheck): Promise<CheckReport> {
    try {
      return await askCheck(planned);
    } catch (error) {
      return unasked(planned, unfinished(error, signal));
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
    const unknown = await features.obstacleTo(row, prepared.object);
    if (unknown !== null) return unasked(planned, verdictOn(unknown));
    const answered =
      row.copyRange === undefined
        ? await askQuestion(prepared, send, controls, plan.objects, signal)
        : await (await import('./check/ask-part-copy.js')).askPartCopy(prepared, {
            id: row.id,
            objects,
            controls,
            signal,
            declared: target.capabilities,
          });
    if ('kind' in answered) return unasked(planned, verdictOn(answered));
    await keep?.(checkLine(planned, answeredOutcome(prepared.object.facts, answered)));
    return checkReport(planned, answered, repro);
  }

  return {
    check,
    property: async (planned) => (await properties()).run(planned),
    again: async (planned, again) => (await properties()).repeat(planned, again),
  };
}
