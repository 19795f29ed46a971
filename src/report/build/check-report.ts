import type { Exchange } from '../../exchange/exchange.js';
import type { VerdictName } from '../../gate/totals.js';
import type { Verdict } from '../../judge/verdict.js';
import { describeClaim } from '../../spec/model/describe-outcome.js';
import type { Case, Claim, ObjectSpec } from '../../spec/model/table.js';
import { type Behaviour, modeFields } from '../../spec/model/vocabulary.js';
import { copyFields, wireMethod } from '../../spec/model/wire-method.js';
import type { CheckReport, RequestReport } from '../document/document.js';
import { curlLine } from '../text/curl-line.js';
import { receivedInWords, requestReport, responseReport } from './request-report.js';

/** A check as far as a report tells of it; a planned one, or one that was recorded. */
export interface ReportedCheck {
  readonly id: string;
  readonly behaviour: Behaviour;
  readonly row: Omit<Case, 'claims' | 'facts' | 'object'>;
  readonly claim: Claim;
  readonly object: ObjectSpec;
}

/** What a verdict adds to a report. */
export function verdictFields(
  verdict: Verdict,
): Pick<CheckReport, 'verdict' | 'cause' | 'reason' | 'aspects' | 'notes'> {
  const none = { cause: null, reason: null, aspects: [], notes: [] };
  switch (verdict.kind) {
    case 'conforms':
    case 'violates':
      return { ...none, verdict: verdict.kind, aspects: verdict.aspects, notes: verdict.notes };
    case 'inconclusive':
      return { ...none, verdict: verdict.kind, cause: verdict.cause };
    case 'not-applicable':
      return { ...none, verdict: verdict.kind, reason: verdict.reason };
  }
}

/** The report of a check that was asked and judged. */
export function checkReport(
  check: ReportedCheck,
  { exchange, verdict }: { readonly exchange: Exchange; readonly verdict: Verdict },
  repro: ReproContext,
): CheckReport {
  const request = requestReport(check.row.range, check.object, exchange);
  const response = responseReport(exchange);
  return {
    ...plannedFields(check),
    ...verdictFields(verdict),
    request,
    response,
    received: receivedInWords(exchange, response),
    retries: exchange.retries.length,
    repro: {
      curl: curlOf(check, request, repro),
      command: commandFor(check.id, check.behaviour, repro),
    },
    durationMs: round(exchange.durationMs),
  };
}

/** One line repeats what one request asks of an object that one PUT makes; what takes more has the command only. */
function curlOf({ row, object }: ReportedCheck, request: RequestReport, { auth, readOnly }: ReproContext): string {
  if (row.copyRange !== undefined || object.made !== undefined) return '';
  // Nothing is uploaded again for a missing key or an existing object.
  const put = row.missing === undefined && !readOnly ? { put: request.objectSize } : {};
  return curlLine({ ...request, auth: row.auth?.by ?? auth, ...put });
}

/** The report of a check that was never asked, because the object it reads could not be stored or the run ended. */
export function unaskedReport(check: ReportedCheck, verdict: Verdict | NotRun, repro: ReproContext): CheckReport {
  const fields =
    verdict.kind === 'not-run'
      ? { verdict: 'not-run' as VerdictName, cause: null, reason: verdict.reason, aspects: [], notes: [] }
      : verdictFields(verdict);
  const request: RequestReport = {
    method: wireMethod(check.row),
    url: '',
    range: check.row.range,
    object: check.object.name,
    objectSize: check.object.size,
    headers: [
      ...check.row.range.map((value) => ['Range', value] as const),
      ...modeFields(check.behaviour),
      ...copyFields(check.row),
      ...check.row.headers,
    ],
  };
  return {
    ...plannedFields(check),
    ...fields,
    request,
    response: null,
    received: '',
    retries: 0,
    repro: { curl: '', command: commandFor(check.id, check.behaviour, repro) },
    durationMs: 0,
  };
}

function plannedFields({ row, claim, behaviour, object }: ReportedCheck) {
  return {
    id: row.id,
    behaviour,
    topic: row.topic,
    title: row.title,
    level: claim.level,
    spec: row.location,
    evidence: claim.evidence,
    why: claim.why ?? null,
    expected: describeClaim(claim, object.size, row.method),
  };
}

/** What a reader needs besides the id to repeat something on the same target. */
export interface ReproContext {
  readonly auth: string;
  /** Flags that name the target; empty for the embedded endpoint. */
  readonly targetFlags: string;
  /** Whether the object is not the suite's own, so that no line may put it back. */
  readonly readOnly?: boolean;
}

/** Planned, and the run ended before it was asked. */
export interface NotRun {
  readonly kind: 'not-run';
  readonly reason: string;
}

/** The command that repeats one check or property. */
export function commandFor(
  id: string,
  behaviour: Behaviour,
  { targetFlags }: Pick<ReproContext, 'targetFlags'>,
): string {
  return `oss-range run --case '${id}' --behaviour ${behaviour}${targetFlags === '' ? '' : ` ${targetFlags}`}`;
}

/** Durations are kept to a hundredth of a ms; more digits say nothing. */
export const round = (ms: number): number => Math.round(ms * 100) / 100;
