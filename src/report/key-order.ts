import type { AspectResult, Cause } from '../judge/verdict.js';
import type {
  CheckReport,
  CounterexampleReport,
  ExplanationReport,
  PropertyReport,
  ReportDocument,
  RequestReport,
  ResponseReport,
  Totals,
} from './document.js';

/** The keys of `T` in the order in which they are written here; a key that is missing or too much does not compile. */
function keysOf<T>(keys: Record<keyof T, 0>): readonly string[] {
  return Object.keys(keys);
}

/** The order of the fields at the top of the JSON report. */
export const documentKeys = keysOf<ReportDocument>({
  schema: 0,
  tool: 0,
  target: 0,
  run: 0,
  verdict: 0,
  exitCode: 0,
  totals: 0,
  gate: 0,
  explanations: 0,
  checks: 0,
  properties: 0,
  evidence: 0,
  leftovers: 0,
  notices: 0,
});

/** The order of the fields below, by the name of the field that holds the object or the list of objects. */
export const keysBelow: ReadonlyMap<string, readonly string[]> = new Map([
  ['tool', keysOf<ReportDocument['tool']>({ name: 0, version: 0 })],
  [
    'target',
    keysOf<ReportDocument['target']>({
      name: 0,
      endpoint: 0,
      bucket: 0,
      region: 0,
      addressing: 0,
      auth: 0,
      capabilities: 0,
    }),
  ],
  [
    'run',
    keysOf<ReportDocument['run']>({
      startedAt: 0,
      durationMs: 0,
      seed: 0,
      runs: 0,
      behaviours: 0,
      strict: 0,
      prefix: 0,
      requests: 0,
      bytesSent: 0,
      bytesReceived: 0,
    }),
  ],
  [
    'explanations',
    keysOf<ExplanationReport>({
      behaviour: 0,
      profile: 0,
      explained: 0,
      deciding: 0,
      asRequired: 0,
      unexplained: 0,
      sentence: 0,
    }),
  ],
  [
    'totals',
    keysOf<Totals>({ planned: 0, conforms: 0, violates: 0, known: 0, inconclusive: 0, notApplicable: 0, notRun: 0 }),
  ],
  [
    'checks',
    keysOf<CheckReport>({
      id: 0,
      behaviour: 0,
      topic: 0,
      title: 0,
      level: 0,
      verdict: 0,
      cause: 0,
      reason: 0,
      spec: 0,
      evidence: 0,
      why: 0,
      request: 0,
      response: 0,
      expected: 0,
      received: 0,
      aspects: 0,
      notes: 0,
      retries: 0,
      repro: 0,
      durationMs: 0,
    }),
  ],
  ['cause', keysOf<Cause>({ kind: 0, message: 0 })],
  ['spec', keysOf<CheckReport['spec']>({ file: 0, line: 0 })],
  ['request', keysOf<RequestReport>({ method: 0, url: 0, range: 0, object: 0, objectSize: 0, headers: 0 })],
  [
    'response',
    keysOf<ResponseReport>({
      status: 0,
      contentLength: 0,
      contentRange: 0,
      bodyLength: 0,
      body: 0,
      difference: 0,
      errorCode: 0,
      headers: 0,
    }),
  ],
  ['aspects', keysOf<AspectResult>({ aspect: 0, verdict: 0, level: 0, expected: 0, actual: 0, invariant: 0 })],
  ['repro', keysOf<CheckReport['repro']>({ curl: 0, command: 0 })],
  [
    'properties',
    keysOf<PropertyReport>({
      name: 0,
      behaviour: 0,
      law: 0,
      level: 0,
      verdict: 0,
      cause: 0,
      reason: 0,
      evidence: 0,
      runs: 0,
      seed: 0,
      counterexample: 0,
      repro: 0,
      durationMs: 0,
    }),
  ],
  [
    'counterexample',
    keysOf<CounterexampleReport>({
      path: 0,
      shrinks: 0,
      request: 0,
      response: 0,
      expected: 0,
      received: 0,
      aspects: 0,
      curl: 0,
      row: 0,
    }),
  ],
]);
