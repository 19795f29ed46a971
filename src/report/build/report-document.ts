import type { GateEntry, GateResult } from '../../gate/evaluate.js';
import type { Cause } from '../../judge/verdict.js';
import type { Plan } from '../../run/plan/plan.js';
import type { Evidence } from '../../spec/model/table.js';
import { tool } from '../../tool.js';
import {
  type CheckReport,
  type ClientReport,
  type PropertyReport,
  type ReportDocument,
  reportSchemaName,
} from '../document/document.js';
import { round } from './check-report.js';

/** What a run leaves behind for its report. */
export interface Finished {
  readonly checks: readonly CheckReport[];
  readonly properties: readonly PropertyReport[];
  /** Absent where no client was named. */
  readonly clients?: readonly ClientReport[];
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly prefix: string;
  readonly traffic: { readonly requests: number; readonly bytesSent: number; readonly bytesReceived: number };
  readonly leftovers: readonly string[];
  readonly notices: readonly string[];
}

/** Every verdict of a run as the gate wants it. */
export function gateEntries({ checks, properties }: Pick<Finished, 'checks' | 'properties'>): GateEntry[] {
  return [
    ...checks.map(({ id, behaviour, verdict, aspects, cause, repro }) => ({
      id,
      behaviour,
      verdict,
      aspects,
      ...gateCause(cause),
      command: repro.command,
    })),
    ...properties.map(({ name: family, behaviour, verdict, counterexample, cause, repro }) => ({
      id: `property/${family}`,
      behaviour,
      verdict,
      aspects: counterexample?.aspects ?? [],
      ...gateCause(cause),
      command: repro.command,
    })),
  ];
}

const gateCause = (cause: Cause | null): Pick<GateEntry, 'cause' | 'defect'> => ({
  cause: cause?.message ?? null,
  defect: cause?.kind === 'harness',
});

/** Puts the report together; everything in it is redacted already. */
export function reportDocument(
  context: {
    target: ReportDocument['target'];
    plan: Pick<Plan, 'seed' | 'runs' | 'behaviours'>;
    evidence: ReportDocument['evidence'];
    strict: boolean;
    explanations: ReportDocument['explanations'];
  },
  finished: Finished,
  gate: GateResult,
): ReportDocument {
  const { target, plan, evidence, strict } = context;
  return {
    schema: reportSchemaName,
    tool: { name: tool.name, version: tool.version },
    target,
    run: {
      startedAt: finished.startedAt,
      durationMs: round(finished.durationMs),
      seed: plan.seed,
      runs: plan.runs,
      behaviours: plan.behaviours,
      strict,
      prefix: finished.prefix,
      ...finished.traffic,
    },
    verdict: gate.verdict,
    exitCode: gate.exitCode,
    totals: gate.totals,
    gate: gate.lines,
    explanations: context.explanations,
    checks: finished.checks,
    properties: finished.properties,
    ...(finished.clients === undefined ? {} : { clients: finished.clients }),
    evidence: cited(finished, evidence),
    leftovers: finished.leftovers,
    notices: finished.notices,
  };
}

/** The sources of a table as reports and recordings quote them. */
export function quotedEvidence({ sources }: Evidence): ReportDocument['evidence'] {
  return Object.fromEntries(
    [...sources.values()].map(({ id, title, address, kind }) => [id, { title, address, kind }]),
  );
}

function cited({ checks, properties }: Finished, evidence: ReportDocument['evidence']): ReportDocument['evidence'] {
  const ids = new Set([...checks, ...properties].flatMap((entry) => entry.evidence));
  return Object.fromEntries(Object.entries(evidence).filter(([id]) => ids.has(id)));
}
