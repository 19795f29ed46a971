import type { ContentObject } from '../../content/content-object.js';
import type { Exchange } from '../../exchange/exchange.js';
import type { AspectResult } from '../../judge/verdict.js';
import type { CounterexampleReport } from '../document/document.js';
import { curlLine } from '../text/curl-line.js';
import type { ReproContext } from './check-report.js';
import { receivedInWords, requestReport, responseReport } from './request-report.js';

/** Which object was asked for, and by which Range lines. */
export interface StepTarget {
  readonly object: { readonly content: ContentObject };
  readonly range: readonly string[];
}

/** One request of a plan, as it was asked. */
export interface ReportedStep {
  readonly sent: StepTarget;
  readonly exchange: Exchange;
}

/** The counterexample of a law: every request with its answer; the last one stands for all where only one is shown. */
export function stepsReport(
  steps: readonly ReportedStep[],
  aspects: readonly AspectResult[],
  { path, shrinks, again }: Pick<CounterexampleReport, 'path' | 'shrinks' | 'again'>,
  repro: ReproContext,
): CounterexampleReport | null {
  const reports = steps.map(({ sent, exchange }) => ({
    request: requestReport(sent.range, sent.object.content, exchange),
    response: responseReport(exchange),
    received: receivedInWords(exchange),
  }));
  const last = reports.at(-1);
  if (!last) return null;
  const [violated] = aspects.filter(({ verdict }) => verdict === 'violates');
  return {
    path,
    shrinks,
    ...last,
    expected: violated ? `${violated.aspect} ${violated.expected}` : '',
    aspects,
    curl: curlLine({ ...last.request, auth: repro.auth, ...(repro.readOnly ? {} : { put: last.request.objectSize }) }),
    row: '',
    steps: reports,
    ...(again ? { again } : {}),
  };
}
