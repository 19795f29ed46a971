import type { ContentObject } from '../../content/content-object.js';
import { describePlace } from '../../content/describe-place.js';
import type { Redactor } from '../../driver/redact/redact.js';
import type { Exchange, Retry } from '../../exchange/exchange.js';
import type { Unanswered } from '../../exchange/recording/recording.js';
import { classifyExchange } from '../../judge/classify-exchange.js';
import type { ClientQuestion } from '../../judge/client/client-question.js';
import type { ClientResult } from '../../judge/client/client-result.js';
import { type ClientComparison, clientResultInWords, compare } from '../../judge/client/compare.js';
import { departure } from '../../judge/client/request-deviation.js';
import { type RequestedBytes, requestedBytesInWords, requestedBytesOf } from '../../judge/client/requested-bytes.js';
import type { PreparedCheck } from '../../judge/prepared-check.js';
import type { Verdict } from '../../judge/verdict.js';
import { round } from '../../report/build/check-report.js';
import { receivedInWords, requestReport, responseReport } from '../../report/build/request-report.js';
import type { CheckReport, ClientResultReport, ClientRowReport } from '../../report/document/document.js';
import { shellQuote } from '../../report/text/shell-quote.js';
import { sinkFor, withControls } from '../check/ask-question.js';
import type { Controls } from '../objects/controls.js';
import type { StoredObject } from '../objects/stored-objects.js';
import type { PlannedCheck } from '../plan/plan.js';
import { type ChannelAnswer, clientResultOf } from './client-channel.js';
import type { OpenClient } from './open-client.js';
import type { TappedExchange } from './tap/tap.js';

/** What is needed to compare both sides of a question. */
export interface RowContext {
  readonly planned: PlannedCheck;
  readonly check: CheckReport;
  readonly client: OpenClient;
  readonly prepared: PreparedCheck<StoredObject>;
  readonly question: ClientQuestion;
  readonly controls: Controls;
  readonly all: readonly ContentObject[];
  readonly redactor: Redactor;
}

/** The row of a client that was asked. */
export async function comparedRow(
  context: RowContext,
  answer: Extract<ChannelAnswer, { kind: 'handed' }>,
): Promise<ClientRowReport> {
  const { planned, check, client, prepared, question, all, redactor } = context;
  const { passed, outcome } = answer;
  const chosen = exchangeOf(passed, question);
  const fields = chosen?.exchange.result.kind === 'response' ? chosen.exchange.result.response.headers : [];
  const clientResult = clientResultOf(outcome, () => sinkFor(prepared, all)(fields), redactor);
  const requested = requestedBytesOf(planned.row, planned.object.size);
  const base = {
    ...plannedFields(planned, check, client),
    requests: passed.length,
    handed: handedReport(clientResult),
  };
  if (chosen === undefined) {
    return {
      ...base,
      ...unsent(clientResult),
      wanted: requestedBytesInWords(requested, planned.object.size),
      ...nothingSent,
    };
  }
  const wire = await judged(context, passed, chosen);
  return {
    ...base,
    ...(refusalOf(context, wire) ?? findingOf(context, { requested, chosen, wire, clientResult })),
    wanted: requestedBytesInWords(requested, planned.object.size),
    request: requestReport(rangeOf(chosen.exchange), planned.object, chosen.exchange),
    wire: {
      verdict: wire.verdict.kind,
      received: receivedInWords(wire.exchange),
      response: responseReport(wire.exchange),
    },
    durationMs: round(wire.exchange.durationMs),
  };
}

/** The row of a client that was not asked, or could not be. */
export function unaskedRow(
  planned: PlannedCheck,
  check: CheckReport,
  client: OpenClient,
  why: Unanswered,
): ClientRowReport {
  const says = why.kind === 'inconclusive' ? why.cause.message : why.reason;
  const none = { finding: why.kind, says, wanted: null, requests: 0, handed: null };
  return { ...plannedFields(planned, check, client), ...none, ...nothingSent };
}

/** The row of a client that took its thread down. */
export function crashedRow(
  planned: PlannedCheck,
  check: CheckReport,
  client: OpenClient,
  message: string,
): ClientRowReport {
  const says = `the client crashed its thread: ${message}`;
  const crashed = { finding: 'crashed' as const, says, wanted: null, requests: 0 };
  return { ...plannedFields(planned, check, client), ...crashed, handed: { kind: 'crash', message }, ...nothingSent };
}

const nothingSent = { request: null, wire: null, durationMs: 0 } as const;

const plannedFields = ({ id, behaviour }: PlannedCheck, { verdict, repro }: CheckReport, { named }: OpenClient) => ({
  id,
  behaviour,
  verdict,
  command: `${repro.command} --client ${/^[\w./-]+$/.test(named) ? named : shellQuote(named)}`,
});

/** The last request that is the one to be sent, or else the last one. */
function exchangeOf(passed: readonly TappedExchange[], question: ClientQuestion): TappedExchange | undefined {
  return passed.findLast((its) => departureOf(its, question) === null) ?? passed.at(-1);
}

const departureOf = ({ exchange, target, fields }: TappedExchange, question: ClientQuestion): string | null =>
  departure({ method: exchange.request.method, target, fields }, question);

interface Judged {
  readonly exchange: Exchange;
  readonly verdict: Verdict;
}

/** By the table, as any other answer; what the client sent before counts as attempts. */
async function judged(
  { prepared, controls }: RowContext,
  passed: readonly TappedExchange[],
  chosen: TappedExchange,
): Promise<Judged> {
  const retries = passed.slice(0, passed.indexOf(chosen)).map(({ exchange }) => retryOf(exchange));
  const { exchange, verdict } = await withControls(prepared, { ...chosen.exchange, retries }, controls);
  return { exchange, verdict };
}

const retryOf = ({ result }: Exchange): Retry =>
  result.kind === 'failure'
    ? { reason: 'transport', failure: result.failure, waitedMs: 0 }
    : { reason: 'status', status: result.response.status, waitedMs: 0 };

function findingOf(
  { planned, question }: RowContext,
  sides: {
    readonly requested: RequestedBytes;
    readonly chosen: TappedExchange;
    readonly wire: Judged;
    readonly clientResult: ClientResult;
  },
): ClientComparison {
  const { requested, chosen, wire, clientResult } = sides;
  const other = departureOf(chosen, question);
  if (other !== null) return { finding: 'asked-otherwise', says: `${other}; ${clientResultInWords(clientResult)}` };
  return compare(
    { requested, size: planned.object.size, hasRange: question.range !== null },
    { ...wire, digest: chosen.digest },
    clientResult,
  );
}

/** A client that is not let in, where the suite is, or that asks too much at a time, has shown nothing about ranges. */
function refusalOf({ prepared, check }: RowContext, { exchange }: Judged): ClientComparison | null {
  const { request, object } = prepared;
  const classified = classifyExchange(request.method, exchange, object.facts.size);
  if (classified.kind === 'limited') return { finding: 'inconclusive', says: classified.cause.message };
  if (classified.kind !== 'refused' || classified.cause.kind === 'control') return null;
  if (check.response?.status === classified.answer.status) return null;
  return {
    finding: 'inconclusive',
    says: `the target refuses the client but not the suite: ${classified.cause.message}`,
  };
}

/** What to make of a client that sends nothing. */
function unsent(clientResult: ClientResult): ClientComparison {
  const words = clientResultInWords(clientResult);
  if (clientResult.kind === 'error')
    return { finding: 'not-applicable', says: `the client sends nothing and ${words}` };
  if (clientResult.kind === 'bytes') return { finding: 'masked', says: `${words}, and nothing was sent` };
  return { finding: 'hung', says: `${words}, and nothing was sent` };
}

const rangeOf = ({ request }: Exchange): string[] =>
  request.headers.filter(([name]) => name.toLowerCase() === 'range').map(([, value]) => value);

function handedReport(clientResult: ClientResult): ClientResultReport {
  if (clientResult.kind !== 'bytes') return clientResult;
  const { status, length, place } = clientResult;
  return { kind: 'bytes', status, length, body: describePlace(place) };
}
