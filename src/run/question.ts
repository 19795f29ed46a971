import type { ContentObject } from '../content/content-object.js';
import { createLocator } from '../content/locate.js';
import type { Exchange } from '../exchange/exchange.js';
import { readContentRange } from '../judge/content-range.js';
import { classify, controlsNeeded, judgeCheck } from '../judge/judge-check.js';
import type { Question } from '../judge/question.js';
import type { Verdict } from '../judge/verdict.js';
import type { MissingThing, QueryField, RowAuth } from '../spec/table.js';
import type { Behaviour, HeaderField } from '../spec/vocabulary.js';
import type { Ask, Asker } from './asker.js';
import type { Controls } from './controls.js';
import { missingBucket, missingKey } from './object-key.js';
import type { StoredObject } from './stored-objects.js';

/** A question ready to be put: which request, and what the judge needs. */
export interface PutQuestion {
  readonly object: StoredObject;
  readonly behaviour: Behaviour;
  readonly range: readonly string[];
  readonly headers: readonly HeaderField[];
  readonly query?: readonly QueryField[];
  readonly missing?: MissingThing;
  readonly auth?: RowAuth;
  readonly question: Question;
}

export interface Answered {
  readonly exchange: Exchange;
  readonly verdict: Verdict;
}

/** Puts a question to the target, gathers the controls that its verdict depends on, and has it judged. */
export async function put(
  asked: PutQuestion,
  ask: Asker,
  controls: Controls,
  all: readonly ContentObject[],
  signal?: AbortSignal,
): Promise<Answered> {
  const { object, behaviour, range, headers, query = [], auth, question } = asked;
  const hints = startsOf(question);
  const exchange = await ask({
    method: question.method,
    ...addressed(asked),
    query,
    ...(auth ? { auth } : {}),
    range,
    headers,
    behaviour,
    sink: (fields) =>
      createLocator({ object: object.content, others: all, hints: [...claimedStart(fields), ...hints] }),
    signal,
  });
  const classified = classify(question, exchange);
  const needed = controlsNeeded(classified);
  if (needed === 'none') return { exchange, verdict: judgeCheck(question, { exchange }, classified) };
  const controlBefore = await controls.once(object, behaviour);
  // A failed control settles it; a second one would only wait for the same trouble.
  if (needed === 'before' || !controlBefore.passed) {
    return { exchange, verdict: judgeCheck(question, { exchange, controlBefore }, classified) };
  }
  const controlAfter = await controls.again(object, behaviour);
  return { exchange, verdict: judgeCheck(question, { exchange, controlBefore, controlAfter }, classified) };
}

function addressed({ object: { key }, missing }: PutQuestion): Pick<Ask, 'key' | 'bucket'> {
  if (missing === 'key') return { key: missingKey(key) };
  return missing === 'bucket' ? { key, bucket: missingBucket(key) } : { key };
}

/**
 * Where the body starts by the answer's own account. One or two bytes occur in many places, and where the table leaves
 * open which slice comes, only this tells whether Content-Range speaks the truth.
 */
function claimedStart(fields: readonly HeaderField[]): number[] {
  const [, value = ''] = fields.find(([name]) => name.toLowerCase() === 'content-range') ?? [];
  const range = readContentRange(value.trim());
  return range.kind === 'interval' ? [Number(range.first)] : [];
}

/** Where a right body may start: settles whose bytes one or two of them are. */
function startsOf({ outcomes }: Question): number[] {
  return outcomes.map(({ body }) => (body.kind === 'slice' ? body.first : 0));
}
