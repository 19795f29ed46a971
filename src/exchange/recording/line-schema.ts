import * as v from 'valibot';
import { runVerdicts } from '../../gate/totals.js';
import { causeKinds, verdictKinds } from '../../judge/verdict.js';
import { signings } from '../../spec/model/auth-scheme.js';
import { behaviours, levels, methods, missingThings, signingSecrets } from '../../spec/model/vocabulary.js';
import { madeSchema } from '../../spec/schema/object-kind-schema.js';
import { certificateFlaws, delimiters, failureCodes, failurePhases, retryReasons } from '../exchange.js';
import { counterexampleSchema } from './counterexample-schema.js';
import { recordingSchema } from './recording.js';

/** Keys that are not named here are passed over: a later version may write more. */

const count = v.pipe(v.number(), v.integer('a whole number is right'), v.minValue(0, '0 or more is right'));
const ms = v.pipe(v.number(), v.minValue(0, '0 or more is right'));
const texts = v.array(v.string());
const nullableText = v.nullable(v.string());
const behaviour = v.picklist(behaviours);
const level = v.picklist(levels);
const headers = v.array(v.tuple([v.string(), v.string()]));

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const bytes = v.pipe(
  v.string(),
  v.regex(base64, 'base64 is right'),
  v.transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
);

const failure = v.object({
  phase: v.picklist(failurePhases),
  code: v.picklist(failureCodes),
  certificate: v.exactOptional(v.picklist(certificateFlaws)),
  message: v.string(),
});

const interval = { first: count, last: count };
const place = v.variant('kind', [
  v.object({ kind: v.literal('empty') }),
  v.object({ kind: v.literal('whole') }),
  v.object({ kind: v.literal('slice'), ...interval }),
  v.object({ kind: v.literal('other-object'), object: v.string(), ...interval }),
  v.object({
    kind: v.literal('unknown'),
    difference: v.object({
      bodyOffset: count,
      objectOffset: v.nullable(count),
      expectedHex: v.string(),
      actualHex: v.string(),
    }),
  }),
]);

const response = v.object({
  status: count,
  reason: v.string(),
  httpVersion: v.string(),
  headers,
  body: v.object({ length: count, place, prefix: bytes }),
  framing: v.object({
    delimitedBy: v.picklist(delimiters),
    extraBytes: count,
    extraPrefix: bytes,
    truncated: v.nullable(failure),
  }),
});

const exchange = v.object({
  request: v.object({ method: v.string(), url: v.string(), headers, bodyLength: count }),
  result: v.variant('kind', [
    v.object({ kind: v.literal('response'), response }),
    v.object({ kind: v.literal('failure'), failure }),
  ]),
  retries: v.array(
    v.object({
      reason: v.picklist(retryReasons),
      status: v.exactOptional(count),
      failure: v.exactOptional(failure),
      waitedMs: ms,
    }),
  ),
  durationMs: ms,
});

const cause = v.object({
  kind: v.picklist(causeKinds),
  message: v.string(),
});
const control = v.variant('passed', [
  v.object({ passed: v.literal(true) }),
  v.object({ passed: v.literal(false), cause }),
]);

const body = v.variant('kind', [
  v.object({ kind: v.literal('whole') }),
  v.object({ kind: v.literal('empty') }),
  v.object({ kind: v.literal('error') }),
  v.object({ kind: v.literal('slice'), ...interval }),
  v.object({ kind: v.literal('parts'), parts: v.array(v.object(interval)) }),
]);
const fieldClaim = v.union([nullableText, v.object({ matches: v.string() })]);
const claim = v.object({
  level,
  evidence: texts,
  outcomes: v.pipe(
    v.array(
      v.object({
        status: count,
        statusLevel: v.exactOptional(level),
        body,
        errorCode: v.exactOptional(v.string()),
        contentRange: v.exactOptional(nullableText),
        contentLength: v.exactOptional(count),
        fields: v.exactOptional(v.record(v.string(), fieldClaim)),
      }),
    ),
    v.minLength(1, 'at least one outcome is right'),
  ),
  why: v.exactOptional(v.string()),
});

const unanswered = v.variant('kind', [
  v.object({ kind: v.literal('inconclusive'), cause }),
  v.object({ kind: v.literal('not-run'), reason: v.string() }),
  v.object({ kind: v.literal('not-applicable'), reason: v.string() }),
]);

const objectSpec = {
  name: v.string(),
  size: count,
  key: v.exactOptional(v.string()),
  keyBytes: v.exactOptional(count),
  type: v.exactOptional(v.string()),
  made: v.exactOptional(madeSchema),
};

const question = {
  id: v.string(),
  behaviour,
  claim,
  request: v.object({
    method: v.picklist(methods),
    object: v.object(objectSpec),
    range: texts,
    headers,
    query: v.exactOptional(v.array(v.tuple([v.string(), nullableText]))),
    missing: v.exactOptional(v.picklist(missingThings)),
    auth: v.exactOptional(
      v.object({
        by: v.picklist(signings),
        unsigned: v.exactOptional(texts),
        unsent: v.exactOptional(texts),
        additional: v.exactOptional(texts),
        method: v.exactOptional(v.picklist(methods)),
        secret: v.exactOptional(v.picklist(signingSecrets)),
      }),
    ),
    copyRange: v.exactOptional(v.string()),
  }),
  outcome: v.variant('kind', [
    v.object({
      kind: v.literal('answered'),
      answer: v.object({
        facts: v.object({
          size: count,
          crc64: nullableText,
          etag: nullableText,
          lastModified: nullableText,
          readsAs: v.exactOptional(v.string()),
          content: v.exactOptional(v.object({ ...objectSpec, phase: count, bytes: v.exactOptional(bytes) })),
        }),
        exchange,
        controlBefore: v.exactOptional(control),
        controlAfter: v.exactOptional(control),
        verdict: v.picklist(verdictKinds),
      }),
    }),
    v.object({ kind: v.literal('unanswered'), why: unanswered }),
  ]),
};

/** The first line. */
export const headSchema = v.object({
  kind: v.literal('head'),
  schema: v.literal(recordingSchema),
  tool: v.object({ name: v.string(), version: v.string() }),
  target: v.object({
    name: v.string(),
    endpoint: v.pipe(v.string(), v.check(URL.canParse, 'a URL is right')),
    bucket: v.string(),
    region: v.string(),
    addressing: v.string(),
    auth: v.string(),
    capabilities: v.record(v.string(), v.union([v.boolean(), v.string()])),
    requestPayer: v.exactOptional(v.literal(true)),
    profile: v.exactOptional(v.string()),
    connection: v.exactOptional(
      v.object({
        credentials: v.exactOptional(v.string()),
        ca: v.exactOptional(v.string()),
        insecure: v.exactOptional(v.boolean()),
        proxy: v.exactOptional(v.string()),
      }),
    ),
  }),
  plan: v.object({
    startedAt: v.string(),
    seed: v.number(),
    runs: count,
    behaviours: v.array(behaviour),
    strict: v.boolean(),
    prefix: v.string(),
    object: v.exactOptional(v.string()),
    planned: count,
    embedded: v.boolean(),
  }),
  evidence: v.record(v.string(), v.object({ title: v.string(), address: v.string(), kind: v.string() })),
});

/** Every line after the first. */
export const lineSchema = v.variant('kind', [
  v.object({
    kind: v.literal('check'),
    place: count,
    ...question,
    topic: v.string(),
    title: v.string(),
    spec: v.object({ file: v.string(), line: count }),
  }),
  v.object({ kind: v.literal('draw'), ...question }),
  v.object({
    kind: v.literal('property'),
    place: count,
    id: v.string(),
    name: v.string(),
    behaviour,
    law: v.string(),
    level,
    evidence: texts,
    runs: count,
    seed: v.number(),
    counterexample: v.nullable(v.object({ size: count, range: v.string(), path: v.string(), shrinks: count })),
    compared: v.exactOptional(
      v.object({
        verdict: v.picklist(runVerdicts),
        cause: v.nullable(cause),
        counterexample: v.nullable(counterexampleSchema),
        notes: texts,
      }),
    ),
    settings: v.exactOptional(v.object({ seed: v.number(), runs: count })),
    exhaustive: v.exactOptional(count),
    unfinished: v.nullable(unanswered),
    durationMs: ms,
  }),
  v.object({
    kind: v.literal('end'),
    checks: count,
    draws: count,
    properties: count,
    partial: v.boolean(),
    obstacle: nullableText,
    stopped: v.exactOptional(v.string()),
    durationMs: ms,
    traffic: v.object({ requests: count, bytesSent: count, bytesReceived: count }),
    leftovers: texts,
  }),
]);
