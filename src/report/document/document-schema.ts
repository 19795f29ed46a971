import * as v from 'valibot';
import { runVerdicts, type Totals, verdictNames } from '../../gate/totals.js';
import { type AspectResult, aspectVerdicts, type CauseKind, comparedAspects } from '../../judge/verdict.js';
import { behaviours, levels } from '../../spec/model/vocabulary.js';
import { againSchema } from './again-schema.js';
import {
  type CheckReport,
  type ClientReport,
  type CounterexampleReport,
  type ExplanationReport,
  type PropertyReport,
  type ReportDocument,
  type RequestReport,
  type ResponseReport,
  reportSchemaName,
  type StepReport,
} from './document.js';

const text = v.string();
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Kinds of causes are only shown: one of a later version is no reason to refuse a report. */
const causeKind = v.pipe(
  text,
  v.transform((kind) => kind as CauseKind),
);

/** An object of a type: a field of it that is missing here does not compile, so that none is lost when a report is read. */
const fieldsOf =
  <T>() =>
  <E extends Record<keyof T, v.GenericSchema>>(entries: E) =>
    v.object(entries);

const aspect = fieldsOf<AspectResult>()({
  aspect: v.picklist(comparedAspects),
  verdict: v.picklist(aspectVerdicts),
  level: v.picklist(levels),
  expected: text,
  actual: text,
  invariant: v.exactOptional(text),
});
const headers = v.array(v.tuple([text, text]));
const request = fieldsOf<RequestReport>()({
  method: text,
  url: text,
  range: v.array(text),
  object: text,
  objectSize: whole,
  headers,
});
const response = v.nullable(
  fieldsOf<ResponseReport>()({
    status: whole,
    contentLength: v.nullable(text),
    contentRange: v.nullable(text),
    bodyLength: whole,
    body: text,
    difference: v.nullable(text),
    errorCode: v.nullable(text),
    headers,
  }),
);
const verdict = v.picklist(verdictNames);
const entry = {
  behaviour: v.picklist(behaviours),
  level: v.picklist(levels),
  verdict,
  cause: v.nullable(v.object({ kind: causeKind, message: text })),
  reason: v.nullable(text),
  evidence: v.array(text),
  durationMs: v.number(),
};
const exchange = { request, response, expected: text, received: text, aspects: v.array(aspect) };

const check = fieldsOf<CheckReport>()({
  id: text,
  ...entry,
  ...exchange,
  topic: text,
  title: text,
  spec: v.object({ file: text, line: v.number() }),
  why: v.nullable(text),
  notes: v.array(text),
  retries: whole,
  repro: v.object({ curl: text, command: text }),
});

const property = fieldsOf<PropertyReport>()({
  name: text,
  ...entry,
  law: text,
  runs: whole,
  seed: v.number(),
  counterexample: v.nullable(
    fieldsOf<CounterexampleReport>()({
      ...exchange,
      path: text,
      shrinks: whole,
      curl: text,
      row: text,
      steps: v.exactOptional(v.array(fieldsOf<StepReport>()({ request, response, received: text }))),
      again: v.exactOptional(againSchema),
    }),
  ),
  notes: v.exactOptional(v.array(text)),
  repro: v.object({ command: text }),
});

/** Passed on as it is: nothing that compares reports looks at what clients made of the answers. */
const client = v.pipe(
  v.looseObject({ name: text, findings: v.looseObject({}), rows: v.array(v.looseObject({})) }),
  v.transform((fields) => fields as unknown as ClientReport),
);

/** A whole report, as far as this version knows its fields. */
export const documentSchema = fieldsOf<ReportDocument>()({
  schema: v.literal(reportSchemaName),
  tool: v.object({ name: text, version: text }),
  target: fieldsOf<ReportDocument['target']>()({
    name: text,
    endpoint: text,
    bucket: text,
    region: text,
    addressing: text,
    auth: text,
    capabilities: v.record(text, v.union([v.boolean(), text])),
    requestPayer: v.exactOptional(v.literal(true)),
    profile: v.exactOptional(text),
    connection: v.exactOptional(
      fieldsOf<NonNullable<ReportDocument['target']['connection']>>()({
        credentials: v.exactOptional(text),
        ca: v.exactOptional(text),
        insecure: v.exactOptional(v.boolean()),
        proxy: v.exactOptional(text),
      }),
    ),
  }),
  run: fieldsOf<ReportDocument['run']>()({
    startedAt: v.pipe(text, v.isoTimestamp()),
    durationMs: v.number(),
    seed: v.number(),
    runs: whole,
    behaviours: v.array(v.picklist(behaviours)),
    strict: v.boolean(),
    prefix: text,
    requests: whole,
    bytesSent: whole,
    bytesReceived: whole,
  }),
  verdict: v.picklist(runVerdicts),
  exitCode: whole,
  totals: fieldsOf<Totals>()({
    planned: whole,
    conforms: whole,
    violates: whole,
    known: whole,
    inconclusive: whole,
    notApplicable: whole,
    notRun: whole,
  }),
  gate: v.array(text),
  explanations: v.array(
    fieldsOf<ExplanationReport>()({
      behaviour: v.picklist(behaviours),
      profile: text,
      explained: whole,
      deciding: whole,
      asRequired: whole,
      unexplained: v.array(text),
      habits: v.exactOptional(v.array(text)),
      sentence: text,
    }),
  ),
  checks: v.array(check),
  properties: v.array(property),
  clients: v.exactOptional(v.array(client)),
  evidence: v.record(text, v.object({ title: text, address: text, kind: text })),
  leftovers: v.array(text),
  notices: v.array(text),
});
