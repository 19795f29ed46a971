import type { BodySink, MakeSink } from '../../content/body-sink.js';
import type { ContentObject } from '../../content/content-object.js';
import { throughGunzip } from '../../content/gunzip-sink.js';
import { createLocator } from '../../content/locate/locate.js';
import type { Exchange } from '../../exchange/exchange.js';
import { isGzip } from '../../judge/answer.js';
import { takesGzip } from '../../judge/classify-exchange.js';
import { type CheckEvidence, judgeExchange } from '../../judge/judge-check.js';
import type { PreparedCheck } from '../../judge/prepared-check.js';
import type { Verdict } from '../../judge/verdict.js';
import type { Outcome } from '../../spec/model/outcome.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type Controls, isMissing } from '../objects/controls.js';
import { missingBucket, missingKey } from '../objects/object-key.js';
import type { StoredObject } from '../objects/stored-objects.js';
import type { Sender, TargetRequest } from '../sender/sender.js';

/** Sends the request of a check, gathers the controls that its verdict depends on, and has it judged. */
export async function askQuestion(
  prepared: PreparedCheck<StoredObject>,
  send: Sender,
  controls: Controls,
  all: readonly ContentObject[],
  signal?: AbortSignal,
): Promise<CheckEvidence & { readonly verdict: Verdict }> {
  const { object, request } = prepared;
  const { headers = [], query = [] } = request;
  const exchange = await send({
    ...request,
    ...addressed(prepared),
    query: [...(object.query ?? []), ...query],
    sink: sinkOf(prepared, headers, all),
    signal,
  });
  return withControls(prepared, exchange, controls);
}

/** Gathers the controls that the verdict on an exchange depends on, and has it judged. */
export async function withControls(
  prepared: PreparedCheck<StoredObject>,
  exchange: Exchange,
  controls: Controls,
): Promise<CheckEvidence & { readonly verdict: Verdict }> {
  const { object, request } = prepared;
  const { behaviour = 'default' } = request;
  const { controlsNeeded, verdict } = judgeExchange(prepared, exchange);
  if (controlsNeeded === 'none') return { exchange, verdict: verdict({}) };
  // Before the controls, which wait behind all that is planned.
  if (isUnfinished(exchange)) controls.bodyTimeout?.shown();
  // Another process may have removed the object since its first control.
  const isUnexpected = isMissing(exchange) && !prepared.outcomes.some(({ status }) => status === 404);
  const controlBefore = await (isUnexpected ? controls.again : controls.once)(object, behaviour);
  // A failed control decides; a second one would only wait for the same trouble.
  if (controlsNeeded === 'before' || !controlBefore.passed) {
    return { exchange, controlBefore, verdict: verdict({ controlBefore }) };
  }
  const controlAfter = await controls.again(object, behaviour);
  return { exchange, controlBefore, controlAfter, verdict: verdict({ controlBefore, controlAfter }) };
}

/**
 * Tells whose bytes the answer to a check has.
 *
 * @param sent header fields of the request
 */
export function sinkOf(
  prepared: PreparedCheck<StoredObject>,
  sent: readonly HeaderField[],
  all: readonly ContentObject[],
): MakeSink {
  const sink = sinkFor(prepared, all);
  return takesGzip(sent) ? decoding(sink, prepared.object.content) : sink;
}

/** Whether a body began and did not come to its end in time. */
const isUnfinished = ({ result }: Exchange): boolean =>
  result.kind === 'response' && result.response.framing.truncated?.code === 'timeout';

/** For a request that takes gzip: what comes coded is decoded before it is looked at. */
function decoding(makeSink: MakeSink, { size }: ContentObject): MakeSink {
  return (fields): BodySink => {
    const codings = fields
      .filter(([name]) => name.toLowerCase() === 'content-encoding')
      .map(([, value]) => value.trim());
    return isGzip(codings) ? throughGunzip(makeSink(fields), size) : makeSink(fields);
  };
}

function addressed({
  object: { key },
  request: { missing },
}: PreparedCheck<StoredObject>): Pick<TargetRequest, 'key' | 'bucket'> {
  if (missing === 'key') return { key: missingKey(key) };
  return missing === 'bucket' ? { key, bucket: missingBucket(key) } : { key };
}

/** Tells whose bytes a body is, with a right answer in mind. */
export function sinkFor(
  { request, object, outcomes }: PreparedCheck<Pick<StoredObject, 'content' | 'facts'>>,
  all: readonly ContentObject[],
): MakeSink {
  const hints = [...startsOf(outcomes), ...requestedStart(request.range ?? [])];
  return (fields) => createLocator({ object: object.content, others: all, hints: [...claimedStart(fields), ...hints] });
}

/**
 * Where the body starts by the answer's own account. One or two bytes occur in many places, and where the table leaves
 * open which slice comes, only this tells whether Content-Range speaks the truth. It need not be well-formed: of
 * `bytes 999-1000/1000` the first position may be true.
 */
function claimedStart(fields: readonly HeaderField[]): number[] {
  const [, value = ''] = fields.find(([name]) => name.toLowerCase() === 'content-range') ?? [];
  return firstPosition(/^bytes (\d{1,15})-/.exec(value.trim()));
}

/** Where a body starts that is the requested range, even if another answer would be right. */
const requestedStart = ([value = '']: readonly string[]): number[] => firstPosition(/^bytes=(\d{1,15})-/.exec(value));

const firstPosition = (found: RegExpExecArray | null): number[] => (found?.[1] === undefined ? [] : [Number(found[1])]);

/** Where a right body may start: decides whose bytes one or two of them are. */
function startsOf(outcomes: readonly Outcome[]): number[] {
  return outcomes.map(({ body }) => (body.kind === 'slice' ? body.first : 0));
}
