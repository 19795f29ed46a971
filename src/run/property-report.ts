import type { Cause } from '../judge/verdict.js';
import type { Expectation } from '../oracle/expect-range.js';
import type { Draw } from '../property/family.js';
import type { Counterexample } from '../property/run-draws.js';
import { curlLine } from '../report/curl-line.js';
import type { CounterexampleReport, PropertyReport } from '../report/document.js';
import { describeClaim } from '../spec/describe-outcome.js';
import { commandFor, type NotRun, type ReproContext, round } from './check-report.js';
import { counterexampleRow } from './counterexample-row.js';
import type { PlannedProperty } from './plan.js';
import type { Answered, PutQuestion } from './question.js';
import { received, requestReport, responseReport } from './request-report.js';
import type { PropertyRun } from './run-property.js';

/** What a draw keeps for the case that it becomes the counterexample. */
export interface DrawDetail {
  readonly asked: PutQuestion;
  readonly answered: Answered;
  readonly expectation: Expectation;
}

/** How to draw the same again. */
export interface DrawSettings {
  /** The seed of the run. */
  readonly seed: number;
  readonly runs: number;
}

/** The report of a property that was run. */
export function propertyReport(
  planned: PlannedProperty,
  run: PropertyRun,
  durationMs: number,
  settings: DrawSettings,
  repro: ReproContext,
): PropertyReport {
  return {
    ...plannedFields(planned, settings, repro),
    verdict: run.verdict,
    cause: run.verdict === 'inconclusive' ? run.cause : null,
    reason: null,
    runs: run.runs,
    seed: run.seed,
    counterexample: run.counterexample,
    durationMs: round(durationMs),
    ...(run.notes.length > 0 ? { notes: run.notes } : {}),
  };
}

/** The report of a property that was not run to its end. */
export function unrunProperty(
  planned: PlannedProperty,
  unfinished: NotRun | { readonly kind: 'inconclusive'; readonly cause: Cause },
  settings: DrawSettings,
  repro: ReproContext,
): PropertyReport {
  return {
    ...plannedFields(planned, settings, repro),
    verdict: unfinished.kind,
    cause: unfinished.kind === 'inconclusive' ? unfinished.cause : null,
    reason: unfinished.kind === 'not-run' ? unfinished.reason : null,
    runs: 0,
    seed: settings.seed,
    counterexample: null,
    durationMs: 0,
  };
}

function plannedFields(
  { id, name, claim, behaviour, level, subject }: PlannedProperty,
  settings: DrawSettings,
  repro: ReproContext,
) {
  const again = subject.kind === 'exhaustive' ? ['--exhaustive', subject.most] : [];
  const flags = ['--seed', settings.seed, '--runs', settings.runs, ...again];
  return {
    name,
    behaviour,
    law: claim.law,
    level,
    evidence: claim.evidence,
    repro: { command: `${commandFor(id, behaviour, repro)} ${flags.join(' ')}` },
  };
}

/** The counterexample of a property that asks single questions. */
export function drawReport(
  planned: PlannedProperty,
  { judged, path, shrinks, draw }: Counterexample<Draw, DrawDetail | null>,
  repro: ReproContext,
): CounterexampleReport | null {
  if (!judged.detail || judged.verdict.kind !== 'violates') return null;
  const { asked, answered, expectation } = judged.detail;
  const request = requestReport(asked, answered.exchange);
  return {
    path,
    shrinks,
    request,
    response: responseReport(answered.exchange),
    expected: describeClaim({ outcomes: expectation.outcomes }, draw.size),
    received: received(answered.exchange),
    aspects: judged.verdict.aspects,
    curl: curlLine({ ...request, auth: repro.auth, put: request.objectSize }),
    row: counterexampleRow(planned.name, draw),
  };
}
