import { streamOf } from '../../content/bytes.js';
import { crc64Of } from '../../content/checksums.js';
import type { ContentObject } from '../../content/content-object.js';
import { layOut } from '../../content/place-objects.js';
import type { Exchange } from '../../exchange/exchange.js';
import { classifyExchange } from '../../judge/classify-exchange.js';
import { judgeCheck } from '../../judge/judge-check.js';
import type { PreparedCheck } from '../../judge/prepared-check.js';
import type { Cause, Verdict } from '../../judge/verdict.js';
import { expectRange } from '../../oracle/expect-range.js';
import {
  type Done,
  type FreshKey,
  type KeyOperation,
  type ModelledObject,
  writtenSizes,
} from '../../property/key-operation.js';
import type { ReportedStep } from '../../report/build/steps-report.js';
import type { Behaviour, Method } from '../../spec/model/vocabulary.js';
import { sinkFor } from '../check/ask-question.js';
import { isMissing, removedMeanwhile } from '../objects/controls.js';
import type { ScratchKeys } from '../objects/scratch-keys.js';
import type { Sender } from '../sender/sender.js';

/** What is written: other bytes for every length, so that a body tells which of them it is. */
const contents: readonly ContentObject[] = layOut(writtenSizes.map((size) => ({ name: `fresh-${size}`, size })));

const contentOf = (size: number | null): ContentObject =>
  contents.find((content) => content.size === size) ?? contents[0]!;

const conforms: Verdict = { kind: 'conforms', aspects: [], notes: [] };

/** A key for one draw, on the target. */
export function openFreshKey(
  send: Sender,
  keys: ScratchKeys,
  behaviour: Behaviour,
  signal: AbortSignal,
  isRemoved: () => Promise<boolean>,
): FreshKey<ReportedStep> {
  const key = keys.open();

  async function act(operation: KeyOperation, held: Readonly<ModelledObject>): Promise<Done<ReportedStep>> {
    signal.throwIfAborted();
    switch (operation.kind) {
      case 'put':
        return write(contentOf(operation.size));
      case 'delete': {
        const exchange = await send({ method: 'DELETE', key, signal });
        return { verdict: written(exchange, 'DELETE'), detail: detail(contentOf(held.size), exchange) };
      }
      case 'read':
        return read('GET', operation.range, held);
      case 'head':
        return read('HEAD', null, held);
    }
  }

  async function write(content: ContentObject): Promise<Done<ReportedStep>> {
    keys.writing(key);
    const exchange = await send({
      method: 'PUT',
      key,
      headers: [['Content-Type', 'application/octet-stream']],
      body: { length: content.size, chunks: () => streamOf(content) },
      signal,
    });
    return { verdict: written(exchange, 'PUT'), detail: detail(content, exchange) };
  }

  async function read(
    method: Method,
    range: string | null,
    held: Readonly<ModelledObject>,
  ): Promise<Done<ReportedStep>> {
    const content = contentOf(held.size);
    const lines = range === null ? [] : [range];
    const { level, outcomes } = expectRange(content.size, lines, behaviour);
    const facts = { size: content.size, crc64: crc64Of(content), etag: null, lastModified: null };
    const prepared = { request: { method }, object: { facts, content }, level, outcomes };
    const sink = sinkFor(prepared, contents);
    const exchange = await send({ method, key, range: lines, behaviour, sink, signal });
    const isCleaned = held.size !== null && isMissing(exchange) && (await isRemoved());
    if (isCleaned && !removedMeanwhile.passed) {
      return { verdict: inconclusive(removedMeanwhile.cause), detail: detail(content, exchange, lines) };
    }
    const verdict = held.size === null ? judgeGone(exchange, method) : judgeHeld(exchange, prepared);
    return { verdict, detail: detail(content, exchange, lines) };
  }

  return { act, release: () => keys.release(key) };
}

const detail = (content: ContentObject, exchange: Exchange, range: readonly string[] = []): ReportedStep => ({
  sent: { object: { content }, range },
  exchange,
});

/** A write that fails says nothing about reading. */
function written(exchange: Exchange, method: string): Verdict {
  const classified = classifyExchange('GET', exchange, 0);
  if (classified.kind === 'answered') return conforms;
  return inconclusive({ kind: 'setup', message: `${method}: ${classified.cause.message}` });
}

/** Where nothing lies, any refusal is right: without the permission to list, OSS does not tell what is missing. */
function judgeGone(exchange: Exchange, method: Method): Verdict {
  const classified = classifyExchange(method, exchange, 0);
  if (classified.kind === 'refused') return conforms;
  if (classified.kind !== 'answered') return inconclusive(classified.cause);
  return wrongStatus('404, because the key does not exist', classified.answer.status);
}

function judgeHeld(exchange: Exchange, prepared: PreparedCheck): Verdict {
  const classified = classifyExchange(prepared.request.method, exchange, prepared.object.facts.size);
  if (classified.kind === 'refused' && classified.answer.status === 404) {
    return wrongStatus(prepared.outcomes.map(({ status }) => status).join(' or '), 404);
  }
  return judgeCheck(prepared, { exchange });
}

const wrongStatus = (expected: string, actual: number): Verdict => ({
  kind: 'violates',
  aspects: [{ aspect: 'status', verdict: 'violates', level: 'required', expected, actual: `${actual}` }],
  notes: [],
});

const inconclusive = (cause: Cause): Verdict => ({ kind: 'inconclusive', cause });
