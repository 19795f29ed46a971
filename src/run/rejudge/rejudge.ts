import { errorLine } from '../../error-line.js';
import type { RecordedLine, Recording } from '../../exchange/recording/decode.js';
import type {
  RecordedCheck,
  RecordedDraw,
  RecordedProperty,
  RecordingHead,
} from '../../exchange/recording/recording.js';
import type { KnownDeviations } from '../../gate/deviations/known-deviations.js';
import { type GateResult, gateOf } from '../../gate/evaluate.js';
import { judgeCheck } from '../../judge/judge-check.js';
import type { Verdict } from '../../judge/verdict.js';
import { checkReport, type NotRun, type ReportedCheck, unaskedReport } from '../../report/build/check-report.js';
import { explanationsOf } from '../../report/build/explanations.js';
import { drawReport, propertyReport, unrunProperty } from '../../report/build/property-report.js';
import { type Finished, gateEntries, reportDocument } from '../../report/build/report-document.js';
import { reproContext } from '../../report/build/repro-flags.js';
import type { CheckReport, PropertyReport, ReportDocument } from '../../report/document/document.js';
import { isPlainGet } from '../../spec/model/is-plain-get.js';
import type { Claim } from '../../spec/model/table.js';
import { SuiteError } from '../../suite-error.js';
import { blameOutage } from '../blame-outage.js';
import { type CurrentClaims, recordedClaims } from './claims.js';
import { createDrawTally, type DrawTally } from './draw-tally.js';

/** Judges a recording line by line, from its content alone. */
export interface Rejudgement {
  /** To be called for every line, in their order. */
  take(line: RecordedLine, head: RecordingHead): void;
  /** The report, once every line was taken. */
  finish(recording: Recording): ReportDocument;
}

export interface RejudgeOptions {
  /** Whether `expected` decides though it did not in the run. */
  readonly strict: boolean;
  /** What is claimed of a question; the recorded claims unless said. */
  readonly claims?: CurrentClaims;
  /** The list of known deviations, where there is one. */
  readonly known?: KnownDeviations | undefined;
  /** Where the JSON report will lie, for commands that name it. */
  readonly reportFile?: string | undefined;
}

/** A judgement of a recording. Without other claims it comes to the verdicts of the run. */
export function createRejudgement(options: RejudgeOptions): Rejudgement {
  const { strict, claims = recordedClaims, known, reportFile } = options;
  const checks: Placed<CheckReport>[] = [];
  const properties: Placed<PropertyReport>[] = [];
  const tallies = new Map<string, DrawTally>();
  const changed: string[] = [];
  const plainGets = new Set<string>();
  /** Properties whose verdicts are not drawn again. */
  let compares = 0;

  function takeCheck(line: RecordedCheck, head: RecordingHead): void {
    if (isPlainGet(line.request)) plainGets.add(line.id);
    const repro = reproContext(head.target, head.plan.embedded, head.plan.object);
    const found = claims.ofCheck(line);
    const reported = reportedCheck(line, found.kind === 'claim' ? found.claim : line.claim);
    const verdict = found.kind === 'claim' ? judgeLine(line, found.claim) : found;
    if (line.outcome.kind === 'unanswered' || verdict.kind === 'not-run') {
      checks.push({ place: line.place, report: unaskedReport(reported, verdict, repro) });
      return;
    }
    const { answer } = line.outcome;
    checks.push({ place: line.place, report: checkReport(reported, { exchange: answer.exchange, verdict }, repro) });
    if (verdict.kind !== answer.verdict) changed.push(`${line.id} (${line.behaviour})`);
  }

  function takeDraw(line: RecordedDraw): void {
    const key = keyOf(line);
    const tally = tallies.get(key) ?? createDrawTally();
    tallies.set(key, tally);
    const found = claims.ofDraw(line);
    if (found.kind === 'claim') tally.add(line, found.claim, judgeLine(line, found.claim));
  }

  function takeProperty(line: RecordedProperty, head: RecordingHead): void {
    const repro = reproContext(head.target, head.plan.embedded, head.plan.object);
    const settings = line.settings ?? { seed: head.plan.seed, runs: head.plan.runs };
    const tally = tallies.get(keyOf(line)) ?? createDrawTally();
    tallies.delete(keyOf(line));
    const missing = claims.ofProperty(line);
    if (missing !== null) properties.push({ place: line.place, report: unrunProperty(line, missing, settings, repro) });
    else if (line.unfinished !== null)
      properties.push({ place: line.place, report: unrunProperty(line, line.unfinished, settings, repro) });
    else if (line.compared !== undefined) {
      const { runs, seed, compared } = line;
      compares += 1;
      const report = propertyReport(line, { ...compared, runs, seed }, line.durationMs, settings, repro);
      properties.push({ place: line.place, report });
    } else {
      const run = tally.run(line);
      const counterexample = run.counterexample && drawReport(line, run.counterexample, repro);
      const report = propertyReport(line, { ...run, counterexample, notes: [] }, line.durationMs, settings, repro);
      properties.push({ place: line.place, report });
    }
  }

  return {
    take(line, head) {
      if (line.kind === 'check') takeCheck(line, head);
      else if (line.kind === 'draw') takeDraw(line);
      else takeProperty(line, head);
    },
    finish({ head, end }) {
      const partial = end === null || end.partial;
      const { plan, target, evidence } = head;
      const decides = strict || plan.strict;
      const obstacle = end?.obstacle ?? null;
      // What the run found to be of no use is judged no more than it was there.
      const usable = obstacle === null;
      const found = { checks: inOrder(checks), properties: inOrder(properties) };
      const judged = end?.stopped === undefined ? found : blameOutage(found, end.stopped);
      const finished: Finished = {
        checks: usable ? judged.checks.map((report) => known?.check(report, decides) ?? report) : [],
        properties: usable ? judged.properties.map((report) => known?.property(report, decides) ?? report) : [],
        startedAt: plan.startedAt,
        durationMs: end?.durationMs ?? 0,
        prefix: plan.prefix,
        traffic: end?.traffic ?? { requests: 0, bytesSent: 0, bytesReceived: 0 },
        leftovers: end?.leftovers ?? [],
        notices: [
          ...(partial ? [partialNotice(end === null)] : []),
          ...(compares === 0 ? [] : [comparedNotice(compares)]),
          ...(changed.length === 0 ? [] : [`Verdict differs from the run: ${changed.join(', ')}.`]),
        ],
      };
      const entries = gateEntries(finished);
      const gate = gateOf({
        ...{ planned: plan.planned, entries, strict: decides, obstacle },
        listLines: known?.gateLines(entries, decides, reportFile),
        outage: end?.stopped,
      });
      const explanations = explanationsOf(finished.checks, plainGets);
      const context = { target, plan, evidence: { ...evidence, ...claims.evidence }, strict: decides, explanations };
      return reportDocument(context, finished, end === null ? cutOff(gate) : gate);
    },
  };
}

interface Placed<Report> {
  readonly place: number;
  readonly report: Report;
}

/** In the order of the plan, as the run reported them. */
function inOrder<Report>(placed: readonly Placed<Report>[]): Report[] {
  return placed.toSorted((a, b) => a.place - b.place).map(({ report }) => report);
}

const keyOf = ({ id, behaviour }: { readonly id: string; readonly behaviour: string }): string => `${behaviour} ${id}`;

function judgeLine({ request, outcome }: RecordedCheck | RecordedDraw, { level, outcomes }: Claim): Verdict | NotRun {
  if (outcome.kind === 'unanswered') return outcome.why;
  const { facts, ...evidence } = outcome.answer;
  return judgeCheck({ request, object: { facts, content: request.object }, level, outcomes }, evidence);
}

function reportedCheck(line: RecordedCheck, claim: Claim): ReportedCheck {
  const { id, behaviour, topic, title, spec, request } = line;
  const { object, ...asked } = request;
  return { id, behaviour, row: { id, topic, title, location: spec, ...asked }, claim, object };
}

const comparedNotice = (count: number): string =>
  `Properties that compare several answers, which a recording does not contain: ${count}; their verdicts are taken from the run.`;

function partialNotice(isCut: boolean): string {
  return isCut
    ? 'The recording is truncated; missing checks are not judged.'
    : 'The recording is partial because the run was interrupted; missing checks are not judged.';
}

/** Even if nothing seems to be missing: without its end line the rest of the run is unknown. */
function cutOff(gate: GateResult): GateResult {
  const line = errorLine(
    new SuiteError('recording-invalid', 'the recording is truncated', {
      hint: 'record again: oss-range run --record FILE',
    }),
  );
  if (gate.verdict !== 'conforms') return { ...gate, lines: [...gate.lines, line] };
  return { ...gate, verdict: 'inconclusive', exitCode: 2, lines: [...gate.lines, line] };
}
