import { performance } from 'node:perf_hooks';
import type { Target } from '../../driver/target/target.js';
import { violatedLevel } from '../../gate/evaluate.js';
import type { Control, Fault } from '../../reference/faults/fault.js';
import { faultNamed } from '../../reference/faults/faults.js';
import { createReferenceEndpoint } from '../../reference/server/server.js';
import type { ReportDocument } from '../../report/document/document.js';
import { defaultSettings } from '../plan/defaults.js';
import { type PlannedSuite, planSuite, prepareRun } from '../prepare-run.js';
import { runSuite } from '../run-suite.js';
import type { Catch, FaultResult } from './fault-result.js';

/** How thoroughly a fault is looked for. */
export interface ScoreSettings {
  /** Draws a property. */
  readonly runs: number;
  readonly seed: number;
  /** Ask properties only where no row has caught the fault. */
  readonly quick: boolean;
}

/** The suite as it runs against one faulty endpoint after another. */
export type FaultRunner = (name: string) => Promise<FaultResult>;

/** In ms. On loopback an answer takes a few; a second is enough, and the total that follows from it bounds a hang. */
const usualTimeoutMs = 1_000;

const bucket = 'conformance';
const region = 'cn-hangzhou';
const key = { accessKeyId: 'scoring-key-id', accessKeySecret: 'scoring-key-secret' };

/**
 * Plans once what is then asked of every endpoint.
 *
 * @throws SuiteError as `planSuite`
 */
export async function createFaultRunner({ runs, seed, quick }: ScoreSettings): Promise<FaultRunner> {
  const plan = (cases: readonly string[], draws: number) => planSuite({ cases, runs: draws, seed });
  if (!quick) {
    const everything = await plan([], runs);
    return async (name) => resultOf(name, [await runFault(faultNamed(name), everything)]);
  }
  const [rows, properties] = await Promise.all([plan([], 0), plan(['property/*'], runs)]);
  return async (name) => {
    const fault = faultNamed(name);
    const first = await runFault(fault, rows);
    const isCaught = first.document.checks.some(({ verdict }) => verdict === 'violates');
    return resultOf(name, isCaught ? [first] : [first, await runFault(fault, properties)]);
  };
}

/** One run of the suite against one endpoint. */
export interface FaultRun {
  readonly document: ReportDocument;
  readonly durationMs: number;
  /** Answers with a status of 500. */
  readonly serverErrors: number;
}

/**
 * Runs a planned suite against an endpoint with a fault, or with what is right though it differs, both on this thread.
 *
 * @param timeoutMs time for connecting, and for the first byte of an answer
 */
export async function runFault(
  fault: Fault | Control,
  suite: PlannedSuite,
  timeoutMs: number = usualTimeoutMs,
): Promise<FaultRun> {
  const started = performance.now();
  let serverErrors = 0;
  const endpoint = await createReferenceEndpoint({
    bucket,
    region,
    credentials: [key],
    acl: 'private',
    versioning: true,
    fault,
    onRequest: ({ status }) => {
      if (status === 500) serverErrors += 1;
    },
  });
  const target: Target = {
    name: fault.name,
    endpoint: new URL(endpoint.url),
    bucket,
    region,
    addressing: 'path',
    auth: 'oss-v4',
    credentials: key,
    // Its buckets have directories besides the flat namespace.
    capabilities: { 'hierarchical-namespace': true },
  };
  const run = await prepareRun(
    { timeoutMs, concurrency: defaultSettings.concurrency },
    { openTarget: async () => ({ target, embedded: true, close: endpoint.close }), plan: () => suite },
  );
  try {
    const document = await runSuite(run);
    return { document, durationMs: performance.now() - started, serverErrors };
  } finally {
    await run.close();
  }
}

function resultOf(name: string, runs: readonly FaultRun[]): FaultResult {
  const sum = (count: (run: FaultRun) => number): number => runs.reduce((total, run) => total + count(run), 0);
  return {
    name,
    catches: runs.flatMap(({ document }) => catchesOf(document)),
    inconclusive: sum(({ document }) => document.totals.inconclusive),
    requests: sum(({ document }) => document.run.requests),
    durationMs: Math.round(sum(({ durationMs }) => durationMs)),
  };
}

/** What a run calls violated. */
export function catchesOf({ checks, properties }: ReportDocument): Catch[] {
  const violated = [
    ...checks.map(({ id, behaviour, verdict, aspects, level }) => ({ id, behaviour, verdict, aspects, level })),
    ...properties.map(({ name, behaviour, verdict, counterexample, level }) => ({
      id: `property/${name}`,
      behaviour,
      verdict,
      aspects: counterexample?.aspects ?? [],
      level,
    })),
  ].filter(({ verdict }) => verdict === 'violates');
  return violated.map(({ id, behaviour, aspects, level }) => ({
    id,
    behaviour,
    level: violatedLevel(aspects) ?? level,
  }));
}
