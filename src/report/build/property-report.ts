import type { Exchange } from '../../exchange/exchange.js';
import type { Cause, Verdict } from '../../judge/verdict.js';
import type { Expectation } from '../../oracle/expect-range.js';
import type { Draw } from '../../property/family.js';
import type { Counterexample, DrawsRun } from '../../property/run-draws.js';
import type { PlannedProperty } from '../../run/plan/plan.js';
import { describeClaim } from '../../spec/model/describe-outcome.js';
import type { ObjectSpec } from '../../spec/model/table.js';
import type { Behaviour, Level } from '../../spec/model/vocabulary.js';
import type { CounterexampleReport, PropertyReport } from '../document/document.js';
import { curlLine } from '../text/curl-line.js';
import { commandFor, type NotRun, type ReproContext, round } from './check-report.js';
import { counterexampleRow } from './counterexample-row.js';
import { receivedInWords, requestReport, responseReport } from './request-report.js';

/** What a draw keeps for the case that it becomes the counterexample. */
export interface DrawDetail {
  readonly object: ObjectSpec;
  readonly exchange: Exchange;
  readonly outcomes: Expectation['outcomes'];
}

/** A property as far as a report tells of it; a planned one, or one that was recorded. */
export interface ReportedProperty {
  /** `property/NAME` */
  readonly id: string;
  readonly name: string;
  readonly behaviour: Behaviour;
  /** The law under this behaviour, in one sentence. */
  readonly law: string;
  readonly level: Level;
  readonly evidence: readonly string[];
  /** In bytes, where it asks every range on every object up to this size. */
  readonly exhaustive?: number;
}

/** A planned property as reports tell of it. */
export function reportedProperty({ id, name, behaviour, claim, level, subject }: PlannedProperty): ReportedProperty {
  const { law, evidence } = claim;
  const exhaustive = subject.kind === 'exhaustive' ? { exhaustive: subject.most } : {};
  return { id, name, behaviour, law, level, evidence, ...exhaustive };
}

/** How to draw the same again. */
export interface ReportedDraws {
  /** The seed of the run. */
  readonly seed: number;
  readonly runs: number;
}

/** The report of a property that was run. */
export function propertyReport(
  property: ReportedProperty,
  run: PropertyRun,
  durationMs: number,
  settings: ReportedDraws,
  repro: ReproContext,
): PropertyReport {
  return {
    ...plannedFields(property, settings, repro),
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

/** The report of a property that was not run to its end, or that does not exist any more. */
export function unrunProperty(
  property: ReportedProperty,
  unfinished: NotRun | Extract<Verdict, { kind: 'inconclusive' | 'not-applicable' }>,
  settings: ReportedDraws,
  repro: ReproContext,
): PropertyReport {
  return {
    ...plannedFields(property, settings, repro),
    verdict: unfinished.kind,
    cause: unfinished.kind === 'inconclusive' ? unfinished.cause : null,
    reason: unfinished.kind === 'inconclusive' ? null : unfinished.reason,
    runs: 0,
    seed: settings.seed,
    counterexample: null,
    durationMs: 0,
  };
}

function plannedFields(property: ReportedProperty, settings: ReportedDraws, repro: ReproContext) {
  const { id, name, behaviour, law, level, evidence, exhaustive } = property;
  const again = exhaustive === undefined ? [] : ['--exhaustive', exhaustive];
  const flags = ['--seed', settings.seed, '--runs', settings.runs, ...again];
  return {
    name,
    behaviour,
    law,
    level,
    evidence,
    repro: { command: `${commandFor(id, behaviour, repro)} ${flags.join(' ')}` },
  };
}

/** The counterexample of a property that asks single questions. */
export function drawReport(
  property: Pick<ReportedProperty, 'name'>,
  { judged, path, shrinks, draw }: Counterexample<Draw, DrawDetail | null>,
  repro: ReproContext,
): CounterexampleReport | null {
  if (!judged.detail || judged.verdict.kind !== 'violates') return null;
  const { object, exchange, outcomes } = judged.detail;
  const request = requestReport([draw.range], object, exchange);
  return {
    path,
    shrinks,
    request,
    response: responseReport(exchange),
    expected: describeClaim({ outcomes }, draw.size),
    received: receivedInWords(exchange),
    aspects: judged.verdict.aspects,
    curl: curlLine({ ...request, auth: repro.auth, ...(repro.readOnly ? {} : { put: request.objectSize }) }),
    row: counterexampleRow(property.name, draw),
  };
}

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
