import { errorLine } from '../../error-line.js';
import type { CheckEvidence } from '../../judge/judge-check.js';
import { isMultipart } from '../../judge/multipart.js';
import type { ObjectFacts } from '../../judge/object-facts.js';
import type { Verdict } from '../../judge/verdict.js';
import type { Expectation } from '../../oracle/expect-range.js';
import type { Draw } from '../../property/family.js';
import { round } from '../../report/build/check-report.js';
import type { PropertyRun, ReportedDraws, ReportedProperty } from '../../report/build/property-report.js';
import type { Finished } from '../../report/build/report-document.js';
import type { ReportDocument } from '../../report/document/document.js';
import type { Plan, PlannedCheck } from '../../run/plan/plan.js';
import type { ObjectSpec } from '../../spec/model/table.js';
import { type Behaviour, largestParted } from '../../spec/model/vocabulary.js';
import type { SuiteError } from '../../suite-error.js';
import { tool } from '../../tool.js';
import type { Exchange } from '../exchange.js';
import type { LineCounts } from './count-lines.js';
import {
  type RecordedAnswer,
  type RecordedCheck,
  type RecordedDraw,
  type RecordedProperty,
  type RecordingEnd,
  type RecordingHead,
  recordingSchema,
  type Unanswered,
} from './recording.js';

/** The lines of a recording, from what a run knows. Pure. */

type Outcome = RecordedCheck['outcome'];

/** The first line of a run's recording. */
export function recordingHead(
  {
    plan,
    target,
    evidence,
    strict,
    embedded,
  }: {
    readonly plan: Plan;
    readonly strict: boolean;
    readonly embedded: boolean;
    readonly target: ReportDocument['target'];
    readonly evidence: ReportDocument['evidence'];
  },
  run: Pick<RecordingHead['plan'], 'startedAt' | 'prefix' | 'planned' | 'object'>,
): RecordingHead {
  const { seed, runs, behaviours } = plan;
  return {
    kind: 'head',
    schema: recordingSchema,
    tool: { name: tool.name, version: tool.version },
    target,
    plan: { ...run, seed, runs, behaviours, strict, embedded },
    evidence,
  };
}

/** Its last line. */
export function recordingEnd(
  { durationMs, traffic, leftovers }: Finished,
  partial: boolean,
  { obstacle, outage }: { readonly obstacle: SuiteError | null; readonly outage: SuiteError | null },
  counts: LineCounts,
): RecordingEnd {
  return {
    kind: 'end',
    ...counts,
    partial,
    obstacle: obstacle && errorLine(obstacle),
    ...(outage ? { stopped: errorLine(outage) } : {}),
    durationMs: round(durationMs),
    traffic: { ...traffic },
    leftovers,
  };
}

/** What came back, and what it was judged by. */
export function answeredOutcome(
  facts: ObjectFacts,
  { verdict, ...evidence }: CheckEvidence & { readonly verdict: Verdict },
): Outcome {
  const exchange = withoutObjectBytes(evidence.exchange);
  const answer: RecordedAnswer = {
    ...evidence,
    exchange,
    facts: recordedFacts(facts, evidence.exchange),
    verdict: verdict.kind,
  };
  return { kind: 'answered', answer };
}

/** Only parts are compared with bytes again: those of a row, whose object is short, and those that a server sends unasked. */
function recordedFacts({ content, ...facts }: ObjectFacts, { result }: Exchange): ObjectFacts {
  if (content === undefined) return facts;
  const hasParts =
    result.kind === 'response' &&
    result.response.headers.some(([name, value]) => name.toLowerCase() === 'content-type' && isMultipart(value.trim()));
  const isNeeded = content.bytes === undefined || content.size <= largestParted || hasParts;
  return isNeeded ? { ...facts, content } : facts;
}

/** One check. */
export function checkLine({ place, row, claim, behaviour, object }: PlannedCheck, outcome: Outcome): RecordedCheck {
  const { id, topic, title, location, method, range, headers, query, missing, auth, copyRange } = row;
  return {
    kind: 'check',
    place,
    id,
    behaviour,
    topic,
    title,
    spec: location,
    claim,
    request: {
      method,
      object: specOf(object),
      range,
      headers,
      ...(query ? { query } : {}),
      ...(missing ? { missing } : {}),
      ...(auth ? { auth } : {}),
      ...(copyRange === undefined ? {} : { copyRange }),
    },
    outcome,
  };
}

/** An object without what follows from its name. */
function specOf({ name, size, key, keyBytes, type, made }: ObjectSpec): ObjectSpec {
  return {
    name,
    size,
    ...(key === undefined ? {} : { key }),
    ...(keyBytes === undefined ? {} : { keyBytes }),
    ...(type === undefined ? {} : { type }),
    ...(made === undefined ? {} : { made }),
  };
}

interface Drawn {
  readonly id: string;
  readonly behaviour: Behaviour;
  readonly draw: Draw;
  readonly object: ObjectSpec;
  readonly claim: Expectation;
}

/** One draw of a property. */
export function drawLine({ id, behaviour, draw, object, claim }: Drawn, outcome: Outcome): RecordedDraw {
  const { level, evidence, outcomes, why } = claim;
  return {
    kind: 'draw',
    id,
    behaviour,
    claim: { level, evidence, outcomes, why },
    request: { method: 'GET', object: { name: object.name, size: object.size }, range: [draw.range], headers: [] },
    outcome,
  };
}

/** One property, after its draws. */
export function propertyLine(
  place: number,
  property: ReportedProperty,
  end:
    | {
        readonly run: PropertyRun;
        readonly settings: ReportedDraws;
        /** Whether it compares several answers, so that its verdict is kept instead of answers. */
        readonly compares: boolean;
        readonly durationMs: number;
      }
    | { readonly unfinished: Unanswered; readonly seed: number },
): RecordedProperty {
  if ('unfinished' in end) {
    const { unfinished, seed } = end;
    return {
      kind: 'property',
      place,
      ...property,
      runs: 0,
      seed,
      counterexample: null,
      unfinished,
      durationMs: 0,
    };
  }
  const { verdict, cause, runs, seed, notes, counterexample: found } = end.run;
  const { settings, compares, durationMs } = end;
  const drawn = found && {
    size: found.request.objectSize,
    range: found.request.range[0] ?? '',
    path: found.path,
    shrinks: found.shrinks,
  };
  return {
    kind: 'property',
    place,
    ...property,
    runs,
    seed,
    settings: { seed: settings.seed, runs: settings.runs },
    counterexample: compares ? null : drawn,
    ...(compares ? { compared: { verdict, cause, counterexample: found, notes } } : {}),
    unfinished: null,
    durationMs: round(durationMs),
  };
}

/**
 * The same exchange without bytes that its place tells already. The judge reads bytes in error documents alone, and a copy of
 * every body would be most of a recording.
 */
export function withoutObjectBytes(exchange: Exchange): Exchange {
  if (exchange.result.kind === 'failure') return exchange;
  const { response } = exchange.result;
  const { body } = response;
  if (response.status >= 400 || body.place.kind === 'unknown') return exchange;
  return {
    ...exchange,
    result: { kind: 'response', response: { ...response, body: { ...body, prefix: new Uint8Array() } } },
  };
}
